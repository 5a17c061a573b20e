package org.waymark.generator;

import java.util.function.Predicate;

/// What is wrong in any district's nightly export.
final class TypicalDefects {
  private static final Predicate<Row> ANY = _ -> true;
  private final District district;
  private final DefectPlanter planter;
  private final String nwea;
  private final String attendance;
  private final String standards;
  private final String label;
  private final int spring;

  TypicalDefects(District district, DefectPlanter planter) {
    this.district = district;
    this.planter = planter;
    label = district.calendar(district.latest()).label();
    spring = district.calendar(district.latest()).springYear;
    nwea = NweaFiles.path(district, district.latest(), Season.FALL);
    attendance = AttendanceFiles.dailyPath(district, district.latest());
    standards = "assessments/standards/standard_scores_" + label + ".csv";
  }

  void plant() {
    duplicates();
    corrections();
    unmatched();
    values();
    attendance();
    enrollments();
    new StaffDefects(district, planter).plant();
  }

  private void duplicates() {
    Edit.Change twice = (row, lines) -> {
      lines.keep(row);
      lines.plant(row, "", "duplicate", "the row above, again");
    };
    planter.add("sis/course_grades.csv", "duplicate_row", 3, 11, 53, ANY, twice);
    planter.add("sis/discipline.csv", "duplicate_row", 2, 3, 11, ANY, twice);
    planter.add(nwea, "duplicate_row", 2, 4, 31, ANY, twice);
    planter.add(attendance, "duplicate_row", 2, 57, 401, ANY, twice);
  }

  private void corrections() {
    planter.add(nwea, "corrected_score", 4, 9, 37, ANY, (row, lines) -> {
      lines.plant(row, "TestRITScore", "superseded", "the next line corrects the score");
      lines.keep(row.with(
          "TestRITScore", Integer.toString(Integer.parseInt(row.get("TestRITScore")) + 4)));
    });
    planter.add(
        "sis/course_grades.csv",
        "corrected_mark",
        3,
        29,
        61,
        row -> row.get("IsFinal").equals("Y")
            && row.get("LetterGrade").equals("B")
            && !row.get("PercentGrade").isEmpty(),
        (row, lines) -> {
          lines.plant(row, "LetterGrade", "superseded", "the next line corrects the mark");
          lines.keep(row.with("LetterGrade", "A").with("PercentGrade", "91"));
        });
  }

  private void unmatched() {
    planter.add(
        nwea,
        "unknown_student",
        3,
        15,
        41,
        ANY,
        (row, lines) -> lines.plant(
            row.with("StudentID", "99" + row.get("StudentID").substring(2))
                .with("Student_StateID", "99" + row.get("Student_StateID").substring(2)),
            "StudentID",
            "check:student_unmatched",
            "no student has this number or state id"));
    Edit.Change noZeros = (row, lines) -> lines.plant(
        row.with("StudentNumber", row.get("StudentNumber").replaceFirst("^0+", "")),
        "StudentNumber",
        "check:student_unmatched",
        "the leading zeros of " + row.get("StudentNumber") + " are lost");
    planter.add(standards, "lost_leading_zeros", 3, 17, 97, ANY, noZeros);
    planter.add("sis/discipline.csv", "lost_leading_zeros", 2, 9, 13, ANY, noZeros);
  }

  private void values() {
    Edit.Change noName = (row, lines) -> lines.plant(
        row.with("CourseName", ""), "CourseName", "reported", "an optional cell is blank");
    planter.add("sis/course_grades.csv", "blank_optional", 2, 41, 67, ANY, noName);
    planter.add(
        "sis/staff.csv",
        "blank_optional",
        2,
        3,
        9,
        ANY,
        (row, lines) ->
            lines.plant(row.with("Email", ""), "Email", "reported", "an optional cell is blank"));
    planter.add(
        nwea,
        "score_out_of_range",
        2,
        21,
        43,
        ANY,
        (row, lines) -> lines.plant(
            row.with("TestRITScore", "999"), "TestRITScore", "quarantined", "outside 100..350"));
    planter.add(
        standards,
        "score_out_of_range",
        2,
        23,
        101,
        ANY,
        (row, lines) ->
            lines.plant(row.with("Score", "140"), "Score", "quarantined", "outside 0..100"));
    String future = (spring + 5) + "-03-04";
    planter.add(
        "sis/discipline.csv",
        "future_date",
        2,
        14,
        17,
        ANY,
        (row, lines) -> lines.plant(
            row.with("IncidentDate", future),
            "IncidentDate",
            "quarantined",
            "years after the last day with data"));
  }

  private void attendance() {
    code("tardy_in_lower_case", "T", "t", "reported", "means T");
    code("unknown_code", "P", "ZZ", "quarantined", "no such attendance code");
    String impossible = spring + "-02-30";
    planter.add(
        attendance,
        "impossible_date",
        2,
        211,
        311,
        ANY,
        (row, lines) -> lines.plant(
            row.with("AttendanceDate", impossible),
            "AttendanceDate",
            "quarantined",
            "February has no such day"));
  }

  private void code(String kind, String from, String to, String expected, String note) {
    planter.add(
        attendance,
        kind,
        2,
        97,
        203,
        row -> row.get("AttendanceCode").equals(from),
        (row, lines) ->
            lines.plant(row.with("AttendanceCode", to), "AttendanceCode", expected, note));
  }

  private void enrollments() {
    String file = "sis/school_enrollments.csv";
    if (district.calendar(district.latest()).reached > 60) {
      String start = district.day(district.latest(), 40).toString();
      String end = district.day(district.latest(), 55).toString();
      planter.add(
          file,
          "enrollment_overlap",
          3,
          19,
          71,
          row -> row.get("SchoolYear").equals(label)
              && row.get("ExitDate").isEmpty()
              && row.get("EntryCode").equals("E1"),
          (row, lines) -> {
            lines.keep(row);
            lines.plant(
                row.with("SchoolCode", district.schools.otherThan(row.get("SchoolCode")))
                    .with("EntryDate", start)
                    .with("ExitDate", end)
                    .with("EntryCode", "E3")
                    .with("ExitCode", "W3"),
                "EntryDate",
                "check:enrollment_overlap",
                "lies inside the stay of the line above");
          });
    }
    for (Student student : district.roster.returned()) {
      String entry = district.day(district.latest(), student.lastStay().first()).toString();
      planter.add(
          file,
          "enrollment_gap",
          1,
          0,
          1,
          row -> row.get("StudentNumber").equals(student.number())
              && row.get("EntryDate").equals(entry),
          (row, lines) -> lines.plant(
              row, "EntryDate", "check:enrollment_gap", "weeks after the exit in the line above"));
    }
  }

  private String otherSchool(String code) {
    for (Schools.School school : district.schools.all()) {
      if (!school.code().equals(code) && school.code().charAt(0) == code.charAt(0)) {
        return school.code();
      }
    }
    return district.schools.all().stream()
        .map(Schools.School::code)
        .filter(other -> !other.equals(code))
        .findFirst()
        .orElse(code);
  }
}
