package org.waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waymark.alerts.Nights.NIGHT_1;
import static org.waymark.alerts.Nights.NIGHT_2;
import static org.waymark.alerts.Nights.NIGHT_3;
import static org.waymark.alerts.Nights.attendance;
import static org.waymark.alerts.Nights.decline;
import static org.waymark.alerts.Nights.failing;
import static org.waymark.alerts.Nights.highRisk;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is told, how, and who is not.
class AudienceTest {

  private final Nights nights = Nights.open();
  private final Village village = nights.village();

  @BeforeEach
  void nothing_was_told_yet() throws IOException {
    nights.begin();
  }

  @Test
  void attendance_goes_to_the_coordinator_who_is_named_and_to_the_school_leader_until_then()
      throws IOException {
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, attendance(103));
    assertThat(nights.letters("attendance"))
        .containsExactly("bea@maple.example | A student's attendance fell below the line");
    nights.settings("""
        alerts:
          people:
            attendance_coordinator:
              - {email: hal@maple.example, schools: [BIR]}
              - {email: ines@maple.example, schools: [ALD]}
        """);
    nights.night(NIGHT_3, attendance(103), attendance(102), attendance(101));
    // Hal may not see Mari, so the letter about her goes to the head of her school
    assertThat(nights.letters("attendance"))
        .containsExactly(
            "bea@maple.example | A student's attendance fell below the line",
            "bea@maple.example | A student's attendance fell below the line",
            "ines@maple.example | A student's attendance fell below the line");
  }

  @Test
  void a_failing_grade_goes_to_the_teacher_of_the_section_and_the_head_of_the_department()
      throws IOException {
    nights.settings("""
        alerts:
          people:
            department_head:
              - {email: bea@maple.example, subjects: [Mathematics]}
              - {email: ana@maple.example, subjects: [English]}
        """);
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, failing(103, "Mathematics", 8));
    assertThat(nights.letters("failing_grade"))
        .containsExactly(
            "bea@maple.example | A student has a new failing grade",
            "hal@maple.example | A student has a new failing grade");
  }

  @Test
  void nobody_is_told_of_a_student_whom_the_database_would_not_show() {
    nights.night(NIGHT_1);
    // staff 8 is named by the file as the homeroom teacher of Omar, but teaches him in no section
    nights.night(NIGHT_2, highRisk(101, 8), highRisk(102));
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
  void a_person_chooses_what_comes_by_mail_what_stays_on_the_page_and_what_not_at_all() {
    village.execute("""
        insert into ledger.alert_choice values ('cora', 'maple-valley', 'high_risk', 'page'), ('tess', 'maple-valley', 'high_risk', 'off')""");
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, highRisk(101, 7));
    assertThat(nights.letters("high_risk")).isEmpty();
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
    nights.settings(endpoints + "alerts: {to: {high_risk: [student-support, alder-desk]}}\n");
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, highRisk(101), highRisk(102));
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
    nights.settings(
        endpoints + "alerts: {names: everywhere, to: {high_risk: [student-support]}}\n");
    nights.night(NIGHT_3, highRisk(103));
    assertThat(village.rows("select subject from ledger.outbox order by outbox_id desc limit 1"))
        .containsExactly("Noor Aziz, grade 8, Birch, entered High Risk");
  }

  @Test
  void letters_wait_for_the_morning_of_the_district_or_for_a_persons_own_hours() {
    village.execute("""
        insert into ledger.alert_hours values ('tess', 'maple-valley', '00:00', '00:00', false), ('hal', 'maple-valley', '16:00', '09:30', true)""");
    nights.night(NIGHT_1);
    // a Saturday night
    nights.night("2026-06-06T07:30:00Z", highRisk(101, 7), failing(103, "Mathematics", 8));
    assertThat(
            village.rows(
                "select person_id, not_before at time zone 'America/Chicago' from ledger.outbox where kind <> 'summary' order by 1"))
        .containsExactly(
            "cora | 2026-06-06 07:00:00",
            "hal | 2026-06-08 09:30:00",
            "tess | 2026-06-06 02:30:00");
  }

  @Test
  void forty_pieces_of_news_for_one_person_are_one_letter() {
    nights.night(NIGHT_1);
    nights.night(
        NIGHT_2,
        IntStream.range(0, 40).mapToObj(i -> failing(103, "Course " + i, 8)).toArray(News[]::new));
    assertThat(nights.letters("failing_grade"))
        .containsExactly("hal@maple.example | 40 new failing grades");
    assertThat(village.rows("select count(*) from ledger.alert where person_id = 'hal'"))
        .containsExactly("40");
  }

  @Test
  void everybody_reads_their_own_alerts_and_an_episode_only_of_what_they_may_see() {
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, highRisk(101, 7), decline(2L));
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
    assertThatThrownBy(() -> village.rowsAs("otis", "select body from ledger.outbox"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () -> village.rowsAs("ana", "select * from access.seers('maple-valley', array[101])"))
        .hasMessageContaining("permission denied");
  }
}
