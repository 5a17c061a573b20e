package org.waymark.risk.internal;

import java.util.List;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Proof;
import org.waymark.risk.Proof.Rating;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.learning.Interval;
import org.waymark.risk.learning.Measure;

/// The model, its second opinion, the rule, the best single number and the school's record, on
/// the students of the newest period.
final class Trial {

  private final SqlEngine snapshot;
  private final Lessons lessons;
  private final TrainingPlan plan;

  /// @param lessons with all features, also those that the model leaves out
  Trial(SqlEngine snapshot, Lessons lessons, TrainingPlan plan) {
    this.snapshot = snapshot;
    this.lessons = lessons;
    this.plan = plan;
  }

  record Outcome(
      int flags,
      Rating model,
      Rating secondOpinion,
      Rating rule,
      Rating bestIndicator,
      Rating baseline,
      double difference,
      Interval differenceInterval,
      List<Proof.Subgroup> subgroups) {}

  /// @param test rows to try on
  /// @param before rows whose outcomes were known before
  Outcome of(int[] test, int[] before, Folds.Unseen unseen) {
    boolean[] outcomes = lessons.outcomes(test);
    long[] students = new long[test.length];
    double[] ruleScores = Trainer.pick(lessons.ruleScore(), test);
    boolean[] isRuleFlagged = new boolean[test.length];
    for (int i = 0; i < test.length; i++) {
      students[i] = lessons.student()[test[i]];
      isRuleFlagged[i] = lessons.isRuleFlagged()[test[i]];
    }
    int flags = Math.max(1, (int) Math.round(plan.capacity() * test.length));
    double[] probabilities = Trainer.pick(unseen.probability(), test);
    var examination = new Examination(students, outcomes, flags, plan.seed());
    Rating model = examination.probabilities("model", probabilities);
    Rating rule = examination.rule(ruleScores, isRuleFlagged);
    var rivals = new Rivals(lessons);
    var single = rivals.best(before, test, plan.capacity());
    return new Outcome(
        flags,
        model,
        examination.probabilities("second opinion", Trainer.pick(unseen.second(), test)),
        rule,
        examination.order(single.feature().column(), single.scores()),
        examination.order("school mean", rivals.schoolMean(before, test)),
        precision(model) - precision(rule),
        examination.difference(probabilities, ruleScores),
        new GroupAudit(snapshot)
            .audit(students, probabilities, examination.flagged(probabilities), outcomes));
  }

  private static double precision(Rating rating) {
    return rating.measures().getOrDefault(Measure.PRECISION_AT_CAPACITY, 0.0);
  }
}
