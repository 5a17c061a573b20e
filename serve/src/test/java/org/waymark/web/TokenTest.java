package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens of the API, against the running server.
class TokenTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static MapleValley district;
  private static Visitor program;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    program = new Visitor(district.base());
  }

  @Test
  void a_token_shows_what_its_person_sees_on_a_page_and_opens_no_session() throws Exception {
    for (Role role : Role.STUDENTS) {
      String token = token(role.email);
      HttpResponse<String> answer = with(token, "/api/v1/students");
      assertThat(answer.statusCode()).as(role.name()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.body())
          .as(role.name())
          .isEqualTo(Visitor.signedIn(district, role).get("/api/v1/students").body());
    }
    String teacher = token(Role.TEACHER.email);
    assertThat(with(teacher, "/api/v1/students/" + district.ownStudent).statusCode())
        .isEqualTo(200);
    assertThat(with(teacher, "/api/v1/students/" + district.othersStudent).statusCode())
        .isEqualTo(404);
    assertThat(with(token(Role.BOARD.email), "/api/v1/students").statusCode()).isEqualTo(404);
    assertThat(with(teacher, "/students").statusCode()).as("a page").isEqualTo(302);
  }

  @Test
  void a_token_names_nobody_and_lasts_a_quarter_of_an_hour() throws Exception {
    HttpResponse<String> answer = ask(Role.TEACHER.email, MapleValley.PASSWORD);
    JsonNode said = JSON.readTree(answer.body());
    assertThat(said.path("token_type").asString()).isEqualTo("Bearer");
    assertThat(said.path("expires_in").asLong()).isEqualTo(900);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    JWTClaimsSet claims = SignedJWT.parse(said.path("access_token").asString()).getJWTClaimsSet();
    assertThat(claims.getClaims().keySet())
        .containsExactlyInAnyOrder("iss", "aud", "sub", "epoch", "iat", "exp", "jti");
    assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
        .isEqualTo(900_000);
    assertThat(claims.toString()).doesNotContain("rosa", "Rosa");
  }

  @Test
  void a_form_works_as_well_as_json() throws Exception {
    HttpResponse<String> answer = program.post(
        "/api/token",
        "grant_type=password&username=" + Visitor.encoded(Role.ANALYST.email) + "&password="
            + Visitor.encoded(MapleValley.PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(with(JSON.readTree(answer.body()).path("access_token").asString(), "/api/v1/account")
            .body())
        .contains(Role.ANALYST.email);
  }

  @Test
  void forged_expired_and_misdirected_tokens_are_refused_in_the_same_words() throws Exception {
    String good = token(Role.DISTRICT.email);
    JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
    byte[] ours = district.database.key("api-tokens").getEncoded();
    byte[] theirs = new byte[32];
    var attempts = new LinkedHashMap<String, String>();
    attempts.put("another signature", good.substring(0, good.length() - 4) + "AAAA");
    attempts.put("no signature", good.substring(0, good.lastIndexOf('.') + 1));
    attempts.put("alg none", new PlainJWT(claims).serialize());
    attempts.put(
        "alg NoNe with our signature",
        encoded("{\"alg\":\"NoNe\"}") + good.substring(good.indexOf('.')));
    attempts.put("another key", signed(claims, theirs, JWSAlgorithm.HS256));
    byte[] doubled = new byte[64];
    System.arraycopy(ours, 0, doubled, 0, 32);
    attempts.put("another algorithm", signed(claims, doubled, JWSAlgorithm.HS512));
    attempts.put(
        "another person under the same signature",
        swapped(good, claims.getSubject(), "00000000-0000-0000-0000-000000000000"));
    attempts.put(
        "expired a second ago",
        signed(
            new JWTClaimsSet.Builder(claims)
                .expirationTime(Date.from(Instant.now().minusSeconds(1)))
                .build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put(
        "without an end",
        signed(
            new JWTClaimsSet.Builder(claims).expirationTime(null).build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put(
        "not yet",
        signed(
            new JWTClaimsSet.Builder(claims)
                .notBeforeTime(Date.from(Instant.now().plusSeconds(60)))
                .build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put(
        "for somebody else",
        signed(
            new JWTClaimsSet.Builder(claims).audience("other-api").build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put(
        "by somebody else",
        signed(
            new JWTClaimsSet.Builder(claims).issuer("https://evil.example").build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put(
        "nobody",
        signed(new JWTClaimsSet.Builder(claims).subject(null).build(), ours, JWSAlgorithm.HS256));
    attempts.put(
        "an unknown person",
        signed(
            new JWTClaimsSet.Builder(claims).subject("nobody").build(), ours, JWSAlgorithm.HS256));
    attempts.put(
        "an epoch in words",
        signed(
            new JWTClaimsSet.Builder(claims).claim("epoch", "0").build(),
            ours,
            JWSAlgorithm.HS256));
    attempts.put("nonsense", "a.b.c");
    attempts.put("nothing", "");
    attempts.put("odd letters", "%00%0d%0a");
    assertThat(with(good, "/api/v1/runs").statusCode()).isEqualTo(200);
    assertThat(with(signed(claims, ours, JWSAlgorithm.HS256), "/api/v1/runs").statusCode())
        .as("made as we make them")
        .isEqualTo(200);
    String words = words(with("a.b.c", "/api/v1/runs"));
    for (Map.Entry<String, String> attempt : attempts.entrySet()) {
      HttpResponse<String> answer = with(attempt.getValue(), "/api/v1/runs");
      assertThat(answer.statusCode()).as(attempt.getKey()).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(attempt.getKey())
          .startsWith("application/problem+json");
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
      assertThat(words(answer)).as(attempt.getKey()).isEqualTo(words);
    }
  }

  @Test
  void a_token_stops_at_once_when_its_account_is_closed_or_changes() throws Exception {
    for (String change : List.of(
        "is_active = false", "role = 'board'", "password_hash = 'other'", "epoch = epoch + 1")) {
      String email = "tok@maplevalley.example";
      district.account(email);
      String token = token(email);
      assertThat(with(token, "/api/v1/runs").statusCode()).isEqualTo(200);
      district.execute("update ledger.person set " + change + " where email = '" + email + "'");
      assertThat(with(token, "/api/v1/runs").statusCode()).as(change).isEqualTo(401);
    }
  }

  @Test
  void a_token_counts_before_a_session_and_a_session_without_one_needs_its_forms_token()
      throws Exception {
    Visitor signedIn = Visitor.signedIn(district, Role.DISTRICT);
    assertThat(signedIn
            .send(signedIn.to("/api/v1/runs").header("Authorization", "Bearer a.b.c"))
            .statusCode())
        .isEqualTo(401);
    assertThat(signedIn
            .send(signedIn
                .to("/api/v1/account")
                .header("Authorization", "Bearer " + token(Role.TEACHER.email)))
            .body())
        .contains(Role.TEACHER.email);
    assertThat(signedIn
            .send(signedIn
                .to("/api/v1/runs")
                .header("Authorization", "Basic ZGFuYTpwYXNz")
                .POST(BodyPublishers.ofString("{}")))
            .statusCode())
        .isEqualTo(403);
  }

  @Test
  void wrong_tries_are_refused_alike_and_lock_the_same_door_as_the_page() throws Exception {
    String email = "uli@maplevalley.example";
    district.account(email);
    HttpResponse<String> known = ask(email, "wrong");
    HttpResponse<String> unknown = ask("nobody@maplevalley.example", "wrong");
    assertThat(known.statusCode()).isEqualTo(401);
    assertThat(words(known)).isEqualTo(words(unknown)).contains("invalid_grant");
    for (int i = 0; i < 9; i++) {
      ask(email, "wrong " + i);
    }
    HttpResponse<String> locked = ask(email, MapleValley.PASSWORD);
    assertThat(locked.statusCode()).isEqualTo(429);
    assertThat(locked.headers().firstValue("Retry-After")).contains("900");
    assertThat(new Visitor(district.base())
            .signIn(email, MapleValley.PASSWORD)
            .headers()
            .firstValue("Location"))
        .contains("/sign-in?locked");
  }

  @Test
  void an_account_with_a_second_factor_needs_its_code_here_too() throws Exception {
    String email = "val@maplevalley.example";
    district.account(email);
    Visitor visitor = new Visitor(district.base());
    visitor.signIn(email, MapleValley.PASSWORD);
    String path = "/account/second-factor";
    HttpResponse<String> begun = visitor.submit(
        path, path, "action=begin&password=" + Visitor.encoded(MapleValley.PASSWORD));
    Authenticator app = new Authenticator(
        org.jsoup.Jsoup.parse(begun.body()).select(".key-text").text());
    visitor.submit(path, path, "action=confirm&code=" + app.now());
    district.execute("update ledger.second_factor set last_step = last_step - 10");
    HttpResponse<String> without = ask(email, MapleValley.PASSWORD);
    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.body()).contains("mfa_required");
    assertThat(askWith(email, "000000").body()).contains("This code does not count");
    String code = app.now();
    assertThat(askWith(email, code).statusCode()).isEqualTo(200);
    assertThat(askWith(email, code).statusCode()).as("the same code again").isEqualTo(401);
  }

  @Test
  void what_cannot_be_read_is_told_in_problem_json_and_never_with_a_trace() throws Exception {
    var bodies = new LinkedHashMap<String, Integer>();
    bodies.put("", 400);
    bodies.put("{", 400);
    bodies.put("[]", 400);
    bodies.put("null", 400);
    bodies.put("{\"email\": 7, \"password\": \"x\"}", 400);
    bodies.put("{\"email\": \"a@b.example\", \"password\": null}", 400);
    bodies.put("{\"email\": {\"$ne\": \"\"}, \"password\": {\"$ne\": \"\"}}", 400);
    bodies.put("[".repeat(4_000), 400);
    bodies.put("{\"email\": \"" + "a".repeat(300) + "\", \"password\": \"x\"}", 413);
    bodies.put("{\"email\": \"a@b.example\", \"password\": \"" + "x".repeat(300) + "\"}", 413);
    bodies.put(" ".repeat(100_000), 413);
    bodies.put("{\"email\": \"\\u0000' or 1=1 --\", \"password\": \"x\"}", 401);
    bodies.put("{\"email\": \"\ud83e\udd94@b.example\", \"password\": \"\\ud800\"}", 401);
    for (Map.Entry<String, Integer> body : bodies.entrySet()) {
      HttpResponse<String> answer = send("application/json", body.getKey());
      String shown = body.getKey().substring(0, Math.min(60, body.getKey().length()));
      assertThat(answer.statusCode()).as(shown).isEqualTo(body.getValue());
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(shown)
          .startsWith("application/problem+json");
      assertThat(answer.body()).as(shown).doesNotContain("at org.", "Exception", "SQL");
    }
    for (String type :
        List.of("text/plain", "application/xml", "multipart/form-data; boundary=x", "no type")) {
      assertThat(send(type, "{}").statusCode()).as(type).isIn(400, 415);
    }
    assertThat(program.post("/api/token", "grant_type=client_credentials").statusCode())
        .isEqualTo(400);
    assertThat(program
            .post("/api/token?username=a&password=b", "grant_type=password")
            .body())
        .contains("Nothing belongs into the address");
    assertThat(program.get("/api/token").statusCode()).isIn(401, 405);
    HttpResponse<String> huge =
        program.post("/api/token", "grant_type=password&username=" + "x".repeat(3_000_000));
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(huge.body()).doesNotContain("at org.", "Exception");
    huge = program.post("/sign-in", "email=" + "x".repeat(3_000_000));
    assertThat(huge.statusCode()).isEqualTo(413);
    assertThat(huge.body()).contains("What you sent is too long").doesNotContain("Exception");
    for (String path : List.of("/api/token", "/sign-in")) {
      assertThat(program.post(path, "email=%zz&password=%").statusCode())
          .as(path)
          .isEqualTo(400);
    }
  }

  /// All but the number of the request.
  private static String words(HttpResponse<String> answer) {
    return answer.body().replaceAll("\"requestId\":\"[^\"]*\"", "");
  }

  private static HttpResponse<String> ask(String email, String password) throws Exception {
    return send(
        "application/json", JSON.writeValueAsString(Map.of("email", email, "password", password)));
  }

  private static HttpResponse<String> askWith(String email, String code) throws Exception {
    return send(
        "application/json",
        JSON.writeValueAsString(
            Map.of("email", email, "password", MapleValley.PASSWORD, "code", code)));
  }

  private static HttpResponse<String> send(String type, String body) throws Exception {
    return program.send(HttpRequest.newBuilder(URI.create(district.base() + "/api/token"))
        .header("Content-Type", type)
        .POST(BodyPublishers.ofString(body)));
  }

  private static String token(String email) throws Exception {
    HttpResponse<String> answer = ask(email, MapleValley.PASSWORD);
    assertThat(answer.statusCode()).as(email + " " + answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("access_token").asString();
  }

  private static HttpResponse<String> with(String token, String path) throws Exception {
    Visitor visitor = new Visitor(district.base());
    return visitor.send(visitor.to(path).header("Authorization", "Bearer " + token));
  }

  private static String signed(JWTClaimsSet claims, byte[] key, JWSAlgorithm algorithm)
      throws Exception {
    SignedJWT token = new SignedJWT(new JWSHeader(algorithm), claims);
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  private static String swapped(String token, String old, String fresh) {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    return parts[0] + "." + encoded(claims.replace(old, fresh)) + "." + parts[2];
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
