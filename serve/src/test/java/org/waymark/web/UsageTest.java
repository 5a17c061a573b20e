package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.usage.EventLog;
import org.waymark.usage.Retention;
import org.waymark.usage.UsageSettings;
import org.waymark.web.MapleValley.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is noted of use, what is shown of it, and how it is forgotten.
@SuppressWarnings("NullAway") // what is missing fails the test
class UsageTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void an_event_holds_a_pattern_and_names_of_filters_and_no_student_no_search_no_person()
      throws Exception {
    String before = "select count(*) from ledger.event where place = '/students'"
        + " and filters = '{movement,q}' and kind = 'view' and role = 'teacher'";
    long noted = district.count(before);
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    rosa.get("/students?q=Zebulon&movement=new&school=&invented=secret");
    rosa.get("/students/" + district.ownStudent);
    rosa.get("/api/v1/students/" + district.ownStudent);
    rosa.get("/students/" + district.othersStudent);
    waitFor(before, noted + 1);
    waitFor(
        "select least(1, count(*)) from ledger.event where place = '/api/v1/students/{id}' and kind = 'api'",
        1);
    assertThat(
            district.count(
                "select count(*) from ledger.event e where e::text ilike '%zebulon%'"
                    + " or e::text ilike '%secret%' or e::text like '%invented%' or e::text like '%"
                    + district.ownStudent + "%' or e::text like '%rosa%'"
                    + " or exists (select from ledger.person p where e.who like '%' || p.person_id || '%')"))
        .isZero();
    assertThat(
            district.count("select count(*) from ledger.event where place like '%[0-9a-f]{12}%'"))
        .isZero();
  }

  @Test
  void a_person_has_another_pseudonym_each_week() throws Exception {
    EventLog log = EventLog.open(
        district.database.owner(), district.database.key("usage"), UsageSettings.DEFAULT);
    var person = new org.waymark.access.Person(
        "p-1", "pine-test", "p@example.org", "P", org.waymark.access.Person.Role.TEACHER);
    Instant monday = Instant.parse("2026-03-02T12:00:00Z");
    for (int day : new int[] {0, 3, 7}) {
      log.note(new org.waymark.usage.Event(
          person,
          monday.plus(Duration.ofDays(day)),
          org.waymark.usage.Event.Kind.VIEW,
          "/",
          java.util.List.of()));
    }
    log.close();
    assertThat(district.count(
            "select count(distinct who) from ledger.event where tenant_id = 'pine-test'"))
        .isEqualTo(2);
    district.execute("delete from ledger.event where tenant_id = 'pine-test'");
  }

  @Test
  void a_role_of_fewer_than_five_people_is_not_told_apart() throws Exception {
    plant("/planted", "teacher", 6, "now()");
    plant("/planted", "counselor", 3, "now()");
    plant("/planted", "school", 2, "now()");
    plant("/rare", "teacher", 4, "now()");
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    JsonNode answer =
        JsonMapper.shared().readTree(ada.get("/api/v1/usage?weeks=2").body());
    assertThat(cell(answer, "/planted", "teacher").get("people").asInt()).isEqualTo(6);
    assertThat(cell(answer, "/planted", "counselor")).isNull();
    assertThat(cell(answer, "/planted", "school")).isNull();
    assertThat(cell(answer, "/planted", "others").get("people").asInt()).isEqualTo(5);
    assertThat(cell(answer, "/rare", "others").get("people").isNull()).isTrue();
    assertThat(cell(answer, "/rare", "others").get("events").isNull()).isTrue();
    String page = ada.page("/usage").text();
    assertThat(page).contains("/planted", "6 by 6", "fewer than 5");
    district.execute("delete from ledger.event where place in ('/planted', '/rare')");
  }

  @Test
  void nobody_but_the_administrator_reads_counts_and_nobody_reads_single_events() throws Exception {
    for (Role role : Role.values()) {
      int expected = role == Role.ADMINISTRATOR ? 200 : 404;
      Visitor visitor = Visitor.signedIn(district, role);
      assertThat(visitor.get("/usage").statusCode()).as(role.name()).isEqualTo(expected);
      assertThat(visitor.get("/api/v1/usage").statusCode()).as(role.name()).isEqualTo(expected);
    }
    for (String who : java.util.List.of("waymark_web", "waymark_narrow", "waymark_reader")) {
      for (String table : java.util.List.of("event", "event_week", "rating")) {
        assertThat(district.count("select count(*) where has_table_privilege('" + who
                + "', 'ledger." + table + "', 'select, insert, update, delete')"))
            .as(who + " " + table)
            .isZero();
      }
    }
  }

  @Test
  void yes_or_no_is_counted_once_for_each_person_and_shown_from_five_on() throws Exception {
    for (Role role : Role.values()) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (String word : java.util.List.of("no", role == Role.BOARD ? "no" : "yes")) {
        HttpResponse<String> answer = visitor.submit(
            "/feedback?about=page:keys",
            "/feedback",
            "about=page:keys&useful=" + word + "&back=/keys");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(visitor
                .page(answer.headers().firstValue("Location").orElseThrow())
                .text())
            .contains("your word is counted");
      }
    }
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    JsonNode ratings =
        JsonMapper.shared().readTree(ada.get("/api/v1/usage").body()).get("ratings");
    assertThat(ratings.toString())
        .contains("{\"about\":\"page:keys\",\"useful\":" + (Role.values().length - 1)
            + ",\"notUseful\":1");
    for (String about : java.util.List.of("page:%3Cscript%3E", "figure:none", "student:17", "")) {
      assertThat(ada.get("/feedback?about=" + about).statusCode()).isEqualTo(404);
      assertThat(
              ada.submit("/feedback?about=page:keys", "/feedback", "about=" + about + "&useful=yes")
                  .statusCode())
          .isEqualTo(404);
    }
    String away = ada.submit(
            "/feedback?about=page:keys",
            "/feedback",
            "about=page:keys&useful=yes&back=" + Visitor.encoded("//evil.example"))
        .headers()
        .firstValue("Location")
        .orElseThrow();
    assertThat(ada.get(away).body()).doesNotContain("evil.example");
    district.execute("delete from ledger.rating where about = 'page:keys'");
  }

  @Test
  void after_its_time_an_event_is_a_count_of_its_week_and_a_small_count_is_gone() throws Exception {
    plant("/old", "teacher", 7, "now() - interval '200 days'");
    plant("/old-and-rare", "teacher", 2, "now() - interval '200 days'");
    plant("/fresh", "teacher", 5, "now() - interval '3 days'");
    Retention.keep(district.database.owner(), MapleValley.TENANT, new UsageSettings(true, 90));
    assertThat(district.count("select count(*) from ledger.event where place like '/old%'"))
        .isZero();
    assertThat(district.count("select people from ledger.event_week where place = '/old'"))
        .isEqualTo(7);
    assertThat(
            district.count("select count(*) from ledger.event_week where place = '/old-and-rare'"))
        .isZero();
    assertThat(district.count("select count(*) from ledger.event where place = '/fresh'"))
        .isEqualTo(5);
    Retention.keep(district.database.owner(), MapleValley.TENANT, new UsageSettings(true, 90));
    assertThat(district.count("select sum(people) from ledger.event_week where place = '/old'"))
        .isEqualTo(7);
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    assertThat(cell(
                JsonMapper.shared().readTree(ada.get("/api/v1/usage?weeks=60").body()),
                "/old",
                "teacher")
            .get("events")
            .asInt())
        .isEqualTo(7);
    district.execute("delete from ledger.event where place = '/fresh'");
    district.execute("delete from ledger.event_week where place = '/old'");
  }

  @Test
  void switched_off_nothing_is_noted() throws Exception {
    EventLog off = EventLog.open(
        district.database.owner(), district.database.key("usage"), new UsageSettings(false, 90));
    var person = new org.waymark.access.Person(
        "p-1", "off-test", "p@example.org", "P", org.waymark.access.Person.Role.TEACHER);
    off.note(new org.waymark.usage.Event(
        person, Instant.now(), org.waymark.usage.Event.Kind.VIEW, "/", java.util.List.of()));
    off.rate(person, "page:keys", true);
    off.close();
    assertThat(district.count("select count(*) from ledger.event where tenant_id = 'off-test'"))
        .isZero();
    assertThat(district.count("select count(*) from ledger.rating where tenant_id = 'off-test'"))
        .isZero();
  }

  /// So many people, each once.
  private static void plant(String place, String role, int people, String at) throws SQLException {
    district.execute("insert into ledger.event (tenant_id, at, who, role, kind, place) select '"
        + MapleValley.TENANT + "', " + at + ", left(encode(sha256(convert_to('" + place + role
        + "' || n, 'UTF8')), 'hex'), 24), '" + role + "', 'view', '" + place
        + "' from generate_series(1, " + people + ") n");
  }

  private static JsonNode cell(JsonNode answer, String place, String role) {
    return answer
        .get("cells")
        .valueStream()
        .filter(cell -> cell.get("place").asString().equals(place)
            && cell.get("role").asString().equals(role)
            && cell.get("kind").asString().equals("view"))
        .findFirst()
        .orElse(null);
  }

  private static void waitFor(String count, long expected) throws Exception {
    for (int i = 0; i < 100 && district.count(count) < expected; i++) {
      Thread.sleep(100);
    }
    assertThat(district.count(count)).as(count).isEqualTo(expected);
  }
}
