package org.waymark.growth.quantreg;

/// Many conditional quantiles of one design, or why there are none.
public sealed interface Fit {

  /// @param taus the quantiles fitted, ascending, each between 0 and 1
  /// @param coefficients one array of `columns` numbers per tau
  record Fitted(double[] taus, double[][] coefficients) implements Fit {}

  record NotFitted(Reason reason, String words) implements Fit {}

  enum Reason {
    /// Some column is a mixture of the others: too few distinct values.
    COLUMNS_DEPEND,
    /// Every response is the same number.
    CONSTANT_RESPONSE,
    /// No more rows than columns.
    TOO_FEW_ROWS,
    /// The exact search didn't end within its limit of steps.
    NO_CONVERGENCE
  }
}
