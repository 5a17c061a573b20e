package org.waymark.generator;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.waymark.generator.Staffing.Educator;
import org.waymark.generator.Staffing.Post;

/// Educators, their assignments and certifications.
final class StaffFiles {
  private final District district;

  StaffFiles(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        "sis/staff.csv",
        List.of(
            "StaffID",
            "FirstName",
            "LastName",
            "Email",
            "BirthDate",
            "LicenseNumber",
            "HireDate",
            "EndDate"),
        this::staff);
    workspace.file(
        "sis/staff_assignments.csv",
        List.of("StaffID", "SchoolCode", "Position", "FTE", "SchoolYear", "StartDate", "EndDate"),
        this::assignments);
    workspace.file(
        "sis/certifications.csv",
        List.of(
            "StaffID",
            "Certification",
            "Subject",
            "GradeFrom",
            "GradeTo",
            "ValidFrom",
            "ValidUntil",
            "LicenseNumber"),
        this::certifications);
  }

  private LocalDate hired(Educator educator) {
    LocalDate first = LocalDate.of(district.calendar(educator.firstYear()).springYear - 1, 8, 1);
    int before = educator.firstYear() == 0 ? educator.index() % 17 : 0;
    return first.minusYears(before);
  }

  private void staff(Table table) throws IOException {
    for (Educator educator : district.staffing.educators()) {
      Dice dice = new Dice(district.seed(), Topic.STAFF, educator.index());
      LocalDate born = hired(educator).minusYears(24).minusDays(dice.below(25 * 365));
      boolean isHere = educator.lastYear() == district.latest();
      table
          .cells(educator.id(), educator.firstName(), educator.lastName(), educator.email())
          .cell(born)
          .cell(educator.license())
          .cell(hired(educator))
          .cell(isHere ? "" : district.calendar(educator.lastYear()).lastDay().toString())
          .end();
    }
  }

  private void assignments(Table table) throws IOException {
    for (Educator educator : district.staffing.educators()) {
      Post post = educator.post();
      for (int year = educator.firstYear(); year <= educator.lastYear(); year++) {
        SchoolCalendar calendar = district.calendar(year);
        int fte = post.fte(year);
        table
            .cells(educator.id(), district.schools.get(post.school).code(), post.position)
            .cell(fte == 100 ? "1.00" : "0." + fte)
            .cell(calendar.label())
            .cell(calendar.firstDay())
            .cell(year == district.latest() ? "" : calendar.lastDay().toString())
            .end();
      }
    }
  }

  private void certifications(Table table) throws IOException {
    for (Educator educator : district.staffing.educators()) {
      Post post = educator.post();
      LocalDate from = LocalDate.of(district.calendar(educator.firstYear()).springYear - 1, 7, 1);
      int until = district.calendar(district.latest()).springYear + 1 + educator.index() % 4;
      String[] title = switch (post.subject) {
        case -1 -> new String[] {"Elementary Education", Course.HOMEROOM_SUBJECT, "K", "6"};
        case -2 ->
          post.position.equals("Principal")
              ? new String[] {"Principal License", "", "K", "12"}
              : new String[] {"School Counselor License", "", "K", "12"};
        default -> {
          String subject = Course.SECONDARY.get(post.subject).subject();
          yield new String[] {"Secondary " + subject, subject, "6", "12"};
        }
      };
      table
          .cell(educator.id())
          .cells(title)
          .cell(from)
          .cell(LocalDate.of(until, 6, 30))
          .cell(educator.license())
          .end();
    }
  }
}
