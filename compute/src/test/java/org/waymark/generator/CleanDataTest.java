package org.waymark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without defects nothing is wrong, by checks that know the files only.
class CleanDataTest {
  @TempDir
  static Path folder;

  private static final Set<String> CODES = Set.of("P", "AE", "AU", "T", "OSS", "ISS", "AE5", "AU5");
  private static Summary summary;

  @BeforeAll
  static void generate() {
    summary = DistrictGenerator.generate(DistrictPlan.of(folder, 700, 42), _ -> {});
  }

  private static Csv read(String path) {
    return Csv.read(folder, path);
  }

  private static List<String> paths(String part) {
    return summary.files().stream()
        .map(Summary.File::path)
        .filter(path -> path.contains(part))
        .toList();
  }

  private static String join(Csv.Line row, String... columns) {
    return java.util.Arrays.stream(columns).map(row::get).collect(Collectors.joining("|"));
  }

  @Test
  void every_enrolled_school_day_has_one_attendance_row_and_no_other_day_has_any() {
    Map<String, List<LocalDate>> schoolDays = new HashMap<>();
    for (Csv.Line day : read("sis/calendar.csv").lines()) {
      LocalDate date = LocalDate.parse(day.get("CalendarDate"));
      if (day.get("IsSchoolDay").equals("Y") && !date.isAfter(DistrictPlan.DEFAULT_THROUGH)) {
        schoolDays
            .computeIfAbsent(join(day, "SchoolCode", "SchoolYear"), _ -> new ArrayList<>())
            .add(date);
      }
    }
    Set<String> expected = new HashSet<>();
    for (Csv.Line stay : read("sis/school_enrollments.csv").lines()) {
      LocalDate first = LocalDate.parse(stay.get("EntryDate"));
      LocalDate last =
          stay.get("ExitDate").isEmpty() ? LocalDate.MAX : LocalDate.parse(stay.get("ExitDate"));
      for (LocalDate day :
          schoolDays.getOrDefault(join(stay, "SchoolCode", "SchoolYear"), List.of())) {
        if (!day.isBefore(first) && !day.isAfter(last)) {
          expected.add(join(stay, "StudentNumber", "SchoolCode") + "|" + day);
        }
      }
    }
    List<String> unexpected = new ArrayList<>();
    for (String path : paths("attendance_daily")) {
      for (Csv.Line row : read(path).lines()) {
        String place = join(row, "StudentNumber", "SchoolCode", "AttendanceDate");
        if (!expected.remove(place) || !CODES.contains(row.get("AttendanceCode"))) {
          unexpected.add(place);
        }
      }
    }
    assertThat(unexpected).isEmpty();
    assertThat(expected).as("days without a row").isEmpty();
  }

  @Test
  void nobody_is_enrolled_in_two_places_on_one_day() {
    Map<String, LocalDate> until = new HashMap<>();
    for (Csv.Line stay : read("sis/school_enrollments.csv").lines()) {
      LocalDate before = until.getOrDefault(stay.get("StudentNumber"), LocalDate.MIN);
      assertThat(LocalDate.parse(stay.get("EntryDate"))).isAfter(before);
      String exit = stay.get("ExitDate");
      until.put(stay.get("StudentNumber"), exit.isEmpty() ? LocalDate.MAX : LocalDate.parse(exit));
    }
  }

