package org.waymark.risk.internal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.engine.Row;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.learning.Inputs;

/// Reads rows of `risk.feature` into arrays.
final class LessonReader {

  private static final String FROM = """
      from risk.feature
      join risk.as_of on as_of.as_of_on = feature.as_of_on and as_of.is_learning
      join risk.outcome
        on outcome.student_key = feature.student_key and outcome.period_number = as_of.target_number
      join risk.sign on sign.student_key = feature.student_key and sign.as_of_on = feature.as_of_on
      """;

  private LessonReader() {}

  static Lessons read(SqlEngine engine, List<Feature> features) {
    int rows = Integer.parseInt(
        String.valueOf(engine.query("select count(*) " + FROM).rows().getFirst().getFirst()));
    long[] student = new long[rows];
    int[] target = new int[rows];
    boolean[] isEnd = new boolean[rows];
    long[] school = new long[rows];
    double[] rule = new double[rows];
    boolean[] isFlagged = new boolean[rows];
    boolean[] outcome = new boolean[rows];
    float[] values = new float[rows * features.size()];
    int[] at = {0};
    engine.scan(
        "select feature.student_key, as_of.target_number, case when as_of.position = 'end' then 1 else 0 end,"
            + " feature.school_key,"
            + " case sign.tier when 'high' then 3 when 'at_risk' then 2 when 'some' then 1 else 0 end,"
            + " sign.red_flags, sign.yellow_flags, case when outcome.is_in_trouble then 1 else 0 end, "
            + columns(features) + " " + FROM + " order by feature.student_key, feature.as_of_on",
        row -> {
          int i = at[0]++;
          student[i] = row.whole(0);
          target[i] = (int) row.whole(1);
          isEnd[i] = row.whole(2) == 1;
          school[i] = row.whole(3);
          rule[i] = row.whole(4) * 100 + row.whole(5) * 10 + row.whole(6);
          isFlagged[i] = row.whole(4) >= 2;
          outcome[i] = row.whole(7) == 1;
          fill(row, 8, values, i, features.size());
        });
    return new Lessons(
        student,
        target,
        isEnd,
        school,
        rule,
        isFlagged,
        outcome,
        new Inputs(features.stream().map(Feature::column).toList(), values));
  }

  static String columns(List<Feature> features) {
    return features.stream().map(f -> "feature." + f.column()).collect(Collectors.joining(", "));
  }

  /// Missing stays missing: NaN.
  static void fill(Row row, int from, float[] values, int at, int width) {
    for (int j = 0; j < width; j++) {
      values[at * width + j] = row.isNull(from + j) ? Float.NaN : (float) row.number(from + j);
    }
  }

  /// Grows by doubling, for rows whose number is not known.
  static float[] room(float[] values, int needed) {
    return needed <= values.length
        ? values
        : Arrays.copyOf(values, Math.max(needed, 2 * values.length));
  }
}
