package org.waymark.risk.internal;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel.Reference;
import org.waymark.risk.learning.Stability.Bins;

/// How the district looks at the time of a training.
final class ReferenceReader {

  /// A grade of which fewer were learned from is not scored: a few who repeat grade 12 say
  /// nothing of those who leave.
  private static final int FEWEST_OF_A_GRADE = 100;

  private final SqlEngine snapshot;

  ReferenceReader(SqlEngine snapshot) {
    this.snapshot = snapshot;
  }

  Reference read(Lessons lessons, double[] scores, Periods periods, int last, double precision) {
    var platforms = new ArrayList<String>();
    snapshot.scan(
        "select distinct concat(platform, ' ', score_scale) as name from assessment.result where is_valid order by 1",
        row -> platforms.add(row.text(0)));
    double[] marks = new double[2];
    snapshot.scan(
        "select avg(case when points is not null then 1.0 else 0.0 end), avg(case when percent is not null then 1.0 else 0.0 end) from grading.course_mark where is_final",
        row -> {
          marks[0] = row.number(0);
          marks[1] = row.number(1);
        });
    long[] students = {0};
    snapshot.scan(
        "select count(*) from risk.enrolled join risk.as_of on as_of.as_of_on = enrolled.as_of_on where as_of.is_today",
        row -> students[0] = row.whole(0));
    return new Reference(
        bins(lessons, periods),
        Bins.of(floats(scores)),
        (double) lessons.troubled(lessons.where(r -> true)) / lessons.rows(),
        students[0],
        platforms,
        marks[0],
        marks[1],
        grades(lessons),
        last,
        periods.name(last),
        periods.of(last).endsOn(),
        precision);
  }

  private static Map<String, Map<String, Bins>> bins(Lessons lessons, Periods periods) {
    var byDay = new TreeMap<String, Map<String, Bins>>();
    List<String> features = lessons.inputs().features();
    for (int target : lessons.targets()) {
      for (boolean isEnd : new boolean[] {false, true}) {
        int[] rows =
            lessons.where(r -> lessons.target()[r] == target && lessons.isEnd()[r] == isEnd);
        if (rows.length > 0) {
          var inputs = lessons.inputs().select(rows);
          var bins = new TreeMap<String, Bins>();
          for (int j = 0; j < features.size(); j++) {
            bins.put(features.get(j), Bins.of(inputs.column(j)));
          }
          byDay.put(day(periods.of(target - 1), isEnd), bins);
        }
      }
    }
    return byDay;
  }

  /// The day to learn from, as `risk.as_of` places it.
  private static String day(Periods.Period period, boolean isEnd) {
    LocalDate ends = LocalDate.parse(period.endsOn());
    LocalDate starts = LocalDate.parse(period.startsOn());
    return (isEnd ? ends : starts.plusDays(ChronoUnit.DAYS.between(starts, ends) / 2)).toString();
  }

  private static List<Double> grades(Lessons lessons) {
    int column = lessons.inputs().features().indexOf(Feature.NEXT_GRADE.column());
    var rows = new TreeMap<Double, Integer>();
    if (column >= 0) {
      for (float grade : lessons.inputs().column(column)) {
        if (!Float.isNaN(grade)) {
          rows.merge((double) grade, 1, Integer::sum);
        }
      }
    }
    return rows.entrySet().stream()
        .filter(g -> g.getValue() >= FEWEST_OF_A_GRADE)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
