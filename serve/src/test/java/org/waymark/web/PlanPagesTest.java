package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Plans as people make, log, change and end them.
@SuppressWarnings("NullAway") // what is missing fails the test
class PlanPagesTest {
  private static final LocalDate TODAY = LocalDate.now();

  private static MapleValley district;
  private static Visitor teacher;
  private static Visitor leader;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    teacher = Visitor.signedIn(district, Role.TEACHER);
    leader = Visitor.signedIn(district, Role.SCHOOL);
  }

  private static String person(Role role) throws Exception {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(
            "select person_id from ledger.person where email = '" + role.email + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Map<String, String> draft(Role lead) throws Exception {
    Map<String, String> draft = new LinkedHashMap<>();
    draft.put("title", "Check in every morning");
    draft.put("tier", "2");
    draft.put("area", "attendance");
    draft.put("measure", "days missed in the last 30 days");
    draft.put("baseline", "9");
    draft.put("target", "3");
    draft.put("starts_on", TODAY.minusDays(28).toString());
    draft.put("goal_by", TODAY.plusDays(28).toString());
    draft.put("minutes", "10");
    draft.put("per_week", "3");
    draft.put("lead", person(lead));
    draft.put("delivered_by", "");
    draft.put("what", "Greet, ask, praise.");
    return draft;
  }

  private static String form(Visitor visitor, Map<String, String> fields) throws Exception {
    return fields.entrySet().stream()
            .map(e -> e.getKey() + "=" + Visitor.encoded(e.getValue()))
            .collect(Collectors.joining("&"))
        + "&_csrf=" + Visitor.encoded(visitor.token("/keys"));
  }

  private static long made(Visitor visitor, Map<String, String> draft) throws Exception {
    var answer = visitor.post("/students/" + district.ownStudent + "/plans", form(visitor, draft));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    String location = answer.headers().firstValue("Location").orElseThrow();
    return Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
  }

  private static HttpResponse<String> log(Visitor visitor, long plan, String what, String fields)
      throws Exception {
    return visitor.post(
        "/plans/" + plan + "/" + what,
        fields + "&_csrf=" + Visitor.encoded(visitor.token("/keys")));
  }

  @Test
  void a_teacher_makes_a_plan_and_the_leader_of_the_school_reads_it() throws Exception {
    Document blank = teacher.page("/students/" + district.ownStudent + "/plans/new");
    assertThat(blank.select("select[name=lead] option[selected]").text()).isEqualTo("Rosa Kim");
    assertThat(blank.select("select[name=lead]").text())
        .contains("Lena Park")
        .doesNotContain("Ines");
    long plan = made(teacher, draft(Role.TEACHER));
    Document page = leader.page("/plans/" + plan);
    assertThat(page.select("h1").text())
        .contains("Check in every morning: 0 of 12 sessions so far");
    assertThat(page.text())
        .contains("from 9 to 3 by")
        .contains("lower is better")
        .contains("Rosa Kim answers for it");
    assertThat(page.select("svg.progress")).isNotEmpty();
    assertThat(district.count(
            "select count(*) from ledger.audit where place = '/students/{id}/plans' and action = 'write' and student_ids = array["
                + district.ownStudent + "]::bigint[]"))
        .isPositive();
  }

  @Test
  void a_session_is_logged_by_one_button_in_the_list_and_counts_once() throws Exception {
    long plan = made(teacher, draft(Role.TEACHER));
    Document list = teacher.page("/plans?show=open");
    var row = list.select("form[action=/plans/" + plan + "/sessions]").first();
    assertThat(row).isNotNull();
    Map<String, String> fields = new LinkedHashMap<>();
    row.select("input[name=entry], input[name=back]")
        .forEach(i -> fields.put(i.attr("name"), i.attr("value")));
    for (int i = 0; i < 2; i++) {
      var answer = teacher.post("/plans/" + plan + "/sessions", form(teacher, fields));
      assertThat(answer.headers().firstValue("Location").orElse(""))
          .isEqualTo("/plans?whose=mine&show=open");
    }
    assertThat(district.count("select count(*) from ledger.plan_session where plan_id = " + plan))
        .isEqualTo(1);
    assertThat(teacher.page("/plans").text()).contains("logged already");
    assertThat(teacher.page("/plans?show=open").text()).contains("today: held, 10 minutes");
    assertThat(teacher.page("/plans?show=due").select("form[action=/plans/" + plan + "/sessions]"))
        .isEmpty();
  }

  @Test
  void four_measurements_behind_the_line_ask_for_a_change_and_one_can_be_taken_back()
      throws Exception {
    long plan = made(teacher, draft(Role.TEACHER));
    for (int week = 4; week >= 1; week--) {
      assertThat(log(teacher, plan, "points", "value=9&on=" + TODAY.minusDays(7L * week - 6))
              .statusCode())
          .isEqualTo(303);
    }
    assertThat(teacher.page("/plans/" + plan).select("h1").text())
        .contains("four in a row behind the goal line: consider a change");
    assertThat(teacher.page("/plans?show=below").text()).contains("Check in every morning");
    log(teacher, plan, "points", "value=5.5&on=" + TODAY.minusDays(1));
    Document page = teacher.page("/plans/" + plan);
    assertThat(page.select("#progress tbody tr")).hasSize(4);
    assertThat(page.select("#progress tbody tr").first().text()).contains("5.5").contains("ahead");
    String back = page.select("#progress tbody form").first().attr("action");
    log(teacher, plan, back.substring(("/plans/" + plan + "/").length()), "x=");
    assertThat(teacher.page("/plans/" + plan).select("#progress tbody tr")).hasSize(3);
    assertThat(district.count("select count(*) from ledger.plan_point where plan_id = " + plan))
        .as("nothing is deleted")
        .isEqualTo(5);
  }

  @Test
  void what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() throws Exception {
    Map<String, String> draft = draft(Role.TEACHER);
    draft.put("what", "w".repeat(4001));
    draft.put("target", "nine");
    var answer = teacher.post("/students/" + district.ownStudent + "/plans", form(teacher, draft));
    assertThat(answer.statusCode()).isEqualTo(422);
    Document page = org.jsoup.Jsoup.parse(answer.body());
    assertThat(page.select("#what").val()).hasSize(4001);
    assertThat(page.select("#what-trouble").text())
        .contains("At most 4,000 characters")
        .contains("4001");
    assertThat(page.select("#target-trouble").text()).contains("A number such as 9 or 2.5");
    assertThat(page.select("#title").val()).isEqualTo("Check in every morning");
    long plan = made(teacher, draft(Role.TEACHER));
    for (String wrong : List.of(
        "on=" + TODAY.plusDays(1),
        "on=" + TODAY.minusDays(29),
        "on=yesterday",
        "minutes=0",
        "minutes=999",
        "missed=bored",
        "remark=" + "r".repeat(301))) {
      assertThat(log(teacher, plan, "sessions", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    for (String wrong : List.of("value=", "value=1e9", "value=5&on=" + TODAY.plusDays(1))) {
      assertThat(log(teacher, plan, "points", wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    Document kept = org.jsoup.Jsoup.parse(
        log(teacher, plan, "sessions", "remark=" + "r".repeat(301)).body());
    assertThat(kept.select("#sessions input[name=remark]").val()).hasSize(301);
    assertThat(kept.select("[role=alert]").text())
        .contains("at most 300 characters, this one has 301");
  }

  @Test
  void a_script_in_a_plan_is_read_as_text() throws Exception {
    Map<String, String> draft = draft(Role.TEACHER);
    draft.put("title", "<script>alert(1)</script>");
    draft.put("what", "\"><img src=x onerror=alert(1)>");
    draft.put("measure", "=cmd|' /C calc'!A0");
    long plan = made(teacher, draft);
    Document page = teacher.page("/plans/" + plan);
    assertThat(page.select("main script, main img")).isEmpty();
    assertThat(page.select("h1").text()).contains("<script>alert(1)</script>");
    assertThat(teacher.page("/plans").select("main script")).isEmpty();
  }

  @Test
  void of_two_who_change_a_plan_at_once_the_second_keeps_both_texts_and_nothing_is_lost()
      throws Exception {
    long plan = made(teacher, draft(Role.TEACHER));
    int people = 8;
    var start = new CyclicBarrier(people);
    List<Callable<HttpResponse<String>>> changes = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      Visitor visitor = Visitor.signedIn(district, i % 2 == 0 ? Role.TEACHER : Role.SCHOOL);
      Map<String, String> mine = draft(Role.TEACHER);
      mine.put("what", "words of number " + i);
      mine.put("version", "1");
      String body = form(visitor, mine);
      changes.add(() -> {
        start.await();
        return visitor.post("/plans/" + plan, body);
      });
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(people)) {
      for (var answer : threads.invokeAll(changes)) {
        answers.add(answer.get());
      }
    }
    assertThat(answers.stream().filter(a -> a.statusCode() == 303)).hasSize(1);
    int winner = -1;
    for (int i = 0; i < people; i++) {
      winner = answers.get(i).statusCode() == 303 ? i : winner;
    }
    for (int i = 0; i < people; i++) {
      if (i != winner) {
        assertThat(answers.get(i).statusCode()).isEqualTo(409);
        Document page = org.jsoup.Jsoup.parse(answers.get(i).body());
        assertThat(page.select("#what").val()).isEqualTo("words of number " + i);
        assertThat(page.select("[role=alert] td.written").eachText())
            .contains("words of number " + i, "words of number " + winner);
        assertThat(page.select("input[name=version]").val()).isEqualTo("2");
      }
    }
    assertThat(district.count("select version from ledger.plan where plan_id = " + plan))
        .isEqualTo(2);
    assertThat(district.count("select count(*) from ledger.plan_event where plan_id = " + plan))
        .isEqualTo(2);
    Map<String, String> again = draft(Role.TEACHER);
    again.put("what", "both of us");
    again.put("version", "2");
    assertThat(teacher.post("/plans/" + plan, form(teacher, again)).statusCode())
        .isEqualTo(303);
    assertThat(teacher.page("/plans/" + plan).text())
        .contains("both of us")
        .contains("description changed");
  }

  @Test
  void a_plan_ends_with_an_outcome_and_one_that_is_stopped_says_why() throws Exception {
    long plan = made(teacher, draft(Role.TEACHER));
    var answer = log(teacher, plan, "end", "version=1&outcome=stopped&reason=");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("say why the plan was stopped");
    answer = log(teacher, plan, "end", "version=7&outcome=met&reason=we+did+it");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(
            org.jsoup.Jsoup.parse(answer.body()).select("textarea[name=reason]").val())
        .isEqualTo("we did it");
    assertThat(log(teacher, plan, "end", "version=1&outcome=partly&reason=half").statusCode())
        .isEqualTo(303);
    assertThat(teacher.page("/plans/" + plan).select("h1").text()).endsWith("goal partly met");
    assertThat(log(teacher, plan, "sessions", "minutes=10").statusCode()).isEqualTo(422);
    assertThat(teacher.page("/plans?show=ended").text()).contains("goal partly met");
    assertThat(log(teacher, plan, "reopen", "version=2").statusCode()).isEqualTo(303);
    assertThat(teacher.page("/plans/" + plan).text()).contains("Reopened");
  }

  @Test
  void another_s_plan_and_no_plan_look_the_same_and_an_analyst_reads_but_does_not_write()
      throws Exception {
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    var draft = draft(Role.DISTRICT);
    String path = "/students/" + district.othersStudent + "/plans";
    String location =
        dana.post(path, form(dana, draft)).headers().firstValue("Location").orElseThrow();
    long plan = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
    for (Visitor visitor : List.of(teacher, leader)) {
      for (String page : List.of("/plans/%d", "/plans/%d/edit", "/api/v1/plans/%d")) {
        var hidden = visitor.get(page.formatted(plan));
        var missing = visitor.get(page.formatted(99999999));
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(without(hidden.body(), plan)).isEqualTo(without(missing.body(), 99999999));
      }
      assertThat(
              visitor.get("/students/" + district.othersStudent + "/plans/new").statusCode())
          .isEqualTo(404);
      assertThat(visitor.post(path, form(visitor, draft)).statusCode()).isEqualTo(404);
      for (String deed :
          List.of("", "/end", "/reopen", "/sessions", "/points", "/sessions/1/withdraw")) {
        Map<String, String> sent = new LinkedHashMap<>(draft);
        sent.put("version", "1");
        sent.put("outcome", "met");
        sent.put("value", "1");
        assertThat(visitor.post("/plans/" + plan + deed, form(visitor, sent)).statusCode())
            .as(deed)
            .isEqualTo(404);
      }
    }
    Visitor analyst = Visitor.signedIn(district, Role.ANALYST);
    assertThat(analyst.page("/plans/" + plan).select("main form")).isEmpty();
    assertThat(analyst.get("/plans/" + plan + "/edit").statusCode()).isEqualTo(404);
    assertThat(log(analyst, plan, "sessions", "minutes=10").statusCode()).isEqualTo(404);
    assertThat(teacher.post("/plans/" + plan + "/sessions", "minutes=10").statusCode())
        .as("no token")
        .isEqualTo(403);
    for (Role role : List.of(Role.BOARD, Role.ADMINISTRATOR, Role.OPERATOR)) {
      assertThat(Visitor.signedIn(district, role).get("/plans").statusCode())
          .as(role.name())
          .isEqualTo(404);
    }
  }

  private static String without(String body, long plan) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replace("plans/" + plan, "N");
  }

  @Test
  void a_form_leads_back_to_a_page_of_ours_only() throws Exception {
    long plan = made(teacher, draft(Role.TEACHER));
    for (String elsewhere :
        List.of("https://evil.example/", "//evil.example", "/plans/../x", "/plans?x=1\r\nA: b")) {
      assertThat(log(teacher, plan, "sessions", "back=" + Visitor.encoded(elsewhere))
              .headers()
              .firstValue("Location")
              .orElse(""))
          .isEqualTo("/plans/" + plan);
    }
  }

  @Test
  void machines_make_and_change_plans_with_the_version_they_read() throws Exception {
    String body = json(draft(Role.TEACHER));
    var made = teacher.json("POST", "/api/v1/students/" + district.ownStudent + "/plans", body, "");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String path = made.headers().firstValue("Location").orElseThrow();
    assertThat(made.headers().firstValue("ETag").orElse("")).isEqualTo("\"1\"");
    assertThat(teacher.json("PUT", path, body, "").statusCode()).isEqualTo(428);
    Map<String, String> changed = draft(Role.TEACHER);
    changed.put("title", "Another name");
    assertThat(teacher.json("PUT", path, json(changed), "\"1\"").statusCode()).isEqualTo(200);
    changed.put("title", "A third name");
    var late = leader.json("PUT", path, json(changed), "\"1\"");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.body())
        .contains("A third name")
        .contains("Another name")
        .contains("\"version\":2");
    assertThat(late.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(teacher.json("POST", path + "/sessions", "{\"minutes\": 10}", "").statusCode())
        .isEqualTo(201);
    assertThat(teacher.json("POST", path + "/points", "{\"value\": 7.5}", "").body())
        .contains("\"value\":7.5")
        .contains("\"line\":6.0");
    assertThat(teacher.json("POST", path + "/points", "{\"value\": [1]}", "").statusCode())
        .isEqualTo(400);
    assertThat(teacher.json("POST", path + "/sessions", "{\"when\": 1}", "").statusCode())
        .isEqualTo(400);
    assertThat(teacher.json("POST", path + "/sessions", "[]", "").statusCode()).isEqualTo(400);
    assertThat(teacher.json("POST", path + "/sessions", "{", "").statusCode()).isEqualTo(400);
    assertThat(teacher
            .json("POST", path + "/end", "{\"outcome\":\"met\",\"version\":2}", "")
            .body())
        .contains("\"outcome\":\"met\"");
    assertThat(teacher.get("/api/v1/plans?show=ended").body()).contains("Another name");
    assertThat(teacher
            .json("POST", "/api/v1/students/" + district.othersStudent + "/plans", body, "")
            .statusCode())
        .isEqualTo(404);
  }

  private static String json(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> "\"" + e.getKey() + "\":\"" + e.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
