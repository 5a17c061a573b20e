package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Routes.Route;
import org.waymark.web.api.Api;
import org.waymark.web.gate.LimitSettings;
import tools.jackson.databind.json.JsonMapper;

/// What all answers of the API have in common: they say of which state they are, belong to whoever
/// asked, and come only so often.
class MannersTest {
  /// They tell the time, or who looked: the last look among them.
  private static final Set<String> ALWAYS_NEW =
      Set.of("/api/v1/account", "/api/v1/today", "/api/v1/students/{id}/access");

  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void an_answer_that_has_not_changed_is_not_sent_again() throws Exception {
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    int published = 0;
    for (Route route : Routes.of(district).all()) {
      if (!route.isApi() || !route.isGet() || route.variables().size() > 1) {
        continue;
      }
      HttpResponse<String> first = dana.get(route.path(Long.toString(district.ownStudent)));
      if (first.statusCode() != 200) {
        continue;
      }
      assertThat(first.headers().firstValue("Cache-Control").orElse(""))
          .as(route.toString())
          .isEqualTo("private, no-cache");
      assertThat(String.join(",", first.headers().allValues("Vary")))
          .containsIgnoringCase("cookie")
          .containsIgnoringCase("authorization");
      if (ALWAYS_NEW.contains(route.pattern())) {
        continue;
      }
      String tag = first.headers().firstValue("ETag").orElse("");
      HttpResponse<String> again = dana.send(
          dana.to(route.path(Long.toString(district.ownStudent))).header("If-None-Match", tag));
      assertThat(again.statusCode()).as(route + " " + tag).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
      Api api = route.handler().getAnnotation(Api.class);
      published += api != null && api.published() ? 1 : 0;
    }
    assertThat(published).isGreaterThan(4);
  }

  @Test
  void a_tag_is_of_one_person_and_of_one_publication() throws Exception {
    String path = "/api/v1/overview";
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    String tag = dana.get(path).headers().firstValue("ETag").orElseThrow();
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    HttpResponse<String> others = lena.send(lena.to(path).header("If-None-Match", tag));
    assertThat(others.statusCode()).isEqualTo(200);
    assertThat(others.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    assertThat(dana.get(path + "?band=K-5").headers().firstValue("ETag").orElseThrow())
        .isNotEqualTo(tag);
    district.execute(
        "update ledger.run set published_at = published_at + interval '1 second' where status = 'published'");
    assertThat(dana.send(dana.to(path).header("If-None-Match", tag)).statusCode())
        .isEqualTo(200);
    Visitor nobody = new Visitor(district.base());
    assertThat(nobody.send(nobody.to(path).header("If-None-Match", tag)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void a_look_at_a_student_is_on_record_even_when_nothing_new_is_sent() throws Exception {
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    String path = "/api/v1/students/" + district.ownStudent;
    String tag = rosa.get(path).headers().firstValue("ETag").orElseThrow();
    long before = district.count("select count(*) from ledger.audit");
    assertThat(rosa.send(rosa.to(path).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(district.count("select count(*) from ledger.audit")).isEqualTo(before + 1);
    for (Route route : Routes.of(district).all()) {
      Api api = route.handler().getAnnotation(Api.class);
      if (api != null && api.published()) {
        long looks = district.count("select count(*) from ledger.audit");
        rosa.get(route.path("1"));
        assertThat(district.count("select count(*) from ledger.audit"))
            .as(route + " shows no student, so it may be known before it is made")
            .isEqualTo(looks);
      }
    }
  }

  @Test
  void one_person_has_so_many_requests_a_minute_and_is_told_when_to_come_back() throws Exception {
    try (WebServer server = WebServer.start(
        0,
        "127.0.0.1",
        district.database,
        MapleValley.BY_PASSWORD,
        new LimitSettings(20, 200, 50))) {
      String base = "http://127.0.0.1:" + server.port();
      Visitor dana = signedIn(base, Role.DISTRICT);
      Visitor lena = signedIn(base, Role.SCHOOL);
      List<Integer> statuses = new ArrayList<>();
      HttpResponse<String> last = dana.get("/api/v1/runs");
      assertThat(last.headers().firstValue("RateLimit-Policy")).contains("\"person\";q=20;w=60");
      for (int i = 0; i < 25; i++) {
        last = dana.get("/api/v1/runs");
        statuses.add(last.statusCode());
      }
      assertThat(statuses).startsWith(200, 200, 200).endsWith(429);
      assertThat(last.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
      assertThat(JsonMapper.shared().readTree(last.body()).get("type").asString())
          .isEqualTo("urn:waymark:problem:too-many-requests");
      assertThat(last.headers().firstValue("RateLimit").orElse("")).startsWith("\"person\";r=0;t=");
      long pause = Long.parseLong(last.headers().firstValue("Retry-After").orElseThrow());
      assertThat(pause).isBetween(1L, 3L);
      assertThat(dana.get("/runs").statusCode()).as("pages count too").isEqualTo(429);
      assertThat(lena.get("/api/v1/runs").statusCode()).isEqualTo(200);
      Thread.sleep(1000 * pause + 100);
      assertThat(dana.get("/api/v1/runs").statusCode()).isEqualTo(200);
      List<Integer> atTheDoor = new ArrayList<>();
      Visitor nobody = new Visitor(base);
      for (int i = 0; i < 200; i++) {
        atTheDoor.add(nobody.get("/sign-in").statusCode());
      }
      assertThat(atTheDoor).startsWith(200).endsWith(429);
      assertThat(nobody.get("/assets/waymark.css").statusCode()).isEqualTo(200);
      HttpResponse<String> long_ = nobody.post("/sign-in", "email=" + "x".repeat(60_000));
      assertThat(long_.statusCode()).isIn(413, 429);
    }
  }

  private static Visitor signedIn(String base, Role role) throws Exception {
    Visitor visitor = new Visitor(base);
    assertThat(visitor.signIn(role.email, MapleValley.PASSWORD).statusCode()).isEqualTo(302);
    return visitor;
  }
}
