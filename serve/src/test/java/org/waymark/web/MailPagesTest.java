package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.alerts.QuietPeople;
import org.waymark.post.Dispatcher;
import org.waymark.web.MapleValley.Role;

/// Letters by where they stand, for those who keep it going.
@SuppressWarnings("NullAway") // what is missing fails the test
class MailPagesTest {
  @TempDir
  static Path folder;

  private static MapleValley district;
  private static Visitor ada;
  private static Visitor otis;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    otis = Visitor.signedIn(district, Role.OPERATOR);
  }

  @BeforeEach
  @AfterEach
  void no_letters() throws Exception {
    district.execute("delete from ledger.outbox");
  }

  private static long letter(String kind, String channel, String status, String error)
      throws Exception {
    String key = kind + channel + status + Math.random();
    district.execute("""
        insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, person_id, subject, body, status,
          attempts, last_error, sent_at)
        values ('%s', '%s', '%s', '%s', '%s', %s, 'A secret subject', 'A secret body about Omar', '%s', 3, '%s', %s)
        """.formatted(
            MapleValley.TENANT,
            key,
            kind,
            channel,
            channel.equals("email") ? Role.TEACHER.email : "student-support",
            channel.equals("email") ? "'" + district.personOf(Role.TEACHER) + "'" : "null",
            status,
            error,
            status.equals("sent") ? "now()" : "null"));
    return district.count("select outbox_id from ledger.outbox where dedupe_key = '" + key + "'");
  }

  private static String status(long letter) throws Exception {
    return ada.get("/api/v1/letters?state=waiting").body().contains("\"letterId\":" + letter)
        ? "waiting"
        : "elsewhere";
  }

  @Test
  void with_no_letter_failed_the_page_says_so_and_what_a_try_is() throws Exception {
    letter("high_risk", "email", "sent", "");
    Document page = ada.page("/letters");
    assertThat(page.select("h1").text())
        .isEqualTo("No letter has failed: 1 went out in the last 7 days, none waits");
    assertThat(page.select(".empty").text()).contains("fifteen times");
    assertThat(page.text()).contains("The settings name no mail server");
    assertThat(ada.page("/").text()).doesNotContain("could not be delivered");
  }

  @Test
  void a_failed_letter_is_shown_with_its_reason_and_not_with_what_it_says() throws Exception {
    letter("high_risk", "email", "failed", "The mail server refused the letter for good (550)");
    letter("failing_grade", "teams", "failed", "404");
    letter("cohort_decline", "email", "waiting", "");
    for (Visitor keeper : List.of(ada, otis)) {
      Document page = keeper.page("/letters");
      assertThat(page.select("h1").text())
          .isEqualTo("2 letters could not be delivered; none went out in the last 7 days, 1 waits");
      assertThat(page.select("table.plans tbody tr").eachText())
          .anySatisfy(row -> assertThat(row)
              .contains("High Risk")
              .contains(keeper == ada ? "Rosa Kim" : "a person")
              .contains("refused the letter for good (550)")
              .contains("3 tries"))
          .anySatisfy(
              row -> assertThat(row).contains("Failing grades", "student-support", "by Teams"));
      String all = keeper.get("/letters").body() + keeper.get("/api/v1/letters").body();
      assertThat(all).doesNotContain("secret", "Omar", Role.TEACHER.email);
      assertThat(keeper.page("/").text()).contains("2 letters could not be delivered");
    }
    assertThat(otis.get("/letters").body()).doesNotContain("Rosa Kim");
  }

  @Test
  void another_try_is_one_button_counts_once_and_is_on_record() throws Exception {
    long letter = letter("high_risk", "email", "failed", "550");
    assertThat(ada.submit("/letters", "/letters/" + letter + "/again", "").statusCode())
        .isEqualTo(303);
    assertThat(ada.page("/letters").select(".notice").text())
        .contains("The letter is on its way again.");
    ada.submit("/letters", "/letters/" + letter + "/again", "");
    assertThat(ada.page("/letters").select(".notice").text()).contains("Nothing was changed");
    assertThat(
            otis.json("POST", "/api/v1/letters/" + letter + "/again", "{}", "").body())
        .isEqualTo("{\"isOnItsWay\":false}");
    assertThat(status(letter)).isEqualTo("waiting");
    assertThat(district.count("select count(*) from ledger.letter_again where outbox_id = " + letter
            + " and sent_by = '" + district.personOf(Role.ADMINISTRATOR) + "' and reason = '550'"))
        .isEqualTo(1);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> district.execute("delete from ledger.letter_again"))
        .hasMessageContaining("only grows");
    assertThat(ada.submit("/letters", "/letters/99999999/again", "").statusCode())
        .isEqualTo(404);
    assertThat(ada.submit("/letters", "/letters/x/again", "").statusCode()).isIn(400, 404);
  }

  @Test
  void of_many_who_press_at_once_one_sends_it_again() throws Exception {
    long letter = letter("high_risk", "email", "failed", "550");
    String form = "_csrf=" + Visitor.encoded(ada.token("/letters"));
    List<Callable<Integer>> presses = java.util.stream.IntStream.range(0, 8)
        .<Callable<Integer>>mapToObj(
            i -> () -> ada.post("/letters/" + letter + "/again", form).statusCode())
        .toList();
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      crowd.invokeAll(presses);
    }
    assertThat(
            district.count("select count(*) from ledger.letter_again where outbox_id = " + letter))
        .isEqualTo(1);
  }

  @Test
  void all_that_failed_go_again_at_once_but_for_links_that_are_gone() throws Exception {
    letter("high_risk", "email", "failed", "550");
    letter("data_refused", "ticket", "failed", "500");
    long reset = letter("reset", "email", "failed", "550");
    otis.submit("/letters", "/letters/again", "");
    Document page = otis.page("/letters");
    assertThat(page.select(".notice").text()).contains("2 letters are on the way again.");
    assertThat(page.select("table.plans tbody tr")).hasSize(1);
    assertThat(page.text()).contains("a new one is asked for instead");
    assertThat(ada.json("POST", "/api/v1/letters/" + reset + "/again", "{}", "").body())
        .isEqualTo("{\"isOnItsWay\":false}");
  }

  @Test
  void a_letter_that_goes_again_arrives_when_the_mail_server_is_back() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      Files.writeString(
          folder.resolve("waymark.yml"),
          "tenant: maple-valley\nalerts: {quiet: never}\nmail: {host: 127.0.0.1, port: "
              + mail.getSmtp().getPort()
              + ", encryption: none, from: waymark@maple.example}\n");
      long letter = letter("summary", "email", "failed", "550");
      ada.submit("/letters", "/letters/" + letter + "/again", "");
      try (var dispatcher = Dispatcher.of(
          district.database,
          MapleValley.TENANT,
          folder,
          new QuietPeople(district.database.owner(), folder),
          List.of())) {
        assertThat(dispatcher.once()).isTrue();
        assertThat(dispatcher.once()).isTrue();
      }
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(ada.page("/letters?state=sent").select("table.plans tbody tr").text())
          .contains("sent again 1 time");
    } finally {
      mail.stop();
    }
  }

  @Test
  void another_districts_letters_are_not_there() throws Exception {
    district.execute("""
        insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, body, status)
        values ('cedar-falls', 'k', 'high_risk', 'teams', 'cedar-chat', '{}', 'failed')""");
    long theirs =
        district.count("select outbox_id from ledger.outbox where tenant_id = 'cedar-falls'");
    assertThat(ada.get("/letters").body()).doesNotContain("cedar-chat");
    assertThat(ada.submit("/letters", "/letters/" + theirs + "/again", "").statusCode())
        .isEqualTo(404);
    ada.submit("/letters", "/letters/again", "");
    assertThat(
            district.count(
                "select count(*) from ledger.outbox where status = 'failed' and tenant_id = 'cedar-falls'"))
        .isEqualTo(1);
  }
}
