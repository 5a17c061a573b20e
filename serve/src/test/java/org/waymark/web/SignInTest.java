package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.access.SignInGuard;
import org.waymark.access.SignInGuard.Door;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.MapleValley.Role;

/// The door, against the running server.
class SignInTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void signing_in_changes_the_sessions_id_so_that_a_planted_one_is_worth_nothing()
      throws Exception {
    Visitor visitor = new Visitor(district.base());
    visitor.get("/sign-in");
    String planted = visitor.session();
    visitor.signIn(Role.TEACHER.email, MapleValley.PASSWORD);
    assertThat(visitor.session()).isNotEmpty().isNotEqualTo(planted);
    Visitor planter = new Visitor(district.base());
    HttpResponse<String> answer =
        planter.send(planter.to("/overview").header("Cookie", "waymark=" + planted));
    assertThat(answer.statusCode()).isEqualTo(302);
  }

  @Test
  void the_page_that_somebody_wanted_comes_after_sign_in() throws Exception {
    Visitor visitor = new Visitor(district.base());
    String door = location(visitor.get("/students?by=grade&movement=attention"));
    assertThat(door).isEqualTo("/sign-in?next=%2Fstudents%3Fby%3Dgrade%26movement%3Dattention");
    assertThat(visitor.page(door).select("input[name=next]").attr("value"))
        .isEqualTo("/students?by=grade&movement=attention");
    assertThat(location(signIn(visitor, Role.DISTRICT.email, "/students?by=grade")))
        .isEqualTo("/students?by=grade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "/\r\nSet-Cookie: waymark=planted",
        "evil.example",
        " /overview"
      })
  void sign_in_leads_to_no_other_house(String next) throws Exception {
    assertThat(location(signIn(new Visitor(district.base()), Role.ANALYST.email, next)))
        .isEqualTo("/");
  }

  @Test
  void a_fragment_asked_for_by_a_page_whose_session_ended_sends_the_whole_page_to_the_door()
      throws Exception {
    Visitor visitor = new Visitor(district.base());
    HttpResponse<String> answer = visitor.send(visitor
        .to("/jump?q=ma")
        .header("HX-Request", "true")
        .header("HX-Current-URL", district.base() + "/students"));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect")).contains("/sign-in?next=%2Fstudents");
  }

  @Test
  void tries_are_counted_in_the_ledger_and_outlive_a_restart() throws Exception {
    Visitor visitor = new Visitor(district.base());
    String email = "hal@maplevalley.example";
    district.account(email);
    for (int i = 0; i < 10; i++) {
      visitor.signIn(email, "not the password " + i);
    }
    // another server on the same ledger knows the same
    assertThat(new SignInGuard(district.database.owner()).mayTry(Door.ACCOUNT, email))
        .isFalse();
    assertThat(location(visitor.signIn(email, MapleValley.PASSWORD))).isEqualTo("/sign-in?locked");
    later("ledger.failed_try", "last_at", 16);
    assertThat(location(visitor.signIn(email, MapleValley.PASSWORD))).isEqualTo("/");
    assertThat(district.count("select count(*) from ledger.failed_try where door like '%hal@%'"))
        .isZero();
  }

  @Test
  void nobody_learns_from_words_or_time_which_accounts_exist() throws Exception {
    Visitor visitor = new Visitor(district.base());
    district.account("iva@maplevalley.example");
    assertThat(words(visitor, "iva@maplevalley.example"))
        .isEqualTo(words(visitor, "no-one@maplevalley.example"));
    SignInGuard guard = new SignInGuard(district.database.owner());
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    String token = visitor.token("/sign-in");
    for (int i = 0; i < 8; i++) {
      known.add(nanos(visitor, "iva@maplevalley.example", token));
      unknown.add(nanos(visitor, "no-one@maplevalley.example", token));
      guard.forget(Door.ACCOUNT, "iva@maplevalley.example");
      guard.forget(Door.ACCOUNT, "no-one@maplevalley.example");
    }
    double ratio = (double) median(known) / median(unknown);
    assertThat(ratio).as("known ÷ unknown").isBetween(0.5, 2.0);
  }

  @Test
  void an_account_that_does_not_exist_locks_like_one_that_does() throws Exception {
    Visitor visitor = new Visitor(district.base());
    for (int i = 0; i < 10; i++) {
      assertThat(location(visitor.signIn("ghost@maplevalley.example", "guess " + i)))
          .isEqualTo("/sign-in?refused");
    }
    assertThat(location(visitor.signIn("ghost@maplevalley.example", "guess")))
        .isEqualTo("/sign-in?locked");
  }

  @Test
  void forty_tries_at_the_same_moment_get_no_further_than_ten() throws Exception {
    SignInGuard guard = new SignInGuard(district.database.owner());
    List<Callable<Boolean>> tries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tries.add(() -> guard.mayTry(Door.ACCOUNT, "crowd@maplevalley.example"));
    }
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      long judged = 0;
      for (var one : crowd.invokeAll(tries)) {
        judged += one.get() ? 1 : 0;
      }
      assertThat(judged).isEqualTo(10);
    }
  }

  @Test
  void a_session_ends_at_once_when_the_account_is_closed_or_gets_another_role_or_password()
      throws Exception {
    for (String change : List.of(
        "is_active = false",
        "role = 'board'",
        "password_hash = 'another'",
        "email = 'jo2@maplevalley.example'",
        "epoch = epoch + 1")) {
      String email = "jo@maplevalley.example";
      district.account(email);
      Visitor visitor = new Visitor(district.base());
      visitor.signIn(email, MapleValley.PASSWORD);
      assertThat(visitor.get("/overview").statusCode()).isEqualTo(200);
      district.execute("update ledger.person set " + change + " where email = '" + email + "'");
      HttpResponse<String> answer = visitor.get("/overview");
      assertThat(answer.statusCode()).as(change).isEqualTo(302);
      assertThat(visitor.get("/api/v1/overview").statusCode()).as(change).isEqualTo(401);
      district.execute("delete from ledger.person where email like 'jo%@maplevalley.example'");
    }
  }

  @Test
  void a_session_ends_an_hour_after_its_last_page_and_twelve_hours_after_sign_in()
      throws Exception {
    for (String column : List.of("last_seen_at", "started_at")) {
      Visitor visitor = Visitor.signedIn(district, Role.BOARD);
      int minutes = column.equals("started_at") ? 12 * 60 : 60;
      later("ledger.sign_in", column, minutes - 2);
      assertThat(visitor.get("/dictionary").statusCode()).isEqualTo(200);
      later("ledger.sign_in", column, column.equals("started_at") ? 3 : 61);
      assertThat(visitor.get("/dictionary").statusCode()).as(column).isEqualTo(302);
    }
  }

  @Test
  void signing_out_ends_the_session_also_for_who_kept_the_cookie() throws Exception {
    String email = "gus@maplevalley.example";
    district.account(email);
    Visitor visitor = new Visitor(district.base());
    visitor.signIn(email, MapleValley.PASSWORD);
    String kept = visitor.session();
    HttpResponse<String> answer = visitor.submit("/", "/sign-out", "");
    assertThat(location(answer)).isEqualTo("/sign-in?signed-out");
    Visitor thief = new Visitor(district.base());
    assertThat(thief.send(thief.to("/runs").header("Cookie", "waymark=" + kept)).statusCode())
        .isEqualTo(302);
    assertThat(district.count("select count(*) from ledger.sign_in s join ledger.person p using"
            + " (person_id) where p.email = '" + email + "' and closed_at is null"))
        .isZero();
  }

  @Test
  void a_form_without_its_token_is_refused_and_a_stale_sign_in_page_says_so() throws Exception {
    Visitor visitor = new Visitor(district.base());
    String form = "email=" + Role.DISTRICT.email + "&password=" + MapleValley.PASSWORD;
    assertThat(location(visitor.post("/sign-in", form))).isEqualTo("/sign-in?expired");
    assertThat(visitor.page("/sign-in?expired").select("[role=alert]").text())
        .contains("waited too long");
    assertThat(Visitor.signedIn(district, Role.DISTRICT).post("/sign-out", "").statusCode())
        .isEqualTo(403);
  }

  @Test
  void too_long_and_wrong_kinds_of_content_are_told_in_words() throws Exception {
    Visitor visitor = new Visitor(district.base());
    HttpResponse<String> answer = visitor.signIn("a".repeat(300), "x");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("What you sent is too long");
    assertThat(visitor.signIn("a@example.org", "x".repeat(100_000)).statusCode())
        .isEqualTo(413);
    answer = visitor.send(visitor
        .to("/sign-in")
        .header("Content-Type", "application/json")
        .header("X-CSRF-TOKEN", visitor.token("/sign-in"))
        .POST(HttpRequest.BodyPublishers.ofString("{}")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body())
        .contains("We don't read this kind of content")
        .doesNotContain("at org.");
    answer =
        visitor.send(visitor.to("/sign-in").method("DELETE", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void behind_tls_cookies_are_secure_and_the_browser_is_told_to_come_that_way_only()
      throws Exception {
    ServeSettings settings = new ServeSettings(
        "https://waymark.maplevalley.example",
        List.of("127.0.0.1"),
        List.of(),
        Duration.ofMinutes(60),
        Duration.ofHours(12));
    try (WebServer server = WebServer.start(0, "127.0.0.1", district.database, settings)) {
      Visitor visitor = new Visitor("http://127.0.0.1:" + server.port());
      HttpResponse<String> answer = visitor.send(visitor
          .to("/sign-in")
          .header("X-Forwarded-For", "203.0.113.7")
          .header("X-Forwarded-Proto", "https"));
      assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
          .startsWith("__Host-waymark=")
          .contains("Secure")
          .contains("HttpOnly")
          .contains("Path=/;")
          .containsIgnoringCase("SameSite=Lax");
      assertThat(answer.headers().firstValue("Strict-Transport-Security").orElse(""))
          .startsWith("max-age=31536000");
      // the proxy's word about the visitor counts: the address locks after a hundred tries
      SignInGuard guard = new SignInGuard(district.database.owner());
      for (int i = 0; i < 100; i++) {
        assertThat(guard.mayTry(Door.ADDRESS, "203.0.113.7")).isTrue();
      }
      String cookie = answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
      String token =
          org.jsoup.Jsoup.parse(answer.body()).select("input[name=_csrf]").attr("value");
      for (String address : List.of("203.0.113.7", "203.0.113.8")) {
        HttpResponse<String> tried = visitor.send(visitor
            .to("/sign-in")
            .header("Cookie", cookie)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", address)
            .POST(HttpRequest.BodyPublishers.ofString(
                "email=new@maplevalley.example&password=x&_csrf=" + Visitor.encoded(token))));
        assertThat(location(tried))
            .isEqualTo(address.endsWith("7") ? "/sign-in?locked" : "/sign-in?refused");
      }
    }
  }

  @Test
  void every_answer_carries_strict_headers_errors_included() throws Exception {
    Visitor visitor = new Visitor(district.base());
    for (String path : List.of("/sign-in", "/overview", "/api/v1/overview", "/sign-in/none")) {
      var headers = visitor.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
          .contains("form-action 'self'")
          .doesNotContain("unsafe")
          .doesNotContain("*");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
      assertThat(headers.firstValue("Permissions-Policy").orElse("")).contains("camera=()");
      assertThat(headers.firstValue("Server")).isEmpty();
    }
  }

  private static HttpResponse<String> signIn(Visitor visitor, String email, String next)
      throws Exception {
    return visitor.submit(
        "/sign-in",
        "/sign-in",
        "email=" + Visitor.encoded(email) + "&password=" + Visitor.encoded(MapleValley.PASSWORD)
            + "&next=" + Visitor.encoded(next));
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String words(Visitor visitor, String email) throws Exception {
    HttpResponse<String> answer = visitor.signIn(email, "wrong");
    return answer.statusCode() + location(answer);
  }

  private static long nanos(Visitor visitor, String email, String token) throws Exception {
    String form =
        "email=" + Visitor.encoded(email) + "&password=wrong&_csrf=" + Visitor.encoded(token);
    long start = System.nanoTime();
    visitor.post("/sign-in", form);
    return System.nanoTime() - start;
  }

  private static long median(List<Long> values) {
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /// Time passes for what is in that table.
  private static void later(String table, String column, int minutes) throws Exception {
    district.execute(
        "update %s set %s = %s - interval '%d minutes'".formatted(table, column, column, minutes));
  }
}
