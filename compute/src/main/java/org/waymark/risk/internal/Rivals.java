package org.waymark.risk.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.risk.Feature;
import org.waymark.risk.learning.Skill;

/// What a district has without a model: single numbers, and the record of the school.
final class Rivals {

  private static final List<Feature> SINGLE = List.of(
      Feature.ABSENCE_PERIOD,
      Feature.ABSENCE_90,
      Feature.ABSENCE_HISTORY,
      Feature.GPA,
      Feature.D_OR_F_COURSES,
      Feature.LOWEST_PERCENTILE,
      Feature.INCIDENTS_365);

  private final Lessons lessons;

  Rivals(Lessons lessons) {
    this.lessons = lessons;
  }

  record Single(Feature feature, double[] scores) {}

  /// The one number that would have found most on the days before, at the same capacity.
  ///
  /// @param before rows whose outcomes were known before the test
  Single best(int[] before, int[] test, double capacity) {
    Feature best = SINGLE.getFirst();
    double most = -1;
    boolean[] outcomes = lessons.outcomes(before);
    int flags = Math.max(1, (int) Math.round(capacity * before.length));
    for (Feature feature : SINGLE) {
      double precision = Skill.precisionAt(scores(feature, before), outcomes, flags);
      if (precision > most) {
        most = precision;
        best = feature;
      }
    }
    return new Single(best, scores(best, test));
  }

  /// The number turned so that more is worse; who has none stands last.
  private double[] scores(Feature feature, int[] rows) {
    int column = lessons.inputs().features().indexOf(feature.column());
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      float value = lessons.inputs().value(rows[i], column);
      scores[i] = Float.isNaN(value) ? -1e9 : value * feature.direction();
    }
    return scores;
  }

  /// Each student by the share in trouble at the school before; a new school by the district's.
  double[] schoolMean(int[] before, int[] test) {
    Map<Long, int[]> schools = new HashMap<>();
    int troubled = 0;
    for (int row : before) {
      int[] count = schools.computeIfAbsent(lessons.school()[row], s -> new int[2]);
      count[0] += lessons.outcome()[row] ? 1 : 0;
      count[1]++;
      troubled += lessons.outcome()[row] ? 1 : 0;
    }
    double district = (double) troubled / before.length;
    double[] scores = new double[test.length];
    for (int i = 0; i < test.length; i++) {
      int[] count = schools.get(lessons.school()[test[i]]);
      scores[i] = count == null ? district : (double) count[0] / count[1];
    }
    return scores;
  }
}
