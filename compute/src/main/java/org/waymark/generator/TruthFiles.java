package org.waymark.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.waymark.generator.Schools.School;
import org.waymark.generator.Student.Stay;
import org.waymark.generator.Trajectory.Forecast;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is true: chances and outcomes by term, planted effects, planted defects.
final class TruthFiles {
  static final String STUDENTS = "_truth/students.csv";
  static final List<String> STUDENT_COLUMNS = List.of(
      "student_number",
      "school_year",
      "term",
      "p_course_failure",
      "p_chronic_absence",
      "p_trouble",
      "failed_course",
      "chronic_absent",
      "trouble");
  private static final JsonMapper JSON = new JsonMapper();
  private final District district;

  TruthFiles(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(STUDENTS, STUDENT_COLUMNS, this::students);
    new TruthNorms(district).add(workspace);
  }

  private void students(Table table) throws IOException {
    AttendanceSheet sheet = new AttendanceSheet(district);
    for (Student student : district.roster.students()) {
      Trajectory trajectory = new Trajectory(district, student);
      for (int year = student.stays[0].year(); year <= student.lastStay().year(); year++) {
        if (sheet.fill(trajectory, year)) {
          for (int term = 0; term < Trajectory.TERMS; term++) {
            term(table, trajectory, sheet, year, term);
          }
        }
      }
    }
  }

  /// Children who get marks for the term; one under way has chances and no outcome yet.
  private void term(Table table, Trajectory trajectory, AttendanceSheet sheet, int year, int term)
      throws IOException {
    SchoolCalendar calendar = district.calendar(year);
    Student student = trajectory.student;
    boolean isFinished = calendar.isTermFinished(term);
    int days = sheet.enrolled(term);
    Stay stay = isFinished
        ? GradeFile.marking(student, year, term)
        : student.on(year, calendar.reached - 1);
    if (stay == null || days < 10) {
      return;
    }
    int planned = isFinished ? days : days + SchoolCalendar.termEnd(term) - calendar.reached;
    int courses = Course.of(stay.grade()).size();
    Forecast forecast = trajectory.forecast(year, term, stay, planned, courses);
    table
        .cells(student.number(), calendar.label(), "S" + (term + 1))
        .cells(
            decimal(forecast.failure()), decimal(forecast.absence()), decimal(forecast.trouble()));
    if (isFinished) {
      boolean hasFailed = false;
      for (int course = 0; course < courses; course++) {
        hasFailed |= trajectory.percent(year, term, stay, course) < 60;
      }
      boolean isChronic = sheet.absentHalfDays(term) * 5 >= days;
      table
          .cells(flag(hasFailed), flag(isChronic), flag(hasFailed || isChronic))
          .end();
    } else {
      table.cells("", "", "").end();
    }
  }

  private static String flag(boolean value) {
    return value ? "1" : "0";
  }

  private static String decimal(double share) {
    long value = Math.clamp(Math.round(share * 10_000), 0, 10_000);
    return value / 10_000 + "." + Long.toString(10_000 + value % 10_000).substring(1);
  }

  void write(Path out, List<Defect> defects) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    DistrictPlan plan = district.plan;
    root.put("district", District.NAME)
        .put("seed", plan.seed())
        .put("students", plan.students())
        .put("students_ever", district.roster.students().size())
        .put("students_enrolled", district.roster.enrolled())
        .put("years", plan.years())
        .put("through", plan.through().toString())
        .put("defect_level", plan.defects().name().toLowerCase(java.util.Locale.ROOT));
    effects(root);
    classGaps(root.putArray("class_gaps"));
    ArrayNode list = root.putArray("defects");
    for (Defect defect : defects) {
      ObjectNode node = list.addObject().put("kind", defect.kind()).put("file", defect.file());
      node.put("line", defect.line())
          .put("key", defect.key())
          .put("column", defect.column())
          .put("value", defect.value())
          .put("expected", defect.expected())
          .put("note", defect.note());
    }
    Path file = out.resolve(Workspace.TRUTH);
    Files.createDirectories(file.getParent());
    String text =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n");
    Files.writeString(file, text + "\n");
  }

  private void effects(ObjectNode root) {
    ArrayNode programs = root.putArray("program_effects");
    for (Program program : Program.values()) {
      programs
          .addObject()
          .put("program", program.title)
          .put("gain_sd", program.gain)
          .put("unit", "standard deviations of the norm, from fall to spring");
    }
    root.putObject("equity_gaps_sd")
        .put("ell", Effects.ELL)
        .put("frl", Effects.FRL)
        .put("sped", Effects.SPED);
    root.put("district_above_norm_sd", Effects.DISTRICT);
    root.put("class_gap_points", Effects.CLASS_GAP);
  }

  private void classGaps(ArrayNode gaps) {
    StandardsFile standards = new StandardsFile(district);
    int year = district.latest();
    for (School school : district.schools.all()) {
      int last = Math.min(StandardsFile.LAST_GRADE, school.lastGrade());
      for (int grade = Math.max(StandardsFile.FIRST_GRADE, school.firstGrade());
          grade <= last;
          grade++) {
        int sections = district.sections.count(year, school.index(), grade);
        for (int section = 0; section < sections; section++) {
          for (boolean isMath : new boolean[] {true, false}) {
            int gap = standards.classGap(school.index(), grade, section, isMath);
            if (gap >= 0) {
              Course taught = grade <= 5 ? Course.HOMEROOM : Course.SECONDARY.get(isMath ? 1 : 0);
              gaps.addObject()
                  .put(
                      "section", district.sections.id(year, school.index(), grade, taught, section))
                  .put("school", school.code())
                  .put("grade", Course.gradeCell(grade))
                  .put("subject", isMath ? "Math" : "ELA")
                  .put("standard", StandardsFile.codes(grade, isMath).get(gap));
            }
          }
        }
      }
    }
  }
}
