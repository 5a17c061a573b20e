package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.learning.Inputs;

/// The students enrolled today, with all features and the counts behind the words.
///
/// @param values rows × all features, row-major, NaN = missing
/// @param counts rows × {@link #COUNTS}, NaN = missing
record Today(
    List<Student> students,
    String asOfOn,
    @Nullable String target,
    float[] values,
    float[] counts) {

  record Student(
      long key,
      @Nullable Long school,
      @Nullable String grade,
      @Nullable String term) {}

  /// In the order of the columns of `counts`.
  enum Count {
    DAYS_30,
    MISSED_30,
    DAYS_30_BEFORE,
    MISSED_30_BEFORE,
    DAYS_PERIOD,
    MISSED_PERIOD,
    DAYS_HISTORY,
    MISSED_HISTORY;

    String column() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final List<Feature> ALL = Feature.all();
  private static final int COUNTS = Count.values().length;

  static Today read(SqlEngine engine) {
    var students = new ArrayList<Student>();
    float[][] held = {new float[1 << 16], new float[1 << 14]};
    String[] day = {"", null};
    var columns = new StringBuilder(LessonReader.columns(ALL));
    for (Count count : Count.values()) {
      columns.append(", feature.").append(count.column());
    }
    engine.scan(
        "select feature.student_key, feature.school_key, feature.grade_level, feature.term, cast(feature.as_of_on as varchar(10)), as_of.target_name, "
            + columns
            + " from risk.feature join risk.as_of on as_of.as_of_on = feature.as_of_on and as_of.is_today order by feature.student_key",
        row -> {
          int at = students.size();
          students.add(
              new Student(row.whole(0), row.wholeOrNull(1), row.textOrNull(2), row.textOrNull(3)));
          day[0] = row.text(4);
          day[1] = row.textOrNull(5);
          held[0] = LessonReader.room(held[0], (at + 1) * ALL.size());
          held[1] = LessonReader.room(held[1], (at + 1) * COUNTS);
          LessonReader.fill(row, 6, held[0], at, ALL.size());
          LessonReader.fill(row, 6 + ALL.size(), held[1], at, COUNTS);
        });
    return new Today(students, day[0], day[1], held[0], held[1]);
  }

  float value(int row, Feature feature) {
    return values[row * ALL.size() + feature.ordinal()];
  }

  float count(int row, Count count) {
    return counts[row * COUNTS + count.ordinal()];
  }

  /// What a model sees of some students.
  Inputs inputs(List<String> features, int[] rows) {
    int[] columns = features.stream().mapToInt(f -> Feature.of(f).ordinal()).toArray();
    float[] selected = new float[rows.length * columns.length];
    int at = 0;
    for (int row : rows) {
      for (int column : columns) {
        selected[at++] = values[row * ALL.size() + column];
      }
    }
    return new Inputs(features, selected);
  }
}
