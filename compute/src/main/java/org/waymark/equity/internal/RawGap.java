package org.waymark.equity.internal;

import org.jspecify.annotations.Nullable;
import org.waymark.statistics.EffectSize;
import org.waymark.statistics.Estimate;
import org.waymark.statistics.MeanTest;
import org.waymark.statistics.MeanTest.NotTested;
import org.waymark.statistics.MeanTest.Tested;
import org.waymark.statistics.Share;
import org.waymark.statistics.SmallestGroup;

/// A group beside all other students whose membership is known.
sealed interface RawGap {

  /// @param low lower end of the 95 % interval of the difference
  /// @param effect Cohen's d of means, Cohen's h of shares; null without spread
  /// @param effectReach half the width of the effect's 95 % interval
  /// @param p two-sided; null where it cannot be judged
  record Compared(
      Tally group,
      Tally others,
      double difference,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double effect,
      double effectReach,
      @Nullable Double p)
      implements RawGap {}

  record NotCompared(String reason) implements RawGap {}

  double Z = 1.959963984540054;

  static RawGap of(Group name, Tally group, Tally others, Measure measure) {
    if (group.students + others.students == 0 && group.unmeasured + others.unmeasured > 0) {
      return new NotCompared(
          "the norm has no row for these grades and this season, so the scores can't be placed");
    }
    if (group.students + others.students == 0) {
      return new NotCompared("no source says who is in this group (" + name.title() + ")");
    }
    if (group.students < SmallestGroup.SHOWN) {
      return new NotCompared(SmallestGroup.tooFew(group.students));
    }
    if (others.students < SmallestGroup.SHOWN) {
      return new NotCompared("too few to say: fewer than " + SmallestGroup.SHOWN + " other students"
          + (others.students == 0 ? " (none)" : ""));
    }
    return measure.kind() == Measure.Kind.MEAN ? means(group, others) : shares(group, others);
  }

  private static RawGap means(Tally group, Tally others) {
    var a = group.sample();
    var b = others.sample();
    var d = EffectSize.cohensD(a.mean() - b.mean(), a.sd(), b.sd());
    Double effect = d.isPresent() ? d.getAsDouble() : null;
    return switch (MeanTest.welch(a, b)) {
      case Tested t ->
        new Compared(
            group,
            others,
            t.difference(),
            t.low(),
            t.high(),
            effect,
            effect == null ? 0 : reach(effect, a.n(), b.n()),
            t.p());
      case NotTested n ->
        new Compared(group, others, a.mean() - b.mean(), null, null, effect, 0, null);
    };
  }

  /// Large-sample standard error of d. Source: Hedges & Olkin (1985), Statistical Methods for
  /// Meta-Analysis, 5.E.
  private static double reach(double d, long a, long b) {
    return Z * Math.sqrt((double) (a + b) / (a * b) + d * d / (2.0 * (a + b)));
  }

  /// Interval by Newcombe; p by the z-test with pooled share; h = 2 asin √a − 2 asin √b with
  /// standard error √(1/a + 1/b). Source: Cohen (1988), 6.2.
  private static RawGap shares(Tally group, Tally others) {
    var a = group.share();
    var b = others.share();
    var difference = Share.difference(a, b);
    double parts = 1.0 / group.students + 1.0 / others.students;
    double h = 2 * Math.asin(Math.sqrt(a.value())) - 2 * Math.asin(Math.sqrt(b.value()));
    double pooled = (group.total + others.total) / (group.students + others.students);
    double error = Math.sqrt(pooled * (1 - pooled) * parts);
    Double p = error > 0 ? Estimate.of(difference.value(), error).p() : null;
    return new Compared(
        group,
        others,
        difference.value(),
        difference.low(),
        difference.high(),
        h,
        Z * Math.sqrt(parts),
        p);
  }
}
