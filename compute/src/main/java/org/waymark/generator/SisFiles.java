package org.waymark.generator;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.waymark.generator.Schools.School;
import org.waymark.generator.Student.Stay;

/// What the student information system exports besides attendance and marks.
final class SisFiles {
  private final District district;

  SisFiles(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        "sis/school_enrollments.csv",
        List.of(
            "StudentNumber",
            "SchoolCode",
            "GradeLevel",
            "EntryDate",
            "ExitDate",
            "EntryCode",
            "ExitCode",
            "SchoolYear"),
        this::enrollments);
    workspace.file(
        "sis/calendar.csv",
        List.of("SchoolCode", "CalendarDate", "IsSchoolDay", "SchoolYear"),
        this::calendar);
    workspace.file(
        "sis/discipline.csv",
        List.of(
            "IncidentID",
            "StudentNumber",
            "SchoolCode",
            "IncidentDate",
            "IncidentType",
            "ActionTaken",
            "DaysAssigned"),
        this::discipline);
    workspace.file(
        "sis/programs.csv",
        List.of("StudentNumber", "Program", "Detail", "SchoolCode", "StartDate", "EndDate"),
        this::programs);
    workspace.file(
        "sis/program_costs.csv",
        List.of("Program", "SchoolCode", "SchoolYear", "CostUSD"),
        this::costs);
  }

  private String school(int index) {
    return district.schools.get(index).code();
  }

  private void enrollments(Table table) throws IOException {
    for (Student student : district.roster.students()) {
      for (Stay stay : student.stays) {
        table
            .cell(student.number())
            .cell(school(stay.school()))
            .cell(Course.gradeCell(stay.grade()))
            .cell(district.day(stay.year(), stay.first()))
            .cell(stay.isOpen() ? "" : district.day(stay.year(), stay.last()).toString())
            .cells(stay.entry(), stay.exit(), district.calendar(stay.year()).label())
            .end();
      }
    }
  }

  private void calendar(Table table) throws IOException {
    for (School school : district.schools.all()) {
      for (SchoolCalendar calendar : district.calendars) {
        for (LocalDate day : calendar.weekdays) {
          table
              .cell(school.code())
              .cell(day)
              .cells(calendar.isSchoolDay(day) ? "Y" : "N", calendar.label())
              .end();
        }
      }
    }
  }

  private void discipline(Table table) throws IOException {
    AttendanceSheet sheet = new AttendanceSheet(district);
    for (Student student : district.roster.students()) {
      Trajectory trajectory = new Trajectory(district, student);
      for (int year = 0; year < district.years(); year++) {
        if (!sheet.fill(trajectory, year)) {
          continue;
        }
        int number = 0;
        for (AttendanceSheet.Incident incident : sheet.incidents) {
          Stay stay = student.on(year, incident.day());
          number++;
          table
              .cell("INC-" + district.calendar(year).springYear + "-" + student.number() + "-"
                  + number)
              .cell(student.number())
              .cell(stay == null ? "" : school(stay.school()))
              .cell(district.day(year, incident.day()))
              .cells(incident.type(), incident.action())
              .cell(incident.days())
              .end();
        }
      }
    }
  }

  private void programs(Table table) throws IOException {
    for (Student student : district.roster.students()) {
      if (student.isEll) {
        lasting(table, student, "ELL", student.language);
      }
      if (student.isSped) {
        lasting(table, student, "SPED", disability(student));
      }
      if (student.is504) {
        lasting(table, student, "504", "");
      }
      if (student.meals != Household.Meals.NONE) {
        lasting(table, student, "FRL", student.meals == Household.Meals.FREE ? "Free" : "Reduced");
      }
      Participation participation = new Participation(district, student);
      for (Stay stay : student.stays) {
        for (Program program : Program.values()) {
          if (participation.isIn(program, stay.year())
              && participation.place(stay.year()) == stay) {
            boolean isOver = district.calendar(stay.year()).reached > Participation.LAST_DAY;
            table
                .cells(student.number(), program.title, program.detail, school(stay.school()))
                .cell(district.day(stay.year(), Participation.FIRST_DAY))
                .cell(isOver ? district.day(stay.year(), Participation.LAST_DAY).toString() : "")
                .end();
          }
        }
      }
    }
  }

  private static String disability(Student student) {
    return switch (student.index % 10) {
      case 0, 1, 2, 3 -> "Specific Learning Disability";
      case 4, 5 -> "Speech or Language Impairment";
      case 6, 7 -> "Other Health Impairment";
      case 8 -> "Autism";
      default -> "Emotional Disturbance";
    };
  }

  /// A membership from the first day in the district to the last.
  private void lasting(Table table, Student student, String program, String detail)
      throws IOException {
    Stay first = student.stays[0];
    Stay last = student.lastStay();
    table
        .cells(student.number(), program, detail, school(last.school()))
        .cell(district.day(first.year(), first.first()))
        .cell(last.isOpen() ? "" : district.day(last.year(), last.last()).toString())
        .end();
  }

  private void costs(Table table) throws IOException {
    for (Program program : Program.values()) {
      for (School school : district.schools.all()) {
        for (SchoolCalendar calendar : district.calendars) {
          Dice dice = new Dice(
              district.seed(), Topic.COST, program.ordinal(), school.index(), calendar.springYear);
          if (school.firstGrade() <= Participation.LAST_GRADE) {
            table
                .cells(program.title, school.code(), calendar.label())
                .cell(program.costUsd + 250 * dice.between(-20, 20) + ".00")
                .end();
          }
        }
      }
    }
  }
}
