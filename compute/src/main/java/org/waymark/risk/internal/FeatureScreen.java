package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.Topic;
import org.waymark.risk.learning.Skill;

/// Which features may be learned from: none that says nothing, none twice, none that holds the
/// outcome, and no marks from before and after a change of the grading scale.
final class FeatureScreen {

  /// A number known beforehand never foretells trouble this well; one that does has seen it.
  static final double LEAKED = 0.98;

  private static final double SCALE_SHIFT = 0.3;
  private static final double GPA_SHIFT = 0.5;
  private static final Set<Topic> MARKS = Set.of(Topic.MARKS_NOW, Topic.MARKS_BEFORE);

  private FeatureScreen() {}

  /// @param dropped feature and why
  /// @param leaked the sentence that refuses the training; empty when nothing leaks
  record Screened(List<Feature> kept, Map<Feature, String> dropped, String leaked) {}

  static Screened screen(Lessons lessons, List<Feature> offered, Map<Feature, String> without) {
    var dropped = new EnumMap<Feature, String>(Feature.class);
    dropped.putAll(without);
    var kept = new ArrayList<Feature>();
    var seen = new HashMap<Integer, List<Feature>>();
    for (Feature feature : offered) {
      if (dropped.containsKey(feature)) {
        continue;
      }
      int column = lessons.inputs().features().indexOf(feature.column());
      var silence = lessons.inputs().silence(column);
      if (silence.isPresent()) {
        dropped.put(feature, silence.get());
        continue;
      }
      float[] values = lessons.inputs().column(column);
      var twins = seen.computeIfAbsent(Arrays.hashCode(values), h -> new ArrayList<>());
      var twin = twins.stream()
          .filter(t -> Arrays.equals(
              values, lessons.inputs().column(lessons.inputs().features().indexOf(t.column()))))
          .findFirst();
      if (twin.isPresent()) {
        dropped.put(feature, "the same as " + twin.get().column() + " in every row");
        continue;
      }
      double auroc = alone(values, lessons.outcome());
      if (auroc >= LEAKED) {
        return new Screened(
            List.of(),
            dropped,
            "%s alone foretells the outcome with an AUROC of %.3f. A number known beforehand never does: it holds the outcome itself. Find out where the column comes from before anything is trained on it."
                .formatted(feature.column(), auroc));
      }
      twins.add(feature);
      kept.add(feature);
    }
    return new Screened(kept, dropped, "");
  }

  /// AUROC of one feature, whichever way it points; a missing value stands in the middle.
  private static double alone(float[] values, boolean[] outcomes) {
    double sum = 0;
    int known = 0;
    for (float value : values) {
      if (!Float.isNaN(value)) {
        sum += value;
        known++;
      }
    }
    double[] scores = new double[values.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = Float.isNaN(values[i]) ? sum / known : values[i];
    }
    double auroc = Skill.auroc(scores, outcomes);
    return Math.max(auroc, 1 - auroc);
  }

  /// Marks that can't be compared over the periods, and why.
  static Map<Feature, String> changedScale(SqlEngine engine) {
    var dropped = new EnumMap<Feature, String>(Feature.class);
    var periods = engine.query("""
        select grading_period.name,
               avg(case when course_mark.points is not null then 1.0 else 0.0 end),
               avg(case when course_mark.percent is not null then 1.0 else 0.0 end),
               avg(cast(course_mark.points as double))
        from grading.course_mark
        join risk.final_term on final_term.school_year = course_mark.school_year and final_term.term = upper(course_mark.term)
        join risk.grading_period on grading_period.school_year = final_term.school_year and grading_period.ends_on = final_term.ends_on
        where course_mark.is_final and grading_period.is_finished
        group by grading_period.period_number, grading_period.name
        order by grading_period.period_number
        """).rows();
    for (int i = 1; i < periods.size(); i++) {
      var before = periods.get(i - 1);
      var now = periods.get(i);
      String where = "the grading scale changed in " + now.getFirst() + ": ";
      if (far(before.get(1), now.get(1), SCALE_SHIFT)) {
        drop(
            dropped,
            where
                + "the share of marks that earn points moved from %.0f%% to %.0f%%"
                    .formatted(100 * number(before.get(1)), 100 * number(now.get(1))),
            true);
      } else if (far(before.get(3), now.get(3), GPA_SHIFT)) {
        drop(
            dropped,
            where
                + "the mean mark moved from %.2f to %.2f points"
                    .formatted(number(before.get(3)), number(now.get(3))),
            true);
      } else if (far(before.get(2), now.get(2), SCALE_SHIFT)) {
        drop(
            dropped,
            where
                + "the share of marks with a percent moved from %.0f%% to %.0f%%"
                    .formatted(100 * number(before.get(2)), 100 * number(now.get(2))),
            false);
      }
    }
    return dropped;
  }

  private static void drop(Map<Feature, String> dropped, String reason, boolean all) {
    for (Feature feature : Feature.values()) {
      boolean isPercent = feature.column().contains("percent") && MARKS.contains(feature.topic());
      if (all ? MARKS.contains(feature.topic()) && feature != Feature.COURSE_LOAD : isPercent) {
        dropped.putIfAbsent(feature, reason);
      }
    }
  }

  private static boolean far(
      @org.jspecify.annotations.Nullable Object a,
      @org.jspecify.annotations.Nullable Object b,
      double limit) {
    return a != null && b != null && Math.abs(number(a) - number(b)) > limit;
  }

  private static double number(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof Number n ? n.doubleValue() : 0;
  }
}
