package org.waymark.generator;

import java.io.IOException;
import java.util.List;
import org.waymark.generator.Schools.School;
import org.waymark.generator.Staffing.Educator;
import org.waymark.generator.Student.Stay;

/// The OneRoster 1.2 CSV bundle, all files in bulk.
final class OneRosterFiles {
  private static final String FOLDER = "oneroster/";
  private static final List<String> BULK = List.of(
      "academicSessions",
      "orgs",
      "courses",
      "classes",
      "users",
      "roles",
      "enrollments",
      "demographics");
  private static final List<String> ABSENT = List.of(
      "categories",
      "classResources",
      "courseResources",
      "lineItems",
      "lineItemLearningObjectiveIds",
      "lineItemScoreScales",
      "resources",
      "results",
      "resultLearningObjectiveIds",
      "resultScoreScales",
      "scoreScales",
      "userProfiles",
      "userResources");
  private final District district;
  private final String modified;

  OneRosterFiles(District district) {
    this.district = district;
    modified = district.plan.through() + "T06:00:00.000Z";
  }

  void add(Workspace workspace) {
    workspace.file(FOLDER + "manifest.csv", List.of("propertyName", "value"), this::manifest);
    workspace.file(FOLDER + "academicSessions.csv", Headers.ACADEMIC_SESSIONS, this::sessions);
    workspace.file(FOLDER + "orgs.csv", Headers.ORGS, this::orgs);
    workspace.file(FOLDER + "courses.csv", Headers.COURSES, this::courses);
    workspace.file(FOLDER + "classes.csv", Headers.CLASSES, this::classes);
    new OneRosterPeople(district).add(workspace);
    workspace.file(FOLDER + "enrollments.csv", Headers.ENROLLMENTS, this::enrollments);
  }

  private Table begin(Table table, String sourcedId) {
    return table.cells(sourcedId, "active", modified);
  }

  private void manifest(Table table) throws IOException {
    table.cells("manifest.version", "1.0").end();
    table.cells("oneroster.version", "1.2").end();
    for (String file : BULK) {
      table.cells("file." + file, "bulk").end();
    }
    for (String file : ABSENT) {
      table.cells("file." + file, "absent").end();
    }
    table.cells("source.systemName", "Maple Valley SIS").end();
    table.cells("source.systemCode", "mv-sis").end();
  }

  private void sessions(Table table) throws IOException {
    for (SchoolCalendar calendar : district.calendars) {
      String year = Integer.toString(calendar.springYear);
      session(
          table,
          calendar,
          "sy-" + year,
          calendar.label(),
          "schoolYear",
          0,
          SchoolCalendar.DAYS,
          "");
      for (int term = 0; term < Trajectory.TERMS; term++) {
        int first = SchoolCalendar.termStart(term);
        String id = year + "-S" + (term + 1);
        session(
            table,
            calendar,
            id,
            "S" + (term + 1),
            "semester",
            first,
            SchoolCalendar.SEMESTER,
            "sy-" + year);
        for (int half = 0; half < 2; half++) {
          int quarter = 2 * term + half + 1;
          int start = (quarter - 1) * SchoolCalendar.QUARTER;
          session(
              table,
              calendar,
              year + "-Q" + quarter,
              "Q" + quarter,
              "gradingPeriod",
              start,
              SchoolCalendar.QUARTER,
              id);
        }
      }
    }
  }

  private void session(
      Table table,
      SchoolCalendar calendar,
      String id,
      String title,
      String type,
      int first,
      int days,
      String parent)
      throws IOException {
    begin(table, id)
        .cells(title, type)
        .cell(calendar.day(first))
        .cell(calendar.day(first + days - 1))
        .cell(parent)
        .cell(calendar.springYear)
        .end();
  }

