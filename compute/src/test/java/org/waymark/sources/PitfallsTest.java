package org.waymark.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The ways in which systems of this kind go wrong, each shown not to happen here.
class PitfallsTest {
  @TempDir
  private Path folder;

  private District district;

  @BeforeEach
  void open() {
    district = MapleValley.settled(folder);
  }

  @AfterEach
  void close() {
    district.close();
  }

  private static FileResult of(Ingest ingest, String path) {
    return ingest.files().stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_clean_district_loads_whole() {
    district.file("attendance.csv", MapleValley.ATTENDANCE).file("scores.csv", MapleValley.SCORES);
    Ingest ingest = district.ingest();
    assertThat(district.reasons()).isEmpty();
    assertThat(ingest.files()).allMatch(file -> file.loaded() == file.rowsIn());
    assertThat(district.rows("select student_id, attended_on, status from sources.attendance"))
        .containsExactly(
            "0012345|2026-03-02|present",
            "0012345|2026-03-03|absent_excused",
            "0012346|2026-03-02|tardy",
            "0012347|2026-03-02|absent_unexcused");
    assertThat(district.rows(
            "select matched_student_id, subject, season, school_year, tested_on, score"
                + " from sources.assessment_result"))
        .containsExactly(
            "p1|math|fall|2026|2025-09-15|214.0",
            "p1|math|winter|2026|2026-01-20|219.0",
            "p2|reading|fall|2026|2025-09-16|188.0");
    assertThat(district.rows("select family_name, grade_level from sources.person"))
        .containsExactly("Berg|5", "Diaz, Jr.|K", "Okafor|3", "Hill|null");
  }

  @Test
  void pitfall_2_a_blank_in_a_number_column_costs_nothing() {
    district.file(
        "scores.csv", MapleValley.SCORES.replace("214,61", "214,").replace("188,40", "188, "));
    assertThat(of(district.ingest(), "scores.csv").loaded()).isEqualTo(3);
    assertThat(district.rows("select percentile from sources.assessment_result"))
        .containsExactly("null", "64.0", "null");
  }

  @Test
  void pitfall_8_a_renamed_column_refuses_the_file_and_names_the_nearest() {
    district.file("scores.csv", MapleValley.SCORES.replace("TestRITScore", "TestRIT_Score"));
    Ingest ingest = district.ingest();
    FileResult scores = of(ingest, "scores.csv");
    assertThat(scores.status()).isEqualTo(FileResult.Status.REFUSED);
    assertThat(scores.quarantined()).isEqualTo(3);
    assertThat(scores.note())
        .contains("expected column TestRITScore; nearest in this file: TestRIT_Score."
            + " Rename it or add it to `from:` in mappings/maple.yml");
    assertThat(ingest.files()).hasSize(3);
  }

  @Test
  void pitfall_8_two_renamed_columns_are_drift_and_not_an_unknown_file() {
    district.file(
        "results.csv",
        MapleValley.SCORES.replace("TestRITScore", "RIT").replace("TermName", "Term_Name"));
    FileResult scores = of(district.ingest(), "results.csv");
    assertThat(scores.status()).isEqualTo(FileResult.Status.REFUSED);
    assertThat(scores.layout()).isEqualTo("scores");
    assertThat(scores.note()).contains("TestRITScore").contains("nearest in this file: Term_Name");
  }

  @Test
  void pitfall_8_an_optional_column_may_be_absent_and_is_reported() {
    district.file(
        "scores.csv", MapleValley.SCORES.replace(",StateID", "").replaceAll(",900\\d", ""));
    Ingest ingest = district.ingest();
    assertThat(of(ingest, "scores.csv").loaded()).isEqualTo(3);
    assertThat(ingest.findings())
        .anyMatch(f -> f.kind().equals("absent_column") && f.message().contains("StateID"));
  }

  @Test
  void pitfall_13_a_killed_run_leaves_the_file_to_be_moved_and_not_loaded_again() {
    district.incoming("scores.csv", MapleValley.SCORES);
    Ingest killed = district.ingest();
    assertThat(of(killed, "scores.csv").loaded()).isEqualTo(3);
    Ingest next = district.ingest();
    assertThat(next.files()).filteredOn(f -> f.path().equals("scores.csv")).hasSize(1);
    assertThat(of(next, "scores.csv").loaded()).isEqualTo(3);
    settle(next);
    assertThat(district.data.resolve("processed/scores.csv")).exists();
    assertThat(district.data.resolve("incoming/scores.csv")).doesNotExist();
    assertThat(of(district.ingest(), "scores.csv").loaded()).isEqualTo(3);
    assertThat(district.rows("select count(*) from sources.assessment_result"))
        .containsExactly("3");
  }

  @Test
  void a_file_that_cannot_be_used_moves_to_failed_with_a_report() throws Exception {
    district.incoming("lunch.csv", "Tray,Milk\n1,2\n");
    settle(district.ingest());
    assertThat(district.data.resolve("failed/lunch.csv")).exists();
    assertThat(Files.readString(district.data.resolve("failed/lunch.csv.report.txt")))
        .contains("no mapping knows");
    assertThat(district.ingest().files()).hasSize(2);
  }

  @Test
  void an_unpublished_run_keeps_good_files_waiting() throws Exception {
    district.incoming("scores.csv", MapleValley.SCORES);
    district.ingest().settle(false);
    assertThat(district.data.resolve("incoming/scores.csv")).exists();
  }

  private static void settle(Ingest ingest) {
    try {
      ingest.settle(true);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void pitfall_14_the_same_file_twice_changes_nothing() {
    district
        .file("attendance.csv", MapleValley.ATTENDANCE)
        .file("copy/attendance (1).csv", MapleValley.ATTENDANCE)
        .file("other.csv", MapleValley.ATTENDANCE + "\n");
    Ingest ingest = district.ingest();
    assertThat(district.rows("select count(*) from sources.attendance")).containsExactly("4");
    assertThat(ingest.files().stream().mapToLong(FileResult::duplicate).sum()).isEqualTo(8);
  }

  @Test
  void pitfall_15_mathematics_is_math_and_an_unknown_subject_is_set_aside() {
    district.file("scores.csv", MapleValley.SCORES.replace("Reading", "Alchemy"));
    district.ingest();
    assertThat(district.reasons())
        .containsExactly(
            "scores.csv:4 Subject: saw \"Alchemy\", expected one of Mathematics, Math, Reading."
                + " Row set aside.");
  }

  @Test
  void pitfall_16_subgroup_flags_are_loaded() {
    district.file("flags.csv", "StudentNumber,Born,Ell,Sped,Lunch\n0012345,4/7/2015,Y,no,F\n");
    district.ingest();
    assertThat(district.rows("select matched_student_id, birth_on, is_ell, is_sped, frl_status"
            + " from sources.demographics"))
        .containsExactly("p1|2015-04-07|true|false|free");
  }

  @Test
  void pitfall_20_not_a_number_is_not_a_number() {
    district.file("scores.csv", """
        TermName,StudentID,StateID,Subject,TestStartDate,TestRITScore,TestPercentile,Goal1
        Fall 2025-2026,0012345,9001,Math,9/15/2025,NaN,61,x
        Fall 2025-2026,0012346,9002,Math,9/15/2025,Infinity,61,x
        Fall 2025-2026,0012347,9003,Math,9/15/2025,#N/A,61,x
        Winter 2025-2026,0012347,9003,Math,1/15/2026,24O,61,x
        Spring 2025-2026,0012347,9003,Math,4/15/2026,2400,61,x
        """);
    FileResult scores = of(district.ingest(), "scores.csv");
    assertThat(scores.quarantined()).isEqualTo(5);
    assertThat(district.reasons())
        .contains(
            "scores.csv:4 TestRITScore: saw \"#N/A\", expected a number. Row set aside.",
            "scores.csv:6 TestRITScore: saw \"2400\", expected a number 100–350. Row set aside.");
  }

  @Test
  void pitfall_21_lost_leading_zeros_are_asked_about_and_never_guessed() {
    district.file("attendance.csv", MapleValley.ATTENDANCE.replace("0012346", "12346"));
    FileResult attendance = of(district.ingest(), "attendance.csv");
    assertThat(attendance.quarantined()).isEqualTo(1);
    assertThat(district.reasons())
        .containsExactly(
            "attendance.csv:4 StudentNumber: no student \"12346\"; did the leading zeros get lost?"
                + " 0012346 exists. Row set aside.");
    assertThat(district.rows("from quality.unmatched"))
        .containsExactly("maple|attendance|sis|12346|1|0012346");
  }

  @Test
  void pitfall_21_a_decision_about_an_id_is_followed() {
    district
        .file(
            "attendance.csv",
            MapleValley.ATTENDANCE.replace("0012346", "12346").replace("0012347", "x9"))
        .links(Map.of("12346", Optional.of("p2"), "x9", Optional.empty()));
    district.ingest();
    assertThat(district.rows(
            "select matched_student_id, problem from sources.student_match order by student_id"))
        .containsExactlyInAnyOrder("p1|null", "p2|null", "null|ignored_student");
    assertThat(district.rows("from quality.unmatched")).isEmpty();
  }

  @Test
  void pitfall_22_season_and_year_come_from_the_term_and_an_unknown_file_is_no_vendors() {
    district.file("scores.csv", MapleValley.SCORES.replace("Fall 2025-2026", "Spring 2018-2019"));
    district.file("x.csv", "A,B\n1,2\n3,4\n");
    Ingest ingest = district.ingest();
    assertThat(of(ingest, "x.csv").status()).isEqualTo(FileResult.Status.UNRECOGNISED);
    assertThat(of(ingest, "x.csv").quarantined()).isEqualTo(2);
    assertThat(district.rows(
            "select distinct season, school_year from sources.assessment_result order by all"))
        .containsExactly("spring|2019", "winter|2026");
  }

  @Test
  void pitfall_28_a_corrected_row_takes_the_older_ones_place() {
    district.file("attendance_1.csv", MapleValley.ATTENDANCE);
    district.file(
        "attendance_2.csv",
        "StudentNumber,SchoolCode,Day,AttendanceCode\n0012345,021,2026-03-03,P\n0012346,021,2026-03-02,T\n");
    Ingest ingest = district.ingest();
    assertThat(of(ingest, "attendance_1.csv").superseded()).isEqualTo(1);
    assertThat(of(ingest, "attendance_1.csv").duplicate()).isEqualTo(1);
    assertThat(district.rows("select status from sources.attendance where student_id = '0012345'"
            + " and attended_on = '2026-03-03'"))
        .containsExactly("present");
  }

  @Test
  void pitfall_28_a_newer_file_of_a_replacing_layout_takes_the_older_ones_place() {
    district.incoming("scores_1.csv", MapleValley.SCORES);
    settle(district.ingest());
    district.incoming(
        "scores_2.csv",
        MapleValley.SCORES
            .lines()
            .limit(2)
            .reduce("", (a, b) -> a + b.replace("214", "216") + "\n"));
    Ingest ingest = district.ingest();
    assertThat(of(ingest, "scores_1.csv").status()).isEqualTo(FileResult.Status.REPLACED);
    assertThat(of(ingest, "scores_1.csv").superseded()).isEqualTo(3);
    assertThat(district.rows("select score from sources.assessment_result"))
        .containsExactly("216.0");
  }

  @Test
  void shares_in_a_percent_column_refuse_the_file() {
    StringBuilder text = new StringBuilder("StudentNumber,Course,Year,Term,Percent\n");
    for (int i = 0; i < 24; i++) {
      text.append("0012345,C").append(i).append(",2025-26,Q1,0.").append(10 + i).append('\n');
    }
    district.file("grades.csv", text.toString());
    FileResult grades = of(district.ingest(), "grades.csv");
    assertThat(grades.status()).isEqualTo(FileResult.Status.REFUSED);
    assertThat(grades.note()).contains("every value lies between 0 and 1");
    assertThat(district.rows("select count(*) from sources.course_grade")).containsExactly("0");
  }

  @Test
  void a_school_that_no_file_knows_sets_the_row_aside() {
    district.file("attendance.csv", MapleValley.ATTENDANCE.replace("0012347,021", "0012347,099"));
    district.ingest();
    assertThat(district.reasons())
        .containsExactly(
            "attendance.csv:5 SchoolCode: no school \"099\" is in any file. Row set aside.");
  }

  @Test
  void an_id_of_two_students_matches_neither() {
    district.file(
        "people_b.csv",
        MapleValley.PEOPLE.lines().limit(1).findFirst().orElseThrow()
            + "\np9,0012346,9009,student,,Olga,Diaz,4\n");
    district.file("attendance.csv", MapleValley.ATTENDANCE);
    Ingest ingest = district.ingest();
    assertThat(of(ingest, "attendance.csv").loaded()).isEqualTo(3);
    assertThat(district.rows("select kind from quality.quarantine"))
        .containsExactly("ambiguous_student");
  }

  @Test
  void other_encodings_and_delimiters_are_read() {
    district.file("people.csv", MapleValley.PEOPLE.getBytes(Charset.forName("windows-1252")));
    district.file(
        "scores.csv",
        ("\uFEFF" + MapleValley.SCORES.replace(",", "\t")).getBytes(StandardCharsets.UTF_16LE));
    district.file(
        "attendance.csv",
        ("\uFEFF" + MapleValley.ATTENDANCE.replace(",", ";").replace("\n", "\r\n"))
            .getBytes(StandardCharsets.UTF_8));
    Ingest ingest = district.ingest();
    assertThat(district.reasons()).isEmpty();
    assertThat(ingest.files()).allMatch(file -> file.loaded() == file.rowsIn());
    assertThat(district.rows("select given_name from sources.person where source_id = 'p3'"))
        .containsExactly("Léna");
  }

  @Test
  void a_state_id_names_a_student_too() {
    district.file("scores.csv", MapleValley.SCORES.replace("0012345,9001", ",9001"));
    district.ingest();
    assertThat(district.rows(
            "select distinct matched_student_id from sources.assessment_result order by 1"))
        .containsExactly("p1", "p2");
  }

  @Test
  void blanks_around_values_and_quoted_blanks_are_no_values() {
    district.file(
        "attendance.csv",
        "StudentNumber,SchoolCode,Day,AttendanceCode\n"
            + "0012345 ,021,2026-03-02,\" P\"\n0012346,021,2026-03-02,\"\"\n");
    assertThat(of(district.ingest(), "attendance.csv").quarantined()).isEqualTo(1);
    assertThat(district.rows("select student_id, status from sources.attendance"))
        .containsExactly("0012345|present");
  }

  @Test
  void a_quoted_blank_is_no_value_in_a_clean_file() {
    district.file(
        "attendance.csv",
        "StudentNumber,SchoolCode,Day,AttendanceCode\n0012346,021,2026-03-02,\"\"\n");
    district.ingest();
    assertThat(district.rows("select kind from quality.quarantine")).containsExactly("missing");
  }

  @Test
  void a_district_without_a_roster_is_told_once() {
    try (District bare = MapleValley.at(folder.resolve("bare"))) {
      bare.file("attendance.csv", MapleValley.ATTENDANCE);
      Ingest ingest = bare.ingest();
      assertThat(of(ingest, "attendance.csv").loaded()).isEqualTo(4);
      assertThat(ingest.findings())
          .extracting(Finding::kind)
          .containsExactlyInAnyOrder("no_roster", "dangling_table");
    }
  }

  @Test
  void rows_beyond_the_limit_of_detail_are_told_by_number() {
    StringBuilder text = new StringBuilder("StudentNumber,SchoolCode,Day,AttendanceCode\n");
    for (int i = 0; i < 50; i++) {
      text.append("x").append(i).append(",021,2026-03-02,P\n");
    }
    district.file("attendance.csv", text.toString()).limits(new Limits(1000, 100, 10, 2048, 7));
    assertThat(of(district.ingest(), "attendance.csv").quarantined()).isEqualTo(50);
    assertThat(district.rows("select count(*) from quality.quarantine")).containsExactly("8");
    assertThat(district.rows("select reason from quality.quarantine where line is null"))
        .containsExactly("43 more rows like the 7 listed (unmatched_student).");
  }

  @Test
  void two_layouts_that_fit_alike_are_both_named() {
    district.mapping(
        "twin.yml",
        MapleValley.MAPPING
            .replace("source: maple", "source: twin")
            .replaceAll("files: .*", "files: []"));
    district.file("results.csv", MapleValley.SCORES);
    assertThat(of(district.ingest(), "results.csv").note())
        .contains("maple scores")
        .contains("twin scores");
  }

  @Test
  void every_table_exists_although_no_file_fed_it() {
    district.ingest();
    List<String> tables =
        district.rows("select table_name from duckdb_tables() where schema_name = 'sources'");
    assertThat(tables).contains("incident", "staff", "program_cost", "standard_score");
    assertThat(district.rows("from sources.incident")).isEmpty();
  }
}
