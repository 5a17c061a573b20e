package org.waymark.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Decides, before a row is written, which rows will be wrong. Every defect has a row of
/// its own.
final class DefectPlanter {
  private static final int[][] SILENT_DAYS = {{60, 61, 62}, {100, 101}};
  private final Map<String, List<Edit>> edits = new TreeMap<>();
  private final District district;
  private final boolean hasDefects;

  DefectPlanter(District district) {
    this.district = district;
    hasDefects = district.plan.defects() != Defects.NONE;
    if (hasDefects) {
      new TypicalDefects(district, this).plant();
    }
    if (district.plan.defects() == Defects.HOSTILE) {
      new HostileRows(district, this).plant();
    }
  }

  /// Asks for a defect several times.
  ///
  /// @param from rows of the file that stay untouched first
  /// @param every rows between one and the next, at least
  void add(
      String path,
      String kind,
      int times,
      int from,
      int every,
      Predicate<Row> fits,
      Edit.Change change) {
    List<Edit> list = edits.computeIfAbsent(path, _ -> new ArrayList<>());
    for (int i = 0; i < times; i++) {
      list.add(new Edit(kind, from + (long) i * every, fits, change));
    }
  }

  List<Edit> edits(String path) {
    return edits.getOrDefault(path, List.of());
  }

  /// Whether the school sent attendance for the day.
  boolean isSubmitted(int year, int school, int day) {
    if (!hasDefects || year != district.latest()) {
      return true;
    }
    for (int i = 0; i < SILENT_DAYS.length; i++) {
      if (school == silentSchool(i)) {
        for (int silent : SILENT_DAYS[i]) {
          if (day == silent) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private int silentSchool(int i) {
    return i == 0 ? 0 : district.schools.count() - 1;
  }

  /// The days on which schools sent nothing.
  List<Defect> notSubmitted() {
    List<Defect> defects = new ArrayList<>();
    int year = district.latest();
    for (int i = 0; hasDefects && i < SILENT_DAYS.length; i++) {
      for (int day : SILENT_DAYS[i]) {
        if (day < district.calendar(year).reached) {
          String school = district.schools.get(silentSchool(i)).code();
          String date = district.day(year, day).toString();
          String path = AttendanceFiles.dailyPath(district, year);
          defects.add(new Defect(
              "attendance_not_submitted",
              path,
              null,
              school,
              "AttendanceDate",
              date,
              "check:attendance_not_submitted",
              "no row of the school on a school day"));
        }
      }
    }
    return defects;
  }
}
