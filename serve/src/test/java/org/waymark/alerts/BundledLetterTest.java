package org.waymark.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.waymark.alerts.Nights.NIGHT_1;
import static org.waymark.alerts.Nights.NIGHT_2;
import static org.waymark.alerts.Nights.failing;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.post.Dispatcher;

/// One letter about many students, written in the night and sent in the morning. In between Tess
/// may have lost some of them.
class BundledLetterTest {

  private final Nights nights = Nights.open();
  private final Village village = nights.village();
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void tess_is_told_of_two_marks_of_noor_and_one_of_omar_in_one_letter() throws IOException {
    mail.start();
    Files.writeString(
        village.database.dataDir().resolve("waymark.yml"),
        "tenant: maple-valley\nmail: {host: 127.0.0.1, port: %d, encryption: none, from: waymark@maple.example}\n"
            .formatted(mail.getSmtp().getPort()));
    nights.begin();
    nights.settings("alerts: {most_letters: 1}");
    nights.night(NIGHT_1);
    nights.night(
        NIGHT_2,
        failing(103, "Mathematics", 7),
        failing(103, "Art", 7),
        failing(101, "English", 7));
    assertThat(nights.letters("failing_grade"))
        .containsExactly("tess@maple.example | 3 new failing grades");
  }

  @AfterEach
  void stop() throws IOException {
    mail.stop();
    Files.delete(village.database.dataDir().resolve("waymark.yml"));
  }

  @Test
  void whoever_still_sees_all_of_them_reads_it_as_it_was_written() throws Exception {
    send();
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("3 new failing grades");
    assertThat(received())
        .startsWith("3 new failing grades.")
        .contains("- Noor Aziz, grade 8, Birch: Mathematics, Q1: F")
        .contains("- Omar Haddad, grade 7, Alder: English, Q1: F")
        .contains("You are told as subject teacher");
  }

  @Test
  void a_student_whom_the_recipient_lost_since_is_left_out() throws Exception {
    village.execute("delete from analytics.staff_student where staff_id = 7 and student_id = 103");
    send();
    assertThat(mail.getReceivedMessages()[0].getSubject())
        .isEqualTo("A student has a new failing grade");
    assertThat(received())
        .startsWith("A student has a new failing grade.")
        .contains("Omar Haddad")
        .doesNotContain("Noor")
        .doesNotContain("3 new")
        .contains("You are told as subject teacher");
  }

  @Test
  void a_letter_of_which_nothing_is_left_stays_and_says_why() {
    village.execute("delete from analytics.staff_student where staff_id = 7");
    send();
    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(village.rows(
            "select status, last_error from ledger.outbox where kind = 'failing_grade'"))
        .containsExactly(
            "failed | The recipient may no longer see any of the students whom it lists");
  }

  @Test
  void one_letter_a_night_about_everything_is_held_to_the_same() throws Exception {
    nights.begin();
    village.execute(
        "insert into ledger.alert_choice values ('tess', 'maple-valley', 'failing_grade', 'digest'), ('tess', 'maple-valley', 'high_risk', 'digest')");
    nights.night(NIGHT_1);
    nights.night(NIGHT_2, failing(101, "English", 7), Nights.highRisk(103, 7));
    assertThat(nights.letters("bundle")).containsExactly("tess@maple.example | 2 pieces of news");
    village.execute("delete from analytics.staff_student where staff_id = 7 and student_id = 103");
    send();
    assertThat(received())
        .startsWith("A student has a new failing grade:")
        .contains("Omar Haddad")
        .doesNotContain("High Risk")
        .doesNotContain("Noor");
  }

  private void send() {
    village.execute("delete from ledger.outbox where recipient <> 'tess@maple.example'");
    try (var dispatcher = Dispatcher.of(
        village.database,
        Village.TENANT,
        village.database.dataDir(),
        (kind, person, now) -> now,
        List.of())) {
      dispatcher.once();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private String received() {
    assertThat(mail.getReceivedMessages()).hasSize(1);
    return GreenMailUtil.getBody(mail.getReceivedMessages()[0]).replace("\r\n", "\n");
  }
}
