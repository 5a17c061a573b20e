package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.access.Accounts;
import org.waymark.access.PasswordLinks;
import org.waymark.access.SignInGuard;
import org.waymark.web.MapleValley.Role;

/// Letters with a link: lost passwords and invitations, against the running server.
@SuppressWarnings("NullAway") // what is missing fails the test
class LettersTest {
  private static final String FRESH = "lantern puddle quince";
  private static final Pattern LINK = Pattern.compile("http\\S+/new-password\\?token=(\\S+)");

  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @BeforeEach
  void a_quarter_of_an_hour_later() throws Exception {
    district.execute("delete from ledger.failed_try where door like 'letter%'");
  }

  @Test
  void a_letter_leads_to_a_new_password_and_every_open_session_ends() throws Exception {
    String email = "una@maplevalley.example";
    district.account(email);
    Visitor elsewhere = new Visitor(district.base());
    elsewhere.signIn(email, MapleValley.PASSWORD);
    Visitor una = new Visitor(district.base());
    assertThat(location(una.submit("/reset", "/reset", "email=UNA%40maplevalley.example")))
        .isEqualTo("/reset?sent");
    String link = link(email);
    HttpResponse<String> page = una.get(path(link));
    assertThat(page.body()).contains("Choose a new password", email);
    assertThat(page.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(location(choose(una, link, FRESH))).isEqualTo("/sign-in?password-set");
    assertThat(elsewhere.get("/overview").statusCode()).isEqualTo(302);
    assertThat(location(una.signIn(email, MapleValley.PASSWORD))).isEqualTo("/sign-in?refused");
    assertThat(location(una.signIn(email, FRESH))).isEqualTo("/");
    assertThat(una.get(path(link)).statusCode()).as("the link again").isEqualTo(404);
  }

  @Test
  void an_unknown_address_gets_the_same_answer_in_the_same_time_and_no_letter() throws Exception {
    district.account("vic@maplevalley.example");
    List<Long> times = new ArrayList<>();
    List<String> answers = new ArrayList<>();
    for (String email :
        List.of("vic@maplevalley.example", "nobody@elsewhere.example", "no address")) {
      Visitor visitor = new Visitor(district.base());
      String form =
          "email=" + Visitor.encoded(email) + "&_csrf=" + Visitor.encoded(visitor.token("/reset"));
      long start = System.nanoTime();
      HttpResponse<String> answer = visitor.post("/reset", form);
      times.add((System.nanoTime() - start) / 1_000_000);
      answers.add(
          answer.statusCode() + location(answer) + visitor.page("/reset?sent").text());
    }
    assertThat(answers.stream().distinct()).hasSize(1);
    assertThat(times).allSatisfy(ms -> assertThat(ms).isBetween(250L, 3_000L));
    assertThat(letters("nobody@elsewhere.example")).isZero();
  }

  @Test
  void the_ledger_keeps_no_token_and_the_outbox_forgets_the_letter_that_has_gone()
      throws Exception {
    String email = "wes@maplevalley.example";
    district.account(email);
    reset(email);
    String token = link(email).replaceAll(".*token=", "");
    assertThat(token).hasSize(43);
    assertThat(
            district.count("select count(*) from ledger.password_link where length(token_hash) = 32"
                + " and token_hash = sha256('" + token + "'::bytea)"))
        .isEqualTo(1);
    assertThat(district.count("select count(*) from ledger.outbox where recipient = '" + email
            + "' and kind = 'reset' and channel = 'email' and status = 'waiting'"
            + " and subject = 'Set a new password for Waymark' and body not like '%Someone%'"))
        .isEqualTo(1);
    district.execute(
        "update ledger.outbox set status = 'sending' where recipient = '" + email + "'");
    assertThat(link(email)).contains(token);
    district.execute("update ledger.outbox set status = 'sent', sent_at = now() where recipient = '"
        + email + "'");
    assertThat(
            district.count("select count(*) from ledger.outbox where body like '%" + token + "%'"))
        .isZero();
  }

  @Test
  void links_begin_with_the_address_of_the_settings_whatever_the_request_says() throws Exception {
    String email = "xia@maplevalley.example";
    district.account(email);
    Visitor visitor = new Visitor(district.base());
    String form =
        "email=" + Visitor.encoded(email) + "&_csrf=" + Visitor.encoded(visitor.token("/reset"));
    String answer =
        raw("POST /reset HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
            + "Cookie: waymark=" + visitor.session() + "\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
            + "\r\n\r\n" + form);
    assertThat(answer)
        .startsWith("HTTP/1.1 302")
        .contains("Location: /reset?sent")
        .doesNotContain("evil");
    assertThat(link(email))
        .startsWith("http://localhost:" + district.server.port() + "/new-password");
    assertThat(raw("GET /students HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .contains("Location: /sign-in?next=%2Fstudents")
        .doesNotContain("evil");
  }

  @Test
  void a_link_opens_for_half_an_hour_and_not_for_a_closed_account() throws Exception {
    String email = "yan@maplevalley.example";
    district.account(email);
    reset(email);
    Visitor yan = new Visitor(district.base());
    String link = link(email);
    district.execute("update ledger.person set is_active = false where email = '" + email + "'");
    assertThat(yan.get(path(link)).statusCode()).isEqualTo(404);
    district.execute("update ledger.person set is_active = true where email = '" + email + "'");
    district.execute(
        "update ledger.password_link set expires_at = expires_at - interval '29 minutes'");
    assertThat(yan.get(path(link)).statusCode()).isEqualTo(200);
    district.execute(
        "update ledger.password_link set expires_at = expires_at - interval '2 minutes'");
    HttpResponse<String> late = yan.get(path(link));
    assertThat(late.statusCode()).isEqualTo(404);
    assertThat(late.body()).contains("This link opens nothing");
    assertThat(yan.get("/new-password").statusCode()).isEqualTo(404);
    assertThat(yan.get("/new-password?token=" + "x".repeat(5_000)).statusCode()).isEqualTo(404);
    assertThat(yan.get("/new-password?token=%00").statusCode()).isEqualTo(400);
  }

  @Test
  void a_weak_password_is_refused_and_the_link_still_opens() throws Exception {
    String email = "zoe@maplevalley.example";
    district.account(email);
    reset(email);
    Visitor zoe = new Visitor(district.base());
    String link = link(email);
    for (String weak : List.of("short", "passwordpassword", "zoe-zoe-zoe-zoe")) {
      HttpResponse<String> answer = choose(zoe, link, weak);
      assertThat(answer.statusCode()).as(weak).isEqualTo(422);
      assertThat(answer.body()).doesNotContain("value=\"" + weak);
    }
    assertThat(zoe.submit(
                path(link),
                "/new-password",
                "token=" + path(link).replaceAll(".*token=", "") + "&wanted="
                    + Visitor.encoded(FRESH) + "&again=other")
            .statusCode())
        .isEqualTo(422);
    assertThat(choose(zoe, link, "x".repeat(201)).statusCode()).isEqualTo(413);
    assertThat(location(choose(zoe, link, FRESH))).isEqualTo("/sign-in?password-set");
  }

  @Test
  void of_two_who_open_a_link_at_the_same_moment_one_gets_in() throws Exception {
    String email = "abe@maplevalley.example";
    district.account(email);
    reset(email);
    String token = link(email).replaceAll(".*token=", "");
    var owner = district.database.owner();
    PasswordLinks links = new PasswordLinks(owner, new Accounts(owner), new SignInGuard(owner));
    List<Callable<PasswordLinks.Answer>> tries = List.of(
        () -> links.use(token, FRESH + " one"),
        () -> links.use(token, FRESH + " two"),
        () -> links.use(token, FRESH + " three"));
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      int done = 0;
      for (var one : crowd.invokeAll(tries)) {
        done += one.get() instanceof PasswordLinks.Answer.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  @Test
  void three_letters_in_a_quarter_of_an_hour_are_enough() throws Exception {
    String email = "bea@maplevalley.example";
    district.account(email);
    for (int i = 0; i < 5; i++) {
      reset(email);
    }
    assertThat(letters(email)).isEqualTo(3);
  }

  @Test
  void an_administrator_invites_a_teacher_who_then_sees_the_own_sections() throws Exception {
    String email = "new.teacher@maplevalley.example";
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    HttpResponse<String> answer =
        invite(ada, email, "Nia <script>alert(1)</script>", "teacher", staff());
    assertThat(location(answer)).isEqualTo("/people/invite?sent");
    String page = ada.get("/people/invite?sent").body();
    assertThat(page).contains("letter is on its way", "Ada Moreau").doesNotContain("<script>alert");
    assertThat(ada.get("/api/v1/people/invitations").body())
        .contains(email, "\"role\":\"teacher\"");
    Visitor nia = new Visitor(district.base());
    assertThat(location(nia.signIn(email, ""))).isEqualTo("/sign-in?refused");
    String link = link(email);
    assertThat(nia.get(path(link)).body()).contains("Welcome. Choose your password");
    assertThat(location(choose(nia, link, FRESH))).isEqualTo("/sign-in?password-set");
    assertThat(location(nia.signIn(email, FRESH))).isEqualTo("/");
    assertThat(nia.get("/students/" + district.ownStudent).statusCode()).isEqualTo(200);
    assertThat(nia.get("/students/" + district.othersStudent).statusCode()).isEqualTo(404);
    assertThat(ada.get("/people/invite").body()).doesNotContain(email);
  }

  @Test
  void an_invitation_that_cannot_be_is_told_and_nothing_is_written() throws Exception {
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    district.execute("insert into ledger.person (person_id, tenant_id, email, display_name, role)"
        + " values ('cedar-1', 'cedar-falls', 'pat@cedar.example', 'Pat', 'district')"
        + " on conflict do nothing");
    long before = district.count("select count(*) from ledger.outbox");
    assertThat(refused(invite(ada, Role.TEACHER.email, "Rosa", "teacher", staff())))
        .contains("already has an account");
    assertThat(refused(invite(ada, "pat@cedar.example", "Pat", "board", "")))
        .contains("already has an account");
    assertThat(refused(invite(ada, "t@maplevalley.example", "T", "teacher", "no-such-id")))
        .contains("found 0 of 1 staff");
    assertThat(refused(invite(ada, "t@maplevalley.example", "T", "teacher", "")))
        .contains("needs a staff id");
    assertThat(refused(invite(ada, "t@maplevalley.example", "T", "emperor", "")))
        .contains("expected one of");
    assertThat(refused(invite(ada, "not an address", "T", "board", "")))
        .contains("expected an address");
    assertThat(
            refused(invite(ada, "t@maplevalley.example\r\nBcc: all@example.org", "T", "board", "")))
        .contains("expected an address");
    assertThat(refused(invite(ada, "t@maplevalley.example", " ", "board", ""))).contains("name");
    assertThat(invite(ada, "t@maplevalley.example", "a\u0000b", "board", "").statusCode())
        .isEqualTo(400);
    assertThat(refused(invite(ada, "t@maplevalley.example", "a\u001bb", "board", "")))
        .contains("name");
    assertThat(district.count("select count(*) from ledger.outbox")).isEqualTo(before);
    assertThat(district.count("select count(*) from ledger.person where email like 't@%'"))
        .isZero();
  }

  @Test
  void nobody_but_an_administrator_invites() throws Exception {
    for (Role role : Role.values()) {
      if (role != Role.ADMINISTRATOR) {
        Visitor visitor = Visitor.signedIn(district, role);
        assertThat(visitor.get("/people/invite").statusCode()).as(role.name()).isEqualTo(404);
        assertThat(visitor.get("/api/v1/people/invitations").statusCode()).isEqualTo(404);
        assertThat(visitor
                .submit("/account", "/people/invite", "email=a%40b.example&name=x&role=board")
                .statusCode())
            .as(role.name())
            .isEqualTo(404);
      }
    }
  }

  @Test
  void a_new_password_by_hand_ends_the_other_sessions_and_keeps_this_one() throws Exception {
    String email = "cal@maplevalley.example";
    district.account(email);
    Visitor here = new Visitor(district.base());
    here.signIn(email, MapleValley.PASSWORD);
    Visitor there = new Visitor(district.base());
    there.signIn(email, MapleValley.PASSWORD);
    assertThat(change(here, "not the password", FRESH).statusCode()).isEqualTo(422);
    assertThat(change(here, MapleValley.PASSWORD, "maplevalleymaplevalley").statusCode())
        .isEqualTo(422);
    assertThat(there.get("/overview").statusCode()).isEqualTo(200);
    assertThat(location(change(here, MapleValley.PASSWORD, FRESH)))
        .isEqualTo("/account?done=password");
    assertThat(here.page("/account?done=password").select("[role=status]").text())
        .contains("Your new password is set");
    assertThat(there.get("/overview").statusCode()).isEqualTo(302);
    assertThat(text(
            "select kind || ': ' || subject from ledger.outbox where recipient = '" + email + "'"))
        .as("a word to the owner")
        .isEqualTo("account: The password of your Waymark account was changed");
  }

  @Test
  void one_session_or_all_others_are_ended_from_the_account_page() throws Exception {
    String email = "dov@maplevalley.example";
    district.account(email);
    List<Visitor> visitors = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Visitor visitor = new Visitor(district.base());
      visitor.signIn(email, MapleValley.PASSWORD);
      visitors.add(visitor);
    }
    Visitor here = visitors.getFirst();
    var page = here.page("/account");
    assertThat(page.select(".sessions li")).hasSize(4);
    assertThat(page.select(".sessions li").first().text()).contains("this one", "127.0.0.1");
    String one = page.select(".sessions button[name=close]").first().attr("value");
    here.submit("/account", "/account/sessions", "close=" + one);
    assertThat(visitors.stream().filter(v -> status(v) == 200)).hasSize(3);
    here.submit("/account", "/account/sessions", "close=others");
    assertThat(visitors.stream().filter(v -> status(v) == 200)).containsExactly(here);
  }

  private static int status(Visitor visitor) {
    try {
      return visitor.get("/overview").statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> change(Visitor visitor, String current, String wanted)
      throws Exception {
    return visitor.submit(
        "/account",
        "/account/password",
        "current=" + Visitor.encoded(current) + "&wanted=" + Visitor.encoded(wanted) + "&again="
            + Visitor.encoded(wanted));
  }

  private static HttpResponse<String> invite(
      Visitor by, String email, String name, String role, String staff) throws Exception {
    return by.submit(
        "/people/invite",
        "/people/invite",
        "email=" + Visitor.encoded(email) + "&name=" + Visitor.encoded(name) + "&role=" + role
            + "&staff=" + Visitor.encoded(staff));
  }

  private static String refused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("Nobody was invited");
    return org.jsoup.Jsoup.parse(answer.body()).select("[role=alert]").text();
  }

  /// The staff id of the teacher of the district's own student.
  private static String staff() throws Exception {
    return text(
        "select staff_source_id from ledger.person where email = '" + Role.TEACHER.email + "'");
  }

  private static void reset(String email) throws Exception {
    new Visitor(district.base()).submit("/reset", "/reset", "email=" + Visitor.encoded(email));
  }

  private static HttpResponse<String> choose(Visitor visitor, String link, String password)
      throws Exception {
    String wanted = Visitor.encoded(password);
    return visitor.submit(
        "/reset",
        "/new-password",
        "token=" + link.replaceAll(".*token=", "") + "&wanted=" + wanted + "&again=" + wanted);
  }

  private static long letters(String email) throws Exception {
    return district.count("select count(*) from ledger.outbox where recipient = '" + email + "'");
  }

  /// The link of the newest letter to that address.
  private static String link(String email) throws Exception {
    Matcher link = LINK.matcher(text("select body from ledger.outbox where recipient = '" + email
        + "' order by outbox_id desc limit 1"));
    assertThat(link.find()).as("a letter to " + email).isTrue();
    return link.group();
  }

  private static String path(String link) {
    return link.replaceFirst("^http://[^/]+", "");
  }

  private static String text(String sql) throws Exception {
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  /// What no well-behaved client would send.
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", district.server.port())) {
      socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
