package org.waymark.equity.internal;

import org.jspecify.annotations.Nullable;

/// How likely an outcome is for one race or ethnicity beside all others in the district.
///
/// Source: 34 CFR 300.647(a) and (b). Where the others are too few, the state's others stand
/// in for them: the alternate risk ratio.
sealed interface RiskRatio {

  /// Children to whom the outcome happened; the regulation's largest minimum cell.
  int MINIMUM_CELL = 10;

  /// Children of the group; the regulation's largest minimum n.
  int MINIMUM_N = 30;

  /// @param cases children to whom it happened
  /// @param children of how many
  record Count(long cases, long children) {

    double risk() {
      return (double) cases / children;
    }

    boolean reaches(Minimums minimums) {
      return cases >= minimums.cell() && children >= minimums.n();
    }
  }

  /// A state may set its own, not above these.
  record Minimums(int cell, int n) {

    static final Minimums DEFAULT = new Minimums(MINIMUM_CELL, MINIMUM_N);
  }

  /// @param isAlternate whether the comparison is the state's others
  /// @param low lower end of the 95 % interval, on the logarithm (Katz et al. 1978,
  ///     Biometrics 34, 469–474)
  record Told(double ratio, double low, double high, Count comparison, boolean isAlternate)
      implements RiskRatio {}

  record NotTold(String reason) implements RiskRatio {}

  static RiskRatio of(Count group, Count others, @Nullable Count state, Minimums minimums) {
    if (group.children() < minimums.n()) {
      return new NotTold("too few to say: fewer than " + minimums.n() + " children in the group");
    }
    if (group.cases() < minimums.cell()) {
      return new NotTold("too few to say: it happened to fewer than " + minimums.cell()
          + " children of the group");
    }
    if (others.reaches(minimums)) {
      return told(group, others, false);
    }
    String tooFew = "the other children are too few (cell " + minimums.cell() + ", n "
        + minimums.n() + "), and ";
    if (state == null) {
      return new NotTold(tooFew + "no state figure is loaded for the alternate risk ratio");
    }
    return state.reaches(minimums)
        ? told(group, state, true)
        : new NotTold(tooFew + "the state's other children are too few as well");
  }

  private static RiskRatio told(Count group, Count others, boolean isAlternate) {
    double ratio = group.risk() / others.risk();
    double error = Math.sqrt(1.0 / group.cases()
        - 1.0 / group.children()
        + 1.0 / others.cases()
        - 1.0 / others.children());
    double factor = Math.exp(RawGap.Z * error);
    return new Told(ratio, ratio / factor, ratio * factor, others, isAlternate);
  }
}