  @Test
  void keys_are_unique() {
    Map<String, String[]> keys = new TreeMap<>();
    for (String file : List.of(
        "academicSessions",
        "orgs",
        "courses",
        "classes",
        "users",
        "roles",
        "enrollments",
        "demographics")) {
      keys.put("oneroster/" + file + ".csv", new String[] {"sourcedId"});
    }
    keys.put(
        "sis/course_grades.csv",
        new String[] {"StudentNumber", "CourseCode", "SectionID", "SchoolYear", "Term", "IsFinal"});
    keys.put("sis/discipline.csv", new String[] {"IncidentID"});
    keys.put("sis/programs.csv", new String[] {"StudentNumber", "Program", "StartDate"});
    keys.put("sis/staff.csv", new String[] {"StaffID"});
    keys.put("sis/program_costs.csv", new String[] {"Program", "SchoolCode", "SchoolYear"});
    paths("attendance_period")
        .forEach(path -> keys.put(
            path, new String[] {"StudentNumber", "AttendanceDate", "Period", "SectionID"}));
    paths("nwea").forEach(path -> keys.put(path, new String[] {"TestID"}));
    paths("star").forEach(path -> keys.put(path, new String[] {"AssessmentID"}));
    paths("standards")
        .forEach(path ->
            keys.put(path, new String[] {"StudentNumber", "StandardCode", "AssessmentDate"}));
    keys.forEach((path, columns) -> {
      List<Csv.Line> rows = read(path).lines();
      assertThat(rows).as(path).isNotEmpty();
      assertThat(rows.stream().map(row -> join(row, columns)).distinct().count())
          .as(path)
          .isEqualTo(rows.size());
    });
  }

  private static void assertResolves(Set<String> known, List<String> used) {
    assertThat(used.stream().filter(id -> !known.contains(id))).isEmpty();
  }

  @Test
  void every_reference_resolves() {
    List<Csv.Line> users = read("oneroster/users.csv").lines();
    Set<String> userIds =
        users.stream().map(row -> row.get("sourcedId")).collect(Collectors.toSet());
    Set<String> numbers =
        users.stream().map(row -> row.get("identifier")).collect(Collectors.toSet());
    Set<String> sections = new HashSet<>(read("oneroster/classes.csv").column("sourcedId"));
    List<Csv.Line> enrollments = read("oneroster/enrollments.csv").lines();
    assertResolves(
        userIds, enrollments.stream().map(row -> row.get("userSourcedId")).toList());
    assertResolves(
        sections, enrollments.stream().map(row -> row.get("classSourcedId")).toList());
    Set<String> taught = enrollments.stream()
        .filter(row -> row.get("role").equals("teacher"))
        .map(row -> row.get("classSourcedId"))
        .collect(Collectors.toSet());
    assertThat(taught).isEqualTo(sections);
    assertResolves(userIds, read("oneroster/demographics.csv").column("sourcedId"));
    assertResolves(sections, read("sis/course_grades.csv").column("SectionID"));
    for (String path : List.of(
        "sis/course_grades.csv",
        "sis/discipline.csv",
        "sis/programs.csv",
        "sis/counselor_caseload.csv",
        "sis/school_enrollments.csv")) {
      assertResolves(numbers, read(path).column("StudentNumber"));
    }
    paths("nwea").forEach(path -> assertResolves(numbers, read(path).column("StudentID")));
    paths("star").forEach(path -> assertResolves(numbers, read(path).column("StudentIdentifier")));
    assertResolves(numbers, read("sis/staff_assignments.csv").column("StaffID"));
  }

  @Test
  void every_student_has_one_counselor_of_the_own_school_today() {
    Map<String, String> schoolOf = new HashMap<>();
    for (Csv.Line stay : read("sis/school_enrollments.csv").lines()) {
      if (stay.get("ExitDate").isEmpty()) {
        schoolOf.put(stay.get("StudentNumber"), stay.get("SchoolCode"));
      }
    }
    Set<String> counselors = new HashSet<>();
    for (Csv.Line post : read("sis/staff_assignments.csv").lines()) {
      if (post.get("Position").equals("Counselor") && post.get("EndDate").isEmpty()) {
        counselors.add(join(post, "StaffID", "SchoolCode"));
      }
    }
    Map<String, String> counselorOf = new HashMap<>();
    for (Csv.Line row : read("sis/counselor_caseload.csv").lines()) {
      if (row.get("EndDate").isEmpty()) {
        assertThat(counselorOf.put(row.get("StudentNumber"), row.get("CounselorID")))
            .isNull();
      }
    }
    assertThat(counselorOf.keySet()).isEqualTo(schoolOf.keySet());
    assertThat(counselorOf)
        .allSatisfy((student, counselor) ->
            assertThat(counselors).contains(counselor + "|" + schoolOf.get(student)));
  }