  private void orgs(Table table) throws IOException {
    begin(table, District.SOURCED_ID)
        .cells("Maple Valley School District", "district", "4100000", "")
        .end();
    for (School school : district.schools.all()) {
      begin(table, school.sourcedId())
          .cells(school.name(), "school", school.code(), District.SOURCED_ID)
          .end();
    }
  }

  private void courses(Table table) throws IOException {
    for (int grade = 0; grade <= 12; grade++) {
      for (Course course : Sections.scheduled(grade)) {
        course(table, course, grade);
      }
      if (grade <= 5) {
        for (Course course : Course.ELEMENTARY) {
          course(table, course, grade);
        }
      }
    }
  }

  private void course(Table table, Course course, int grade) throws IOException {
    begin(table, courseId(course, grade))
        .cells(
            "",
            course.title(grade),
            course.code(grade),
            ceds(grade),
            District.SOURCED_ID,
            course.subject(),
            "")
        .end();
  }

  private static String courseId(Course course, int grade) {
    return "crs-" + course.code(grade);
  }

  static String ceds(int grade) {
    return grade == 0 ? "KG" : "%02d".formatted(grade);
  }

  /// One section that exists.
  private interface SectionRow {
    void write(int year, School school, int grade, int course, Course taught, int section)
        throws IOException;
  }

  private void eachSection(SectionRow row) throws IOException {
    for (int year = 0; year < district.years(); year++) {
      for (School school : district.schools.all()) {
        for (int grade = school.firstGrade(); grade <= school.lastGrade(); grade++) {
          List<Course> taught = Sections.scheduled(grade);
          int count = district.sections.count(year, school.index(), grade);
          for (int course = 0; course < taught.size(); course++) {
            for (int section = 0; section < count; section++) {
              row.write(year, school, grade, course, taught.get(course), section);
            }
          }
        }
      }
    }
  }

  private void classes(Table table) throws IOException {
    eachSection((year, school, grade, course, taught, section) -> {
      String id = district.sections.id(year, school.index(), grade, taught, section);
      int spring = district.calendar(year).springYear;
      boolean isHomeroom = taught == Course.HOMEROOM;
      begin(table, id)
          .cells(
              taught.title(grade) + " - " + (section + 1),
              ceds(grade),
              courseId(taught, grade),
              id,
              isHomeroom ? "homeroom" : "scheduled",
              "Room " + (100 + grade * 10 + section),
              school.sourcedId(),
              spring + "-S1," + spring + "-S2",
              taught.subject(),
              "",
              isHomeroom ? "" : Integer.toString(Sections.period(course, section)))
          .end();
    });
  }

  private void enrollments(Table table) throws IOException {
    eachSection((year, school, grade, course, taught, section) -> {
      Educator teacher = district.staffing.teacher(year, school.index(), grade, course, section);
      if (teacher == null) {
        throw new IllegalStateException("a section without a teacher");
      }
      String id = district.sections.id(year, school.index(), grade, taught, section);
      SchoolCalendar calendar = district.calendar(year);
      begin(table, "enr-" + id + "-t")
          .cells(id, school.sourcedId(), teacher.sourcedId(), "teacher", "true")
          .cell(calendar.firstDay())
          .cell(calendar.lastDay())
          .end();
    });
    for (Student student : district.roster.students()) {
      int number = 0;
      for (Stay stay : student.stays) {
        List<Course> taught = Sections.scheduled(stay.grade());
        SchoolCalendar calendar = district.calendar(stay.year());
        String until = stay.isOpen()
            ? calendar.lastDay().toString()
            : calendar.day(stay.last()).toString();
        number++;
        for (int course = 0; course < taught.size(); course++) {
          begin(table, "enr-" + student.number() + "-" + number + "-" + course)
              .cell(district.sections.id(stay, course))
              .cell(district.schools.get(stay.school()).sourcedId())
              .cells(student.sourcedId(), "student", "")
              .cell(calendar.day(stay.first()))
              .cell(until)
              .end();
        }
      }
    }
  }
}
