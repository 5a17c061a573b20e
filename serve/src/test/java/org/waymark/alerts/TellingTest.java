package org.waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.alerts.Nights.NIGHT_1;
import static org.waymark.alerts.Nights.NIGHT_2;
import static org.waymark.alerts.Nights.NIGHT_3;
import static org.waymark.alerts.Nights.WEEKS_LATER;
import static org.waymark.alerts.Nights.attendance;
import static org.waymark.alerts.Nights.highRisk;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is news after a night, and when it is told.
class TellingTest {

  private final Nights nights = Nights.open();
  private final Village village = nights.village();

  @BeforeEach
  void nothing_was_told_yet() throws IOException {
    nights.begin();
  }

  @Test
  void on_the_first_night_nobody_is_told_of_students_and_the_leader_gets_one_number() {
    nights.night(NIGHT_1, highRisk(101), highRisk(102), attendance(103));
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
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, highRisk(101, 7));
    nights.night(NIGHT_3, highRisk(101, 7));
    assertThat(nights.letters("high_risk"))
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
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, highRisk(101));
    nights.night(NIGHT_3);
    nights.night("2026-06-10T07:30:00Z", highRisk(101));
    assertThat(nights.letters("high_risk")).hasSize(1);
    nights.night("2026-06-11T07:30:00Z");
    nights.night(WEEKS_LATER, highRisk(101));
    assertThat(nights.letters("high_risk")).hasSize(2);
    assertThat(village.rows(
            "select count(distinct dedupe_key) from ledger.outbox where kind = 'high_risk'"))
        .containsExactly("2");
  }

  @Test
  void the_same_night_written_twice_writes_each_letter_once() {
    nights.night(NIGHT_1);
    var told = Telling.of(
        Village.TENANT, nights.settings(), Instant.parse(NIGHT_2), List.of(highRisk(101)), true);
    // a swap that finds its tables taken rolls back and writes again
    village.publish("twice", (connection, run) -> {
      var before = connection.setSavepoint();
      told.write(connection, run);
      connection.rollback(before);
      told.write(connection, run);
      told.write(connection, run);
    });
    assertThat(nights.letters("high_risk")).hasSize(1);
  }

  @Test
  void a_publication_that_fails_tells_nothing() {
    nights.night(NIGHT_1);
    var told = Telling.of(
        Village.TENANT, nights.settings(), Instant.parse(NIGHT_2), List.of(highRisk(101)), true);
    try {
      village.publish("broken", (connection, run) -> {
        told.write(connection, run);
        throw new SQLException("the disk is full", "53100");
      });
    } catch (RuntimeException expected) {
      // refused, as a full disk would
    }
    assertThat(nights.letters("high_risk")).isEmpty();
    assertThat(village.rows("select count(*) from ledger.episode")).containsExactly("0");
    nights.night(NIGHT_3, highRisk(101));
    assertThat(nights.letters("high_risk")).hasSize(1);
  }

  @Test
  void a_fault_of_the_telling_keeps_no_figures_from_people_and_the_next_night_makes_up_for_it() {
    nights.night(NIGHT_1);
    village.execute("alter table ledger.alert rename to alert_away");
    nights.night(NIGHT_2, highRisk(101));
    village.execute("alter table ledger.alert_away rename to alert");
    assertThat(
            village.rows(
                "select r.status, n.news, n.fault like '%alert%' from ledger.alert_night n join ledger.run r using (run_id) order by n.at desc limit 1"))
        .containsExactly("published | 0 | t");
    nights.night(NIGHT_3, highRisk(101));
    assertThat(nights.letters("high_risk")).hasSize(1);
  }

  @Test
  void a_stopped_run_is_told_once_to_those_who_mend_it_and_ends_with_the_next_good_one() {
    nights.night(NIGHT_1, highRisk(101));
    nights.refused(NIGHT_2, "Attendance shrank: 400 of 1200 failed");
    nights.refused(NIGHT_3, "Attendance shrank: 401 of 1200 failed");
    assertThat(nights.letters("data_refused"))
        .containsExactly(
            "ada@maple.example | Data was refused",
            "ines@maple.example | Data was refused",
            "otis@maple.example | Data was refused");
    assertThat(village
            .rows("select body from ledger.outbox where recipient like 'otis%'")
            .getFirst())
        .contains("400 of 1200 failed");
    // a stopped run says nothing of students: Omar's High Risk goes on, and is no news afterwards
    nights.night("2026-06-04T07:30:00Z", highRisk(101));
    assertThat(nights.letters("high_risk")).isEmpty();
    assertThat(village.rows(
            "select count(*) from ledger.episode where kind = 'data_refused' and ended_at is null"))
        .containsExactly("0");
    nights.refused("2026-06-05T07:30:00Z", "Attendance shrank again");
    assertThat(nights.letters("data_refused")).hasSize(6);
  }
}
