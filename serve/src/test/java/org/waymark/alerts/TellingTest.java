package org.waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told after a night, to whom, and what is not.
class TellingTest {

  /// Half past two in the morning of Monday, June 1, in Chicago.
  private static final String NIGHT_1 = "2026-06-01T07:30:00Z";

  private static final String NIGHT_2 = "2026-06-02T07:30:00Z";
  private static final String NIGHT_3 = "2026-06-03T07:30:00Z";
  private static final String WEEKS_LATER = "2026-07-01T07:30:00Z";

  @TempDir
  static Path folder;

  private static Village village;
  private static int runs;

  private AlertSettings settings;

  @BeforeAll
  static void open() throws IOException, SQLException {
    village = new Village(folder);
  }

  @AfterAll
  static void close() {
    village.close();
  }

  @BeforeEach
  void nothing_was_told_yet() throws IOException {
    village.execute(
        "truncate ledger.episode, ledger.alert_baseline, ledger.alert_night, ledger.alert, ledger.alert_choice, ledger.alert_hours, ledger.outbox cascade");
    settings = Village.settings("");
  }

  @Test
  void on_the_first_night_nobody_is_told_of_students_and_the_leader_gets_one_number() {
    night(NIGHT_1, highRisk(101), highRisk(102), attendance(103));
    assertThat(village.rows("select kind, recipient from ledger.outbox"))
        .containsExactly("summary | ana@maple.example");
    assertThat(village.rows("select body from ledger.outbox").getFirst())
        .contains("A student enters High Risk: 2 standing")
        .contains("Attendance falls below the line: 1 standing")
        .doesNotContain("Omar");
    assertThat(village.rows("select count(*) from ledger.alert")).containsExactly("0");
  }

  @Test
  void a_student_who_enters_high_risk_is_told_once_to_counselor_and_homeroom_teacher() {
    night(NIGHT_1);
    night(NIGHT_2, highRisk(101, 7));
    night(NIGHT_3, highRisk(101, 7));
    assertThat(letters("high_risk"))
        .containsExactly(
            "cora@maple.example | A student entered High Risk",
            "tess@maple.example | A student entered High Risk");
    assertThat(village
            .rows("select body from ledger.outbox where recipient like 'cora%'")
            .getFirst())
        .contains("Omar Haddad, grade 7, Alder, entered High Risk")
        .contains("Missed 30 of 100 school days")
        .contains("http://127.0.0.1:8080/students/101")
        .contains("You are told as counselor");
  }

  @Test
  void who_went_and_came_back_after_weeks_is_news_again_and_after_days_is_not() {
    night(NIGHT_1);
    night(NIGHT_2, highRisk(101));
    night(NIGHT_3);
    night("2026-06-10T07:30:00Z", highRisk(101));
    assertThat(letters("high_risk")).hasSize(1);
    night("2026-06-11T07:30:00Z");
    night(WEEKS_LATER, highRisk(101));
    assertThat(letters("high_risk")).hasSize(2);
    assertThat(village.rows(
            "select count(distinct dedupe_key) from ledger.outbox where kind = 'high_risk'"))
        .containsExactly("2");
  }

  @Test
  void the_same_night_written_twice_writes_each_letter_once() {
    night(NIGHT_1);
    var told = Telling.of(
        Village.TENANT, settings, java.time.Instant.parse(NIGHT_2), List.of(highRisk(101)), true);
    // a swap that finds its tables taken rolls back and writes again
    village.publish("twice", (connection, run) -> {
      var before = connection.setSavepoint();
      told.write(connection, run);
      connection.rollback(before);
      told.write(connection, run);
      told.write(connection, run);
    });
    assertThat(letters("high_risk")).hasSize(1);
  }

