package org.waymark.generator;

import org.waymark.generator.Student.Stay;

/// Rows inside the ordinary files that no district should send.
final class HostileRows {
  private static final int CROWD = 200;
  private final District district;
  private final DefectPlanter planter;
  private final String label;
  private final int spring;

  HostileRows(District district, DefectPlanter planter) {
    this.district = district;
    this.planter = planter;
    label = district.calendar(district.latest()).label();
    spring = district.calendar(district.latest()).springYear;
  }

  void plant() {
    planter.add(
        "sis/discipline.csv",
        "negative_days",
        2,
        19,
        23,
        _ -> true,
        (row, lines) ->
            lines.plant(row.with("DaysAssigned", "-3"), "DaysAssigned", "quarantined", "below 0"));
    String unborn = (spring + 4) + "-01-15";
    planter.add(
        "oneroster/demographics.csv",
        "birth_in_the_future",
        2,
        33,
        77,
        _ -> true,
        (row, lines) ->
            lines.plant(row.with("birthDate", unborn), "birthDate", "quarantined", "not born yet"));
    planter.add(
        "sis/school_enrollments.csv",
        "grade_out_of_range",
        2,
        47,
        83,
        row -> !row.get("SchoolYear").equals(label),
        (row, lines) -> lines.plant(
            row.with("GradeLevel", "15"), "GradeLevel", "quarantined", "no such grade"));
    if (district.schools.count() > 1) {
      planter.add(
          "sis/school_enrollments.csv",
          "enrolled_twice",
          2,
          59,
          89,
          row -> row.get("SchoolYear").equals(label) && row.get("ExitDate").isEmpty(),
          (row, lines) -> {
            lines.keep(row);
            Row twin = row.with("SchoolCode", elsewhere(row.get("SchoolCode")));
            lines.plant(
                twin, "SchoolCode", "check:enrollment_overlap", "the same dates as the line above");
          });
    }
    if (district.roster.enrolled() >= 2 * CROWD) {
      planter.add(
          "oneroster/enrollments.csv",
          "crowded_section",
          1,
          7,
          1,
          row -> row.get("role").equals("teacher")
              && row.get("classSourcedId").startsWith(spring + "-"),
          this::crowd);
    }
  }

  private String elsewhere(String code) {
    int last = district.schools.count() - 1;
    String other = district.schools.get(last).code();
    return other.equals(code) ? district.schools.get(0).code() : other;
  }

  private void crowd(Row row, Edit.Lines lines) {
    lines.keep(row);
    int added = 0;
    for (Student student : district.roster.students()) {
      Stay last = student.lastStay();
      if (last.isOpen() && last.year() == district.latest() && added < CROWD) {
        added++;
        lines.keep(row.with("sourcedId", row.key() + "-crowd-" + added)
            .with("userSourcedId", student.sourcedId())
            .with("role", "student")
            .with("primary", ""));
      }
    }
    lines.report(
        row.get("classSourcedId"),
        "",
        "",
        "check:section_size_unusual",
        added + " students sit in one section");
  }
}
