package org.waymark.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/// Whether a difference between means may be chance.
public sealed interface MeanTest {

  /// @param difference of the means
  /// @param low lower end of the 95 % interval of the difference
  /// @param high upper end
  /// @param t the statistic
  /// @param df degrees of freedom
  /// @param p two-sided; never rounded, so that a very small one is not stored as 0
  record Tested(double difference, double low, double high, double t, double df, double p)
      implements MeanTest {

    public boolean isSignificant() {
      return p < SIGNIFICANT;
    }
  }

  /// @param reason in words, for people
  record NotTested(String reason) implements MeanTest {}

  /// The p-value, or null where nothing was tested.
  default @Nullable Double pOrNull() {
    return this instanceof Tested tested ? tested.p() : null;
  }

  double SIGNIFICANT = 0.05;
  double CONFIDENCE = 0.95;

  /// One-sample t-test of a group's scores against a norm's mean.
  static MeanTest oneSample(Sample group, double normMean) {
    if (group.n() < 2) {
      return new NotTested("one student only: a test needs at least two scores");
    }
    if (group.isConstant()) {
      return new NotTested("every student has the same score, so chance can't be judged");
    }
    return tested(group.mean() - normMean, group.sd() / Math.sqrt(group.n()), group.n() - 1.0);
  }

  /// Welch's t-test of two groups that may differ in spread.
  ///
  /// Source: Welch (1947), Biometrika 34, 28–35; degrees of freedom by Satterthwaite.
  static MeanTest welch(Sample a, Sample b) {
    if (a.n() < 2 || b.n() < 2) {
      return new NotTested("one student only: a test needs at least two scores in each group");
    }
    double va = a.variance() / a.n();
    double vb = b.variance() / b.n();
    if (a.isConstant() && b.isConstant()) {
      return new NotTested("every student has the same score, so chance can't be judged");
    }
    double df = (va + vb) * (va + vb) / (va * va / (a.n() - 1) + vb * vb / (b.n() - 1));
    return tested(a.mean() - b.mean(), Math.sqrt(va + vb), df);
  }

  private static MeanTest tested(double difference, double standardError, double df) {
    TDistribution distribution = TDistribution.of(df);
    double t = difference / standardError;
    double reach = CriticalT.of(df) * standardError;
    return new Tested(
        difference,
        difference - reach,
        difference + reach,
        t,
        df,
        Math.min(1, 2 * distribution.survivalProbability(Math.abs(t))));
  }
}