  @Test
  void a_publication_that_fails_tells_nothing() {
    night(NIGHT_1);
    var told = Telling.of(
        Village.TENANT, settings, java.time.Instant.parse(NIGHT_2), List.of(highRisk(101)), true);
    try {
      village.publish("broken", (connection, run) -> {
        told.write(connection, run);
        throw new SQLException("the disk is full", "53100");
      });
    } catch (RuntimeException expected) {
      // refused, as a full disk would
    }
    assertThat(letters("high_risk")).isEmpty();
    assertThat(village.rows("select count(*) from ledger.episode")).containsExactly("0");
    night(NIGHT_3, highRisk(101));
    assertThat(letters("high_risk")).hasSize(1);
  }

  @Test
  void a_fault_of_the_telling_keeps_no_figures_from_people_and_the_next_night_makes_up_for_it() {
    night(NIGHT_1);
    village.execute("alter table ledger.alert rename to alert_away");
    night(NIGHT_2, highRisk(101));
    village.execute("alter table ledger.alert_away rename to alert");
    assertThat(
            village.rows(
                "select r.status, n.news, n.fault like '%alert%' from ledger.alert_night n join ledger.run r using (run_id) order by n.at desc limit 1"))
        .containsExactly("published | 0 | t");
    night(NIGHT_3, highRisk(101));
    assertThat(letters("high_risk")).hasSize(1);
  }

  @Test
  void attendance_goes_to_the_coordinator_who_is_named_and_to_the_school_leader_until_then()
      throws IOException {
    night(NIGHT_1);
    night(NIGHT_2, attendance(103));
    assertThat(letters("attendance"))
        .containsExactly("bea@maple.example | A student's attendance fell below the line");
    settings = Village.settings("""
        alerts:
          people:
            attendance_coordinator:
              - {email: hal@maple.example, schools: [BIR]}
              - {email: ines@maple.example, schools: [ALD]}
        """);
    night(NIGHT_3, attendance(103), attendance(102), attendance(101));
    // Hal may not see Mari, so the letter about her goes to the head of her school
    assertThat(letters("attendance"))
        .containsExactly(
            "bea@maple.example | A student's attendance fell below the line",
            "bea@maple.example | A student's attendance fell below the line",
            "ines@maple.example | A student's attendance fell below the line");
  }

  @Test
  void a_failing_grade_goes_to_the_teacher_of_the_section_and_the_head_of_the_department()
      throws IOException {
    settings = Village.settings("""
        alerts:
          people:
            department_head:
              - {email: bea@maple.example, subjects: [Mathematics]}
              - {email: ana@maple.example, subjects: [English]}
        """);
    night(NIGHT_1);
    night(NIGHT_2, failing(103, "Mathematics", 8));
    assertThat(letters("failing_grade"))
        .containsExactly(
            "bea@maple.example | A student has a new failing grade",
            "hal@maple.example | A student has a new failing grade");
  }

  @Test
  void nobody_is_told_of_a_student_whom_the_database_would_not_show() {
    night(NIGHT_1);
    // staff 8 is named by the file as the homeroom teacher of Omar, but teaches him in no section
    night(NIGHT_2, highRisk(101, 8), highRisk(102));
    for (String row : village.rows(
        "select person_id, student_id from ledger.alert join ledger.episode using (episode_id)")) {
      String[] cells = row.split(" \\| ");
      assertThat(village.rowsAs(cells[0], "select access.sees_student(" + cells[1] + ")"))
          .as(row)
          .containsExactly("t");
    }
    assertThat(village.rows(
            "select count(*) from ledger.alert where person_id in ('hal', 'old', 'bo')"))
        .containsExactly("0");
  }

  @Test
  void the_rule_of_letters_is_the_rule_of_pages() {
    for (String person :
        village.rows("select person_id from ledger.person where tenant_id = 'maple-valley'")) {
      List<String> bySight =
          village.rowsAs(person, "select student_id from analytics.dim_students order by 1");
      List<String> byRule = village.rows(
          "select distinct student_id from access.seers('maple-valley', array[101, 102, 103, 999]) where person_id = '"
              + person + "' order by 1");
      assertThat(byRule).as(person).isEqualTo(bySight);
    }
    assertThat(
            village.rows("select count(*) from access.seers('cedar-falls', array[101, 102, 103])"))
        .containsExactly("0");
  }

