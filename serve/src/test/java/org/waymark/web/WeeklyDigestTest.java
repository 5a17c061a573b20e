package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.alerts.PlantedNews;
import org.waymark.alerts.QuietPeople;
import org.waymark.post.Dispatcher;
import org.waymark.web.MapleValley.Role;

/// The week of each school leader, by mail.
@SuppressWarnings("NullAway") // what is missing fails the test
class WeeklyDigestTest {
  /// The hour of the week at which it goes out: now, so that what is written goes at once.
  private static final Instant DUE = Instant.now();

  @TempDir
  static Path folder;

  private static MapleValley district;
  private static GreenMail mail;
  private static String lena;
  private static String published;

  private WeeklyDigest digest;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    lena = district.personOf(Role.SCHOOL);
    // other tests lend her a school by hand; of her own she leads one, for longer than a week
    district.execute(
        "delete from ledger.grant_scope where origin = 'hand' and person_id = '" + lena + "'");
    district.execute(
        "update ledger.grant_scope set granted_at = '2020-01-01', starts_on = '2020-01-01' where person_id = '"
            + lena + "'");
    published =
        text("select published_at::text from ledger.run where run_id = '" + district.runId + "'");
  }

  @AfterAll
  static void close() {
    mail.stop();
  }

  @BeforeEach
  void nothing_was_sent() throws Exception {
    mail.purgeEmailFromAllMailboxes();
    settings("");
    digest = new WeeklyDigest(district.database, MapleValley.TENANT, folder);
    as_it_was();
    published(DUE.minus(Duration.ofHours(1)));
  }

  private static void published(Instant at) throws Exception {
    district.execute("update ledger.run set published_at = '" + at + "' where run_id = '"
        + district.runId + "'");
  }

  @AfterEach
  void as_it_was() throws Exception {
    district.execute("""
        delete from ledger.outbox;
        delete from ledger.alert_choice;
        update ledger.grant_scope set revoked_at = null, ends_on = null where person_id = '%s';
        update ledger.run set published_at = '%s' where run_id = '%s'""".formatted(lena, published, district.runId));
  }

  private static void settings(String more) throws Exception {
    var at = DUE.atZone(ZoneOffset.UTC);
    String day = at.getDayOfWeek().name().toLowerCase(Locale.ROOT);
    Files.writeString(folder.resolve("waymark.yml"), """
        tenant: maple-valley
        time_zone: UTC
        alerts: {quiet: never, digest: %s%s}
        mail: {host: 127.0.0.1, port: %d, encryption: none, from: waymark@maple.example}
        """.formatted(
            more.contains("digest") ? "" : day + " " + at.toLocalTime().withNano(0),
            more.replace("digest: ", ""),
            mail.getSmtp().getPort()));
  }

  private static void send() throws Exception {
    try (var dispatcher = Dispatcher.of(
        district.database,
        MapleValley.TENANT,
        folder,
        new QuietPeople(district.database.owner(), folder),
        List.of())) {
      assertThat(dispatcher.once()).isTrue();
    }
  }

  private static String text(String sql) throws Exception {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  private static long letters() throws Exception {
    return district.count("select count(*) from ledger.outbox where kind = 'digest'");
  }

  @Test
  void the_week_arrives_once_with_its_pdf_and_names_nobody_outside_it() throws Exception {
    digest.run(DUE.minusSeconds(5));
    assertThat(letters()).as("before its hour").isZero();
    String looks = "select count(*) from ledger.audit where person_id = '" + lena
        + "' and action = 'print' and place like 'the week%'";
    long before = district.count(looks);
    for (int minute = 0; minute < 3; minute++) {
      digest.run(DUE.plusSeconds(60L * minute));
      send();
    }
    // the next process, after a crash
    new WeeklyDigest(district.database, MapleValley.TENANT, folder).run(DUE.plusSeconds(600));
    send();
    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(1);
    assertThat(received[0].getAllRecipients()[0]).hasToString(Role.SCHOOL.email);
    var parts = (MimeMultipart) received[0].getContent();
    String body = (String) parts.getBodyPart(0).getContent();
    assertThat(body)
        .contains("Newly at High Risk: ")
        .contains("Improved: ")
        .contains("Unchanged: ")
        .contains("/alerts/choices");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("week.pdf");
    byte[] pdf = parts.getBodyPart(1).getInputStream().readAllBytes();
    String printed;
    try (var document = Loader.loadPDF(pdf)) {
      printed = new PDFTextStripper().getText(document);
    }
    assertThat(printed)
        .contains(
            "Came to two serious signs or more", "Improved", "Unchanged", "Sent to Lena Park");
    // whoever is in the document is of her school, and in no line outside it
    int named = 0;
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(
            "select s.last_name, s.last_name || ', ' || s.first_name, bool_or(y.school_id = "
                + district.ownSchool
                + ") from analytics.dim_students s join analytics.student_school y using (tenant_id, student_id)"
                + " where s.tenant_id = 'maple-valley' group by 1, 2")) {
      while (rows.next()) {
        if (printed.contains(rows.getString(2))) {
          assertThat(rows.getBoolean(3)).as(rows.getString(2)).isTrue();
          assertThat(received[0].getSubject() + body).doesNotContain(rows.getString(1));
          named++;
        }
      }
    }
    assertThat(named).as("students in the document").isPositive();
    assertThat(district.count(looks)).as("on record once").isEqualTo(before + 1);
  }

  @Test
  void each_week_brings_one_and_a_week_without_a_night_none() throws Exception {
    digest.run(DUE.plusSeconds(1));
    Instant next = DUE.plus(Duration.ofDays(7));
    digest.run(next.minusSeconds(60));
    digest.run(next.plusSeconds(1));
    digest.run(next.plus(Duration.ofHours(13)));
    assertThat(letters()).as("no night since").isEqualTo(1);
    published(next.minusSeconds(3600));
    digest.run(next.plusSeconds(1));
    digest.run(next.plus(Duration.ofDays(3)));
    assertThat(letters()).isEqualTo(2);
  }

  @Test
  void a_late_night_is_waited_for_and_not_for_ever() throws Exception {
    published(DUE.minus(Duration.ofDays(3)));
    digest.run(DUE.plusSeconds(1));
    digest.run(DUE.plus(Duration.ofHours(11)));
    assertThat(letters()).as("the night is late").isZero();
    digest.run(DUE.plus(Duration.ofHours(13)));
    assertThat(letters()).as("older figures are better than none").isEqualTo(1);
    district.execute("delete from ledger.outbox");
    published(DUE.plus(Duration.ofHours(3)));
    digest.run(DUE.plus(Duration.ofHours(3)).plusSeconds(1));
    digest.run(DUE.plus(Duration.ofHours(13)));
    assertThat(letters()).as("as soon as it is there").isEqualTo(1);
  }

  @Test
  void a_server_that_was_down_makes_up_for_it_within_three_days() throws Exception {
    digest.run(DUE.plus(Duration.ofDays(4)));
    assertThat(letters()).as("old news").isZero();
    digest.run(DUE.plus(Duration.ofDays(2)));
    assertThat(letters()).isEqualTo(1);
  }

  @Test
  void whoever_switched_it_off_gets_none() throws Exception {
    Visitor leader = Visitor.signedIn(district, Role.SCHOOL);
    assertThat(leader.page("/alerts/choices").select("#digest")).isNotEmpty();
    leader.json("PUT", "/api/v1/alerts/choices", "{\"ways\":{\"digest\":\"off\"}}", "");
    digest.run(DUE.plusSeconds(1));
    assertThat(letters()).isZero();
    leader.json("PUT", "/api/v1/alerts/choices", "{\"ways\":{\"digest\":\"email\"}}", "");
    digest.run(DUE.plusSeconds(61));
    assertThat(letters()).isEqualTo(1);
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    assertThat(teacher.page("/alerts/choices").select("#digest")).isEmpty();
    assertThat(teacher
            .json("PUT", "/api/v1/alerts/choices", "{\"ways\":{\"digest\":\"off\"}}", "")
            .statusCode())
        .isEqualTo(422);
  }

  @Test
  void whoever_leads_no_school_any_more_gets_none_even_where_it_was_written_before()
      throws Exception {
    district.execute("update ledger.grant_scope set ends_on = current_date - 1 where person_id = '"
        + lena + "'");
    digest.run(DUE.plusSeconds(1));
    assertThat(letters()).isZero();
    district.execute(
        "update ledger.grant_scope set ends_on = null where person_id = '" + lena + "'");
    digest.run(DUE.plusSeconds(61));
    assertThat(letters()).isEqualTo(1);
    // one of two schools is given up between the writing and the sending
    district.execute("""
        update ledger.outbox set created_at = now() - interval '1 hour', not_before = now();
        insert into ledger.grant_scope (person_id, tenant_id, scope, school_id, starts_on, revoked_at)
        values ('%s', '%s', 'school', %d, '2020-01-01', now())""".formatted(lena, MapleValley.TENANT, district.othersSchool));
    try {
      send();
      assertThat(mail.getReceivedMessages()).isEmpty();
      assertThat(text("select last_error from ledger.outbox where kind = 'digest'"))
          .contains("may no longer see the student");
    } finally {
      district.execute("delete from ledger.grant_scope where person_id = '" + lena
          + "' and school_id = " + district.othersSchool);
    }
  }

  @Test
  void two_processes_at_the_same_moment_write_one() throws Exception {
    List<Callable<String>> both = List.of(
        () -> write(digest),
        () -> write(new WeeklyDigest(district.database, MapleValley.TENANT, folder)));
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : crowd.invokeAll(both)) {
        one.get();
      }
    }
    assertThat(letters()).isEqualTo(1);
  }

  private static String write(WeeklyDigest digest) {
    digest.run(DUE.plusSeconds(1));
    return "";
  }

  @Test
  void a_district_chooses_the_hour_or_none_and_whether_names_leave_the_pages() throws Exception {
    settings("digest: never");
    digest.run(DUE.plusSeconds(1));
    assertThat(letters()).isZero();
    settings(", names: none");
    digest.run(DUE.plusSeconds(1));
    byte[] pdf;
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows =
            statement.executeQuery("select attachment from ledger.outbox where kind = 'digest'")) {
      rows.next();
      pdf = rows.getBytes(1);
    }
    try (var document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("Student ")
          .doesNotContain(district.nameOf(district.ownStudent))
          .doesNotContainPattern("Student\\s+[A-Z][a-z]+, [A-Z]");
    }
    for (String wrong : List.of("mondays 07:00", "monday", "monday 7", "07:00 monday", "")) {
      assertThatThrownBy(() -> PlantedNews.settings("alerts: {digest: \"" + wrong + "\"}\n"))
          .as(wrong)
          .hasMessageContaining("a day and a time such as monday 07:00, or never");
    }
  }
}