  @Test
  void educators_are_certified_once_and_work_full_time_at_most() {
    Map<String, Double> fte = new HashMap<>();
    for (Csv.Line row : read("sis/staff_assignments.csv").lines()) {
      fte.merge(
          join(row, "StaffID", "SchoolYear"), Double.parseDouble(row.get("FTE")), Double::sum);
    }
    assertThat(fte.values()).allMatch(sum -> sum > 0 && sum <= 1);
    List<Csv.Line> certifications = read("sis/certifications.csv").lines();
    assertThat(certifications)
        .allMatch(
            row -> LocalDate.parse(row.get("ValidUntil")).isAfter(DistrictPlan.DEFAULT_THROUGH));
    List<Csv.Line> staff = read("sis/staff.csv").lines();
    assertThat(certifications.stream().map(row -> row.get("StaffID")))
        .containsExactlyInAnyOrderElementsOf(
            staff.stream().map(row -> row.get("StaffID")).toList());
    assertThat(staff.stream()
            .map(row -> join(row, "FirstName", "LastName"))
            .distinct()
            .count())
        .isEqualTo(staff.size());
    assertThat(staff.stream().map(row -> row.get("LicenseNumber")).distinct().count())
        .isEqualTo(staff.size());
  }

  @Test
  void values_lie_in_their_ranges_and_fit_the_norms() {
    double percentiles = 0;
    int tests = 0;
    for (String path : paths("nwea")) {
      for (Csv.Line row : read(path).lines()) {
        assertThat(Integer.parseInt(row.get("TestRITScore"))).isBetween(100, 350);
        assertThat(Integer.parseInt(row.get("TestPercentile"))).isBetween(1, 99);
        percentiles += Integer.parseInt(row.get("TestPercentile"));
        tests++;
        assertThat(path).contains(row.get("TermName"));
      }
    }
    assertThat(percentiles / tests).isBetween(50.0, 66.0);
    assertThat(read(paths("standards").getFirst()).column("Score"))
        .allMatch(score -> Integer.parseInt(score) >= 0 && Integer.parseInt(score) <= 100);
    for (Csv.Line row : read("sis/course_grades.csv").lines()) {
      if (!row.get("PercentGrade").isEmpty()) {
        assertThat(row.get("LetterGrade"))
            .isEqualTo(Course.letter(Integer.parseInt(row.get("PercentGrade"))));
      }
    }
  }

  @Test
  void suspensions_stand_in_attendance_and_in_discipline_alike() {
    Map<String, Integer> assigned = new TreeMap<>();
    for (Csv.Line row : read("sis/discipline.csv").lines()) {
      if (row.get("ActionTaken").endsWith("Suspension")) {
        assigned.merge(
            row.get("StudentNumber"), Integer.parseInt(row.get("DaysAssigned")), Integer::sum);
      }
    }
    Map<String, Integer> served = new TreeMap<>();
    for (String path : paths("attendance_daily")) {
      for (Csv.Line row : read(path).lines()) {
        if (row.get("AttendanceCode").endsWith("SS")) {
          served.merge(row.get("StudentNumber"), 1, Integer::sum);
        }
      }
    }
    assertThat(assigned).isNotEmpty().isEqualTo(served);
  }

  @Test
  void brothers_and_sisters_and_namesakes_exist() {
    List<Csv.Line> users = read("oneroster/users.csv").lines();
    Map<String, Long> names = users.stream()
        .filter(row -> !row.get("grades").isEmpty())
        .collect(Collectors.groupingBy(
            row -> join(row, "givenName", "familyName"), Collectors.counting()));
    assertThat(names.values()).anyMatch(count -> count > 1);
  }
}