  @Test
  void forty_pieces_of_news_for_one_person_are_one_letter() {
    night(NIGHT_1);
    night(
        NIGHT_2,
        IntStream.range(0, 40).mapToObj(i -> failing(103, "Course " + i, 8)).toArray(News[]::new));
    assertThat(letters("failing_grade"))
        .containsExactly("hal@maple.example | 40 new failing grades");
    assertThat(village.rows("select count(*) from ledger.alert where person_id = 'hal'"))
        .containsExactly("40");
  }

  @Test
  void letters_wait_for_the_morning_of_the_district_or_for_a_persons_own_hours() {
    village.execute("""
        insert into ledger.alert_hours values ('tess', 'maple-valley', '00:00', '00:00', false), ('hal', 'maple-valley', '16:00', '09:30', true)""");
    night(NIGHT_1);
    // a Saturday night
    night("2026-06-06T07:30:00Z", highRisk(101, 7), failing(103, "Mathematics", 8));
    assertThat(
            village.rows(
                "select person_id, not_before at time zone 'America/Chicago' from ledger.outbox where kind <> 'summary' order by 1"))
        .containsExactly(
            "cora | 2026-06-06 07:00:00",
            "hal | 2026-06-08 09:30:00",
            "tess | 2026-06-06 02:30:00");
  }

  @Test
  void a_person_chooses_what_comes_by_mail_what_stays_on_the_page_and_what_not_at_all() {
    village.execute("""
        insert into ledger.alert_choice values ('cora', 'maple-valley', 'high_risk', 'page'), ('tess', 'maple-valley', 'high_risk', 'off')""");
    night(NIGHT_1);
    night(NIGHT_2, highRisk(101, 7));
    assertThat(letters("high_risk")).isEmpty();
    assertThat(village.rows("select person_id, way from ledger.alert"))
        .containsExactly("cora | page");
  }

  @Test
  void a_chat_gets_no_name_unless_the_district_says_so() throws IOException {
    String endpoints = """
        endpoints:
          student-support: {channel: teams, url: "https://chat.example/hook"}
          alder-desk: {channel: ticket, url: "https://desk.example/new", token: "abc", schools: [ALD]}
        """;
    settings =
        Village.settings(endpoints + "alerts: {to: {high_risk: [student-support, alder-desk]}}\n");
    night(NIGHT_1);
    night(NIGHT_2, highRisk(101), highRisk(102));
    assertThat(
            village.rows(
                "select channel, recipient, subject from ledger.outbox where kind = 'high_risk' order by 1, dedupe_key"))
        .containsExactly(
            "teams | student-support | A student entered High Risk",
            "teams | student-support | A student entered High Risk",
            "ticket | alder-desk | A student entered High Risk");
    assertThat(String.join("", village.rows("select body from ledger.outbox")))
        .contains("http://127.0.0.1:8080/students/101")
        .doesNotContain("Omar")
        .doesNotContain("Mari")
        .doesNotContain("chat.example");
    settings = Village.settings(
        endpoints + "alerts: {names: everywhere, to: {high_risk: [student-support]}}\n");
    night(NIGHT_3, highRisk(103));
    assertThat(village.rows("select subject from ledger.outbox order by outbox_id desc limit 1"))
        .containsExactly("Noor Aziz, grade 8, Birch, entered High Risk");
  }

