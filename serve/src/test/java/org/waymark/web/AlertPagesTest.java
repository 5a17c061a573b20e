package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.alerts.AlertSettings;
import org.waymark.alerts.News;
import org.waymark.alerts.NewsKind;
import org.waymark.alerts.PlantedNews;
import org.waymark.web.MapleValley.Role;

/// What each person was told, and how each wants to be told.
@SuppressWarnings("NullAway") // what is missing fails the test
class AlertPagesTest {
  /// Half past two in the morning of Tuesday, June 2, in Chicago.
  private static final Instant NIGHT = Instant.parse("2026-06-02T07:30:00Z");

  private static MapleValley district;
  private static AlertSettings settings;
  private static Visitor leader;
  private static int subjects;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    settings = PlantedNews.settings("""
        alerts:
          to:
            high_risk: [school_leader, counselor]
            failing_grade: [teachers]
            cohort_decline: [school_leader, district_leader]
        """);
    leader = Visitor.signedIn(district, Role.SCHOOL);
  }

  @BeforeEach
  @AfterEach
  void nobody_was_told_anything() throws Exception {
    district.execute(
        "delete from ledger.outbox where run_id = '%1$s'; delete from ledger.episode where run_id = '%1$s' and not is_silent; delete from ledger.alert_choice; delete from ledger.alert_hours"
            .formatted(district.runId));
  }

  private static void tell(News... news) throws Exception {
    PlantedNews.tell(district.database, MapleValley.TENANT, settings, district.runId, NIGHT, news);
  }

  private static News highRisk(long student) {
    return PlantedNews.of(
        NewsKind.HIGH_RISK, "planted " + ++subjects, student, null, "Missed 30 of 100 school days");
  }

  private static News failing(long student) {
    return PlantedNews.of(
        NewsKind.FAILING_GRADE, "planted " + ++subjects, student, null, "Algebra I, Q1: F");
  }

  private static News decline(long school) {
    return PlantedNews.of(
        NewsKind.COHORT_DECLINE, "planted " + ++subjects, null, school, "Grade 4 Math: -0.4 SD");
  }

  private static News refused() {
    return PlantedNews.of(
        NewsKind.DATA_REFUSED, "planted " + ++subjects, null, null, "grades.csv was refused");
  }

  private static String text(String sql) throws Exception {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }

  @Test
  void who_was_told_nothing_reads_what_would_be_here() throws Exception {
    Document page = leader.page("/alerts");
    assertThat(page.select("h1").text()).isEqualTo("Nothing was told to you yet");
    assertThat(page.select(".empty").text()).contains("On the first night nothing is told");
    assertThat(leader.get("/").body()).doesNotContain("Waiting for you");
    assertThat(leader.get("/api/v1/alerts").body()).contains("\"alerts\":[]", "\"unseen\":0");
  }

  @Test
  void an_alert_says_what_happened_why_it_came_and_leads_to_the_record() throws Exception {
    tell(highRisk(district.ownStudent), decline(district.ownSchool));
    Document page = leader.page("/alerts");
    assertThat(page.select("h1").text())
        .isEqualTo(
            "2 alerts are new: a student entered High Risk; a grade's scores fell against last year");
    String name = district.nameOf(district.ownStudent);
    assertThat(page.select(".findings li").eachText())
        .anySatisfy(line -> assertThat(line)
            .contains(name.split(", ")[1] + " " + name.split(", ")[0] + " entered High Risk new")
            .contains("Missed 30 of 100 school days")
            .contains("told to you as school leader, by e-mail"));
    assertThat(page.select(".findings a").eachAttr("href"))
        .contains("/students/" + district.ownStudent, "/years?school=" + district.ownSchool);
    for (String link : page.select(".findings a, .card h2 a").eachAttr("href")) {
      assertThat(leader.get(link).statusCode()).as(link).isEqualTo(200);
    }
    assertThat(page.select(".card h2").text()).contains("Tue, Jun 2, 2026");
    assertThat(leader.page("/").select("section.card").first().text())
        .contains("Waiting for you")
        .contains("2 alerts are new");
  }

  @Test
  void seen_is_what_the_page_showed_and_no_more() throws Exception {
    tell(highRisk(district.ownStudent));
    String through = leader.page("/alerts").select("input[name=through]").attr("value");
    tell(highRisk(district.ownStudent));
    leader.submit("/alerts", "/alerts/seen", "through=" + through);
    Document page = leader.page("/alerts");
    assertThat(page.select(".notice").text()).isEqualTo("1 alert is marked as seen.");
    assertThat(page.select("h1").text()).startsWith("1 alert is new");
    assertThat(leader
            .json("POST", "/api/v1/alerts/seen", "{\"through\":999999999}", "")
            .body())
        .isEqualTo("{\"seen\":1}");
    assertThat(leader.page("/alerts").select("h1").text())
        .isEqualTo("Nothing new since Tue, Jun 2");
    for (String wrong : List.of("", "x", "-1", "99999999999999999999")) {
      assertThat(leader.submit("/alerts", "/alerts/seen", "through=" + wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
  }

  @Test
  void nobody_reads_anothers_alerts_nor_one_about_a_student_who_is_gone_from_sight()
      throws Exception {
    tell(highRisk(district.ownStudent), highRisk(district.othersStudent));
    // told by hand, as if the student had been of this school then
    district.execute(
        """
        insert into ledger.alert (tenant_id, person_id, episode_id, because, way, told_at)
        select e.tenant_id, '%s', e.episode_id, 'school leader', 'email', now() from ledger.episode e
        where e.student_id = %d and e.run_id = '%s' and e.subject like 'planted%%' on conflict do nothing""".formatted(district.personOf(Role.SCHOOL), district.othersStudent, district.runId));
    Document page = leader.page("/alerts");
    assertThat(page.select(".findings li")).hasSize(1);
    assertThat(page.text()).contains("1 alert is not shown: you no longer see what it was about");
    String others = district.nameOf(district.othersStudent);
    assertThat(page.text()).doesNotContain(others.split(", ")[1] + " " + others.split(", ")[0]);
    assertThat(leader.get("/api/v1/alerts").body())
        .contains("\"hidden\":1")
        .doesNotContain(Long.toString(district.othersStudent));
    for (Role role : List.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.TEACHER)) {
      assertThat(Visitor.signedIn(district, role).page("/alerts").select(".findings li"))
          .as(role.name())
          .isEmpty();
    }
  }

  @Test
  void those_who_keep_it_going_read_what_was_refused_and_no_student() throws Exception {
    tell(refused(), highRisk(district.ownStudent));
    for (Role role : List.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.ANALYST)) {
      Visitor visitor = Visitor.signedIn(district, role);
      Document page = visitor.page("/alerts");
      assertThat(page.select(".findings li").eachText())
          .as(role.name())
          .singleElement()
          .satisfies(line -> assertThat(line).contains("grades.csv was refused"));
      assertThat(page.select(".findings a").attr("href")).isEqualTo("/runs/" + district.runId);
      assertThat(visitor.page("/").text()).contains("1 alert is new: data was refused");
    }
  }

  @Test
  void an_alert_that_shows_a_student_is_a_look_at_the_student() throws Exception {
    tell(highRisk(district.ownStudent), decline(district.ownSchool));
    String looks = "select count(*) from ledger.audit where place = '/alerts' and person_id = '"
        + district.personOf(Role.SCHOOL) + "' and student_ids = array[" + district.ownStudent
        + "]::bigint[]";
    long before = district.count(looks);
    leader.page("/alerts");
    leader.page("/alerts?kind=cohort_decline");
    assertThat(district.count(looks)).isEqualTo(before + 1);
  }

  @Test
  void older_alerts_are_a_page_away_and_a_kind_can_be_asked_for() throws Exception {
    for (int i = 0; i < 60; i++) {
      tell(highRisk(district.ownStudent));
    }
    tell(decline(district.ownSchool));
    Document page = leader.page("/alerts");
    assertThat(page.select(".findings li")).hasSize(50);
    Document older = leader.page(page.select("p.on a").attr("href"));
    assertThat(older.select(".findings li")).hasSize(11);
    assertThat(older.select("p.on a")).isEmpty();
    assertThat(leader.page("/alerts?kind=cohort_decline").select(".findings li"))
        .hasSize(1);
    assertThat(leader.get("/alerts?kind=%27--&before=x").statusCode()).isEqualTo(400);
    assertThat(leader.get("/alerts?kind=%27--").statusCode()).isEqualTo(200);
    assertThat(leader.get("/api/v1/alerts?kind=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void a_script_in_a_file_name_is_read_as_text() throws Exception {
    tell(PlantedNews.of(
        NewsKind.DATA_REFUSED,
        "planted " + ++subjects,
        null,
        null,
        "<script>alert(1)</script>.csv was refused"));
    Document page = Visitor.signedIn(district, Role.OPERATOR).page("/alerts");
    assertThat(page.select("main script")).isEmpty();
    assertThat(page.text()).contains("<script>alert(1)</script>.csv");
  }

  @Test
  void after_a_choice_the_next_news_comes_as_chosen() throws Exception {
    Document form = leader.page("/alerts/choices");
    assertThat(form.select(".choices select").eachAttr("name"))
        .containsExactly("high_risk", "attendance", "failing_grade", "cohort_decline", "digest");
    tell(highRisk(district.ownStudent));
    assertThat(letters()).isEqualTo("high_risk");
    var answer = choose("high_risk=page&attendance=off&failing_grade=email&cohort_decline=off");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    tell(highRisk(district.ownStudent), decline(district.ownSchool));
    assertThat(letters()).as("no letter more").isEqualTo("high_risk");
    assertThat(leader.page("/alerts").select(".findings li .quiet").eachText())
        .anySatisfy(line -> assertThat(line).endsWith("on this page"))
        .hasSize(2);
    assertThat(
            leader.page("/alerts/choices").select("#high_risk option[selected]").attr("value"))
        .isEqualTo("page");
    // for everybody else nothing changed
    assertThat(district.count("select count(*) from ledger.outbox where person_id = '"
            + district.personOf(Role.DISTRICT) + "' and kind = 'cohort_decline'"))
        .isEqualTo(1);
  }

  @Test
  void one_letter_a_night_holds_all_of_it_and_names_nobody_in_its_subject() throws Exception {
    choose("high_risk=digest&attendance=email&failing_grade=email&cohort_decline=digest");
    tell(highRisk(district.ownStudent), highRisk(district.ownStudent), decline(district.ownSchool));
    assertThat(letters()).isEqualTo("bundle");
    assertThat(text("select subject from ledger.outbox where kind = 'bundle'"))
        .isEqualTo("3 pieces of news");
    String body = text("select body from ledger.outbox where kind = 'bundle'");
    String name = district.nameOf(district.ownStudent);
    assertThat(body)
        .contains("2 students entered High Risk:")
        .contains(name.split(", ")[1] + " " + name.split(", ")[0])
        .contains("A grade's scores fell against last year:")
        .contains("/alerts/choices");
    assertThat(leader.page("/alerts").select(".findings li .quiet").eachText())
        .allSatisfy(line -> assertThat(line).endsWith("in the night's one letter"));
  }

  @Test
  void letters_wait_for_the_hours_that_a_person_chose() throws Exception {
    choose("hours=own&from=15:00&to=09:30");
    tell(highRisk(district.ownStudent));
    assertThat(waits()).isEqualTo("2026-06-02 09:30:00");
    choose("hours=never");
    tell(highRisk(district.ownStudent));
    assertThat(waits()).isEqualTo("2026-06-02 02:30:00");
    choose("hours=district&weekend=true");
    // a Saturday night: the district's own hours, and the weekend
    PlantedNews.tell(
        district.database,
        MapleValley.TENANT,
        settings,
        district.runId,
        Instant.parse("2026-06-06T07:30:00Z"),
        highRisk(district.ownStudent));
    assertThat(waits()).isEqualTo("2026-06-08 07:00:00");
    Document form = leader.page("/alerts/choices");
    assertThat(form.select("input[name=hours][checked]").attr("value")).isEqualTo("district");
    assertThat(form.select("input[name=weekend]").hasAttr("checked")).isTrue();
  }

  @Test
  void what_cannot_be_chosen_is_told_and_nothing_is_written() throws Exception {
    choose("high_risk=page");
    for (String wrong : List.of(
        "high_risk=pigeon",
        "high_risk=",
        "hours=own&from=25:00&to=07:00",
        "hours=own&from=07:00&to=07:00",
        "hours=own",
        "hours=sometimes")) {
      var answer = choose(wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(org.jsoup.Jsoup.parse(answer.body()).select("[role=alert]").text())
          .as(wrong)
          .contains("Nothing was changed");
    }
    assertThat(
            leader.page("/alerts/choices").select("#high_risk option[selected]").attr("value"))
        .isEqualTo("page");
    assertThat(leader.post("/alerts/choices", "high_risk=off").statusCode())
        .as("no token")
        .isEqualTo(403);
  }

  @Test
  void a_program_reads_and_writes_the_same_choices() throws Exception {
    String body =
        "{\"ways\":{\"high_risk\":\"off\",\"cohort_decline\":\"digest\"},\"hours\":\"own\",\"from\":\"18:00\",\"to\":\"08:00\",\"weekend\":true}";
    var answer = leader.json("PUT", "/api/v1/alerts/choices", body, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(leader.get("/api/v1/alerts/choices").body())
        .isEqualTo(answer.body())
        .contains(
            "\"high_risk\":\"off\"",
            "\"attendance\":\"email\"",
            "\"hours\":\"own\"",
            "\"from\":\"18:00\"",
            "\"weekend\":true");
    for (String wrong : List.of(
        "{\"ways\":{\"data_refused\":\"off\"}}",
        "{\"ways\":{\"high_risk\":\"Robert'); drop table\"}}",
        "{\"hours\":\"own\"}")) {
      var refusal = leader.json("PUT", "/api/v1/alerts/choices", wrong, "");
      assertThat(refusal.statusCode()).as(wrong).isEqualTo(422);
      assertThat(refusal.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
    }
    assertThat(leader.json("PUT", "/api/v1/alerts/choices", "[]", "").statusCode())
        .isEqualTo(400);
    assertThat(leader.get("/api/v1/alerts/choices").body()).isEqualTo(answer.body());
  }

  /// Sends the form with defaults for what is not said.
  private static java.net.http.HttpResponse<String> choose(String said) throws Exception {
    StringBuilder form = new StringBuilder(said);
    for (String field :
        List.of("high_risk", "attendance", "failing_grade", "cohort_decline", "digest")) {
      if (!("&" + said).contains("&" + field + "=")) {
        form.append('&').append(field).append("=email");
      }
    }
    if (!said.contains("hours=")) {
      form.append("&hours=district");
    }
    return leader.submit("/alerts/choices", "/alerts/choices", form.toString());
  }

  /// The kinds of letters to the leader of the school.
  private static String letters() throws Exception {
    return text("select coalesce(string_agg(kind, ', ' order by outbox_id), '') from ledger.outbox"
        + " where run_id = '" + district.runId + "' and person_id = '"
        + district.personOf(Role.SCHOOL) + "'");
  }

  /// Until when the newest of them waits, in Chicago.
  private static String waits() throws Exception {
    return text("select (not_before at time zone 'America/Chicago')::text from ledger.outbox"
        + " where run_id = '" + district.runId + "' and person_id = '"
        + district.personOf(Role.SCHOOL) + "' order by outbox_id desc limit 1");
  }
}
