package org.waymark.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.waymark.generator.Staffing.Educator;

/// What is commonly wrong about educators and their sections.
final class StaffDefects {
  private static final Predicate<Row> ANY = _ -> true;
  private final District district;
  private final DefectPlanter planter;
  private final String label;
  private final int spring;

  StaffDefects(District district, DefectPlanter planter) {
    this.district = district;
    this.planter = planter;
    label = district.calendar(district.latest()).label();
    spring = district.calendar(district.latest()).springYear;
  }

  void plant() {
    staff();
    sections();
  }

  private void staff() {
    Set<String> teaching = new HashSet<>();
    for (Educator educator : district.staffing.educators()) {
      if (educator.lastYear() == district.latest() && educator.post().subject >= -1) {
        teaching.add(educator.id());
      }
    }
    Predicate<Row> teaches = row -> teaching.contains(row.get("StaffID"));
    planter.add(
        "sis/certifications.csv",
        "certification_missing",
        3,
        2,
        11,
        teaches,
        (row, lines) -> lines.report(
            row.get("StaffID"),
            "",
            "",
            "check:certification_missing",
            "the only certification is absent"));
    String expired = (spring - 1) + "-10-31";
    planter.add(
        "sis/certifications.csv",
        "certification_expired",
        3,
        5,
        13,
        teaches,
        (row, lines) -> lines.plant(
            row.with("ValidUntil", expired),
            "ValidUntil",
            "check:certification_expired",
            "still teaching"));
    planter.add(
        "sis/staff_assignments.csv",
        "staff_fte_over_allocated",
        3,
        4,
        17,
        row -> teaches.test(row)
            && row.get("SchoolYear").equals(label)
            && row.get("FTE").equals("1.00"),
        (row, lines) -> {
          lines.keep(row);
          String school = district.schools.otherThan(row.get("SchoolCode"));
          String position =
              school.equals(row.get("SchoolCode")) ? "Counselor" : row.get("Position");
          Row second =
              row.with("SchoolCode", school).with("Position", position).with("FTE", "0.60");
          lines.plant(second, "FTE", "check:staff_fte_over_allocated", "1.60 with the line above");
        });
    planter.add("sis/staff.csv", "staff_duplicate", 3, 6, 15, teaches, (row, lines) -> {
      lines.keep(row);
      String first = row.get("FirstName");
      Row twin = row.with("StaffID", "T9" + row.get("StaffID").substring(2))
          .with(
              "FirstName",
              first.length() > 3 ? first.substring(0, first.length() - 1) : first + "a")
          .with("Email", "x" + row.get("Email"));
      lines.plant(twin, "StaffID", "check:staff_duplicate", "the person of the line above, again");
    });
    planter.add("sis/staff.csv", "windows_1252_name", 1, 12, 1, ANY, (row, lines) -> {
      byte[] line = new String(row.with("FirstName", "José").line(), UTF_8).getBytes(ISO_8859_1);
      lines.plantBytes(line, row.key(), "FirstName", "José", "reported", "é is the single byte E9");
    });
  }

  private void sections() {
    String file = "oneroster/enrollments.csv";
    planter.add(
        file,
        "section_without_teacher",
        3,
        1,
        5,
        row ->
            row.get("role").equals("teacher") && row.get("classSourcedId").startsWith(spring + "-"),
        (row, lines) -> lines.report(
            row.get("classSourcedId"),
            "",
            "",
            "check:section_without_teacher",
            "the teacher's enrollment is absent"));
    planter.add(
        file,
        "missing_section",
        3,
        1,
        29,
        row -> row.get("role").equals("student"),
        (row, lines) -> {
          lines.keep(row);
          Row lost = row.with("sourcedId", row.key() + "-x")
              .with("classSourcedId", spring + "-X999-HR99-99");
          lines.plant(lost, "classSourcedId", "reported", "no such section");
        });
  }
}