  @Test
  void a_stopped_run_is_told_once_to_those_who_mend_it_and_ends_with_the_next_good_one() {
    night(NIGHT_1, highRisk(101));
    refused(NIGHT_2, "Attendance shrank: 400 of 1200 failed");
    refused(NIGHT_3, "Attendance shrank: 401 of 1200 failed");
    assertThat(letters("data_refused"))
        .containsExactly(
            "ada@maple.example | Data was refused",
            "ines@maple.example | Data was refused",
            "otis@maple.example | Data was refused");
    assertThat(village
            .rows("select body from ledger.outbox where recipient like 'otis%'")
            .getFirst())
        .contains("400 of 1200 failed");
    // a stopped run says nothing of students: Omar's High Risk goes on, and is no news afterwards
    night("2026-06-04T07:30:00Z", highRisk(101));
    assertThat(letters("high_risk")).isEmpty();
    assertThat(village.rows(
            "select count(*) from ledger.episode where kind = 'data_refused' and ended_at is null"))
        .containsExactly("0");
    refused("2026-06-05T07:30:00Z", "Attendance shrank again");
    assertThat(letters("data_refused")).hasSize(6);
  }

  @Test
  void everybody_reads_their_own_alerts_and_an_episode_only_of_what_they_may_see() {
    night(NIGHT_1);
    night(NIGHT_2, highRisk(101, 7), decline(2L));
    assertThat(village.rowsAs("tess", "select person_id, seen_at from ledger.alert"))
        .containsExactly("tess | null");
    assertThat(village.rowsAs("ada", "select count(*) from ledger.alert")).containsExactly("0");
    String seen = "select string_agg(kind, ',' order by kind) from ledger.episode";
    assertThat(village.rowsAs("ana", seen)).containsExactly("cohort_decline,high_risk");
    assertThat(village.rowsAs("bea", seen)).containsExactly("cohort_decline");
    assertThat(village.rowsAs("ben", seen)).containsExactly("high_risk");
    for (String nobody : List.of("hal", "ada", "otis", "bo", "cleo", "eve")) {
      assertThat(village.rowsAs(nobody, seen)).as(nobody).containsExactly("null");
    }
    assertThat(village.rowsAs(
            "otis", "select count(*) from (select kind, status from ledger.outbox) o"))
        .isNotEqualTo(List.of("0"));
    assertThat(village.rowsAs(
            "ana", "select count(*) from (select kind, status from ledger.outbox) o"))
        .containsExactly("0");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> village.rowsAs("otis", "select body from ledger.outbox"))
        .hasMessageContaining("permission denied");
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> village.rowsAs("ana", "select * from access.seers('maple-valley', array[101])"))
        .hasMessageContaining("permission denied");
  }

  private void night(String at, News... news) {
    village.night("run" + ++runs, settings, at, news);
  }

  private void refused(String at, String reason) {
    String run = "run" + ++runs;
    village.execute("insert into ledger.run (run_id, tenant_id, status) values ('" + run
        + "', 'maple-valley', 'running')");
    village
        .database
        .ledger(Village.TENANT)
        .refuse(
            run,
            "refused",
            reason,
            Telling.refused(
                Village.TENANT,
                settings,
                java.time.Instant.parse(at),
                List.of(),
                List.of("source_shrunk"),
                reason)::write);
  }

  private static List<String> letters(String kind) {
    return village.rows("select recipient, subject from ledger.outbox where kind = '" + kind
        + "' order by recipient, outbox_id");
  }

  private static News highRisk(long student, long... staff) {
    return news(
        NewsKind.HIGH_RISK,
        student,
        String.valueOf(student),
        "",
        "Missed 30 of 100 school days",
        staff);
  }

  private static News attendance(long student) {
    return news(
        NewsKind.ATTENDANCE,
        student,
        String.valueOf(student),
        "",
        "Present on 84.0 % of school days");
  }

  private static News failing(long student, String area, long... staff) {
    return news(
        NewsKind.FAILING_GRADE,
        student,
        student + " " + area + " Q1",
        area,
        area + ", Q1: F",
        staff);
  }

  private static News decline(@Nullable Long school) {
    return new News(
        NewsKind.COHORT_DECLINE, "5", null, school, List.of(), "Math", List.of("Grade 8 fell"));
  }

  private static News news(
      NewsKind kind, long student, String subject, String area, String line, long... staff) {
    return new News(
        kind,
        subject,
        student,
        student == 101 ? 1L : 2L,
        java.util.Arrays.stream(staff).boxed().toList(),
        area,
        List.of(line));
  }
}
