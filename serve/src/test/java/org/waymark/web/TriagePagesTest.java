package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.reports.PdfUa;
import org.waymark.web.MapleValley.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The list as those read it who work from it.
class TriagePagesTest {
  private static final List<String> URGENCY =
      List.of("new", "escalated", "continuing", "recovering", "none", "unknown");

  private static MapleValley district;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
  }

  @BeforeEach
  void nobody_keeps_a_filter() throws Exception {
    district.execute("delete from ledger.saved_filter");
  }

  @Test
  void the_finding_counts_who_is_new_and_who_escalated_this_week() throws Exception {
    long fresh =
        district.count("select count(*) from analytics.fact_indicators where movement = 'new'");
    long escalated = district.count(
        "select count(*) from analytics.fact_indicators where movement = 'escalated'");
    Document page = dana.page("/students");
    assertThat(page.select("h1").text())
        .startsWith(
            fresh + escalated == 0
                ? "Nobody is new or escalated this week"
                : fresh + " new and " + escalated + " escalated this week");
    assertThat(page.select(".movements").text())
        .contains(fresh + " new")
        .contains(escalated + " escalated");
    assertThat(page.select(".finding a[href=/model]")).hasSize(1);
  }

  @Test
  void every_line_says_movement_and_reason_and_what_changed_since_last_week() throws Exception {
    Document page = dana.page("/students?tier=at_risk");
    assertThat(page.select("tbody tr")).isNotEmpty();
    for (Element row : page.select("tbody tr")) {
      assertThat(row.child(1).text())
          .matches(". (new|escalated|recovering) (not looked at last week|last week .*), now .*"
              + "|. continuing on the list for \\d+ weeks?, since .*");
      assertThat(row.select(".why .reason")).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    }
    assertThat(page.text()).doesNotContain("null").doesNotContainIgnoringCase("high-risk");
  }

  @Test
  void a_student_is_found_by_the_name_as_the_list_writes_it_and_by_either_id() throws Exception {
    JsonNode first = JsonMapper.shared()
        .readTree(dana.get("/api/v1/students").body())
        .path("students")
        .path(0);
    String name = first.path("name").asString();
    String sisId = first.path("sisId").asString();
    assertThat(name).contains(", ");
    String given = name.substring(name.indexOf(", ") + 2);
    String family = name.substring(0, name.indexOf(", "));
    for (String asked : List.of(
        name,
        given + " " + family,
        given + " " + family + ",",
        family.toUpperCase(Locale.ROOT) + "  " + given,
        sisId.toUpperCase(Locale.ROOT),
        sisId.toLowerCase(Locale.ROOT))) {
      JsonNode found = JsonMapper.shared()
          .readTree(
              dana.get("/api/v1/students?q=" + URLEncoder.encode(asked, StandardCharsets.UTF_8))
                  .body())
          .path("students");
      assertThat(found.findValuesAsString("sisId")).as(asked).contains(sisId);
      for (JsonNode student : found) {
        assertThat(student.path("name").asString()).as(asked).isEqualTo(name);
      }
    }
    assertThat(dana.page("/students?q=nobody+of+this+name").select("h1").text())
        .isEqualTo("No student fits these filters");
  }

  @Test
  void among_students_with_the_same_tier_new_and_escalated_come_first() throws Exception {
    JsonNode answer = JsonMapper.shared().readTree(dana.get("/api/v1/students").body());
    assertThat(answer.path("rankedBy").asString()).startsWith("Ranked by");
    String tier = "";
    int urgency = 0;
    List<String> tiers = List.of("high", "at_risk", "some", "low", "unknown");
    for (JsonNode student : answer.path("students")) {
      String here = student.path("signs").path("tier").asString();
      int now =
          URGENCY.indexOf(student.path("movement").asString().toLowerCase(java.util.Locale.ROOT));
      if (here.equals(tier)) {
        assertThat(now).isGreaterThanOrEqualTo(urgency);
      } else if (!tier.isEmpty()) {
        assertThat(tiers.indexOf(here)).isGreaterThan(tiers.indexOf(tier));
      }
      tier = here;
      urgency = now;
    }
    assertThat(answer.path("movements").path("new").asLong())
        .isEqualTo(district.count(
            "select count(*) from analytics.fact_indicators where movement = 'new'"));
  }

  @Test
  void a_counselor_has_the_students_of_the_district_file() throws Exception {
    long counselor = district.count(
        "select staff_id from analytics.bridge_caseload where is_current group by 1 order by count(*), 1 limit 1");
    long students = district.count(
        "select count(*) from analytics.fact_indicators i join analytics.bridge_caseload b using (tenant_id, student_id)"
            + " where b.is_current and b.staff_id = " + counselor);
    Document page = dana.page("/students?counselor=" + counselor);
    assertThat(page.select(".bar").text()).contains("of " + students + " students");
    assertThat(page.select(".scope").text()).contains("counselor");
    Document grouped = dana.page("/students?by=counselor");
    assertThat(grouped.select("tr.part").getFirst().text())
        .contains("students")
        .contains("new or escalated");
    long counted = grouped.select(".parts li").stream()
        .mapToLong(
            part -> Long.parseLong(part.select(".quiet").text().replaceAll(" students?,.*", "")))
        .sum();
    assertThat(counted).isEqualTo(district.count("select count(*) from analytics.fact_indicators"));
  }

  @Test
  void the_file_and_the_answer_for_machines_follow_the_page() throws Exception {
    String file = dana.get("/students.csv?movement=attention&by=school").body();
    long attention = district.count(
        "select count(*) from analytics.fact_indicators where movement in ('new', 'escalated')");
    assertThat(file.lines().count()).isEqualTo(attention + 1);
    assertThat(file.lines().findFirst().orElse("")).contains("counselor,movement,since_last_week");
    JsonNode answer = JsonMapper.shared()
        .readTree(dana.get("/api/v1/students?movement=attention").body());
    assertThat(answer.path("total").asLong()).isEqualTo(attention);
  }

  @Test
  void a_filter_is_kept_under_a_name_and_seen_by_nobody_else() throws Exception {
    HttpResponse<String> saved =
        keep(dana, "save", "My <b>first</b> look", "movement=attention&by=counselor&evil=1");
    assertThat(saved.statusCode()).isEqualTo(303);
    Document page = dana.page(saved.headers().firstValue("Location").orElseThrow());
    assertThat(page.select(".notice").text()).contains("saved").contains("Only you");
    Element link = page.select(".saved li a").getFirst();
    assertThat(link.text()).isEqualTo("My <b>first</b> look");
    assertThat(link.attr("href")).isEqualTo("/students?movement=attention&by=counselor");
    assertThat(page.html()).doesNotContain("<b>first</b>");
    for (Role role : List.of(Role.SCHOOL, Role.TEACHER)) {
      Visitor other = Visitor.signedIn(district, role);
      assertThat(other.page("/students").select(".saved li")).isEmpty();
      keep(other, "delete", "My <b>first</b> look", "");
    }
    assertThat(dana.page("/students").select(".saved li")).hasSize(1);
    keep(dana, "save", "My <b>first</b> look", "tier=high");
    assertThat(dana.page("/students").select(".saved li a").attr("href"))
        .isEqualTo("/students?tier=high");
    keep(dana, "delete", "My <b>first</b> look", "");
    assertThat(dana.page("/students").select(".saved li")).isEmpty();
  }

  @Test
  void fifty_filters_are_the_most_and_a_name_has_sixty_characters_at_most() throws Exception {
    district.execute("insert into ledger.saved_filter (person_id, tenant_id, name, query)"
        + " select person_id, tenant_id, 'f' || n, '' from ledger.person, generate_series(1, 50) n"
        + " where email = '" + Role.DISTRICT.email + "'");
    assertThat(done(keep(dana, "save", "one more", ""))).isEqualTo("full");
    assertThat(done(keep(dana, "save", "f7", "tier=high"))).isEqualTo("saved");
    assertThat(done(keep(dana, "save", "x".repeat(61), ""))).isEqualTo("nameless");
    assertThat(done(keep(dana, "save", "  \t ", ""))).isEqualTo("nameless");
    assertThat(done(keep(dana, "delete", "never kept", ""))).isEqualTo("gone");
    assertThat(district.count("select count(*) from ledger.saved_filter")).isEqualTo(50);
  }

  @Test
  void the_week_on_paper_holds_the_own_students_who_moved_and_no_others() throws Exception {
    for (Role role : List.of(Role.SCHOOL, Role.TEACHER)) {
      Visitor visitor = Visitor.signedIn(district, role);
      String words = PdfUa.text(visitor.bytes("/students/week.pdf")).replaceAll("\\s+", " ");
      PdfUa.holds(visitor.bytes("/students/week.pdf"), 4);
      assertThat(words)
          .contains(role == Role.TEACHER ? "This week: My students" : "This week: ")
          .doesNotContain(district.nameOf(district.othersStudent));
      Document moved = visitor.page("/students?movement=recovering");
      for (Element name : moved.select("#list tr:not(.part) th a")) {
        assertThat(words).as(role.name()).contains(name.text());
      }
      assertThat(visitor.page("/students").select("a[href$=week.pdf]")).hasSize(1);
    }
  }

  @Test
  void the_overview_leads_to_the_first_student() throws Exception {
    for (Role role : Role.STUDENTS) {
      Visitor visitor = Visitor.signedIn(district, role);
      Element hint = visitor.page("/overview").select(".attention a").getFirst();
      Document list = visitor.page(hint.attr("href").replace("#list", ""));
      assertThat(list.select("#list")).as(role.name()).hasSize(1);
    }
  }

  private static HttpResponse<String> keep(
      Visitor visitor, String action, String name, String query) throws Exception {
    Map<String, String> form =
        Map.of("action", action, "name", name, "query", query, "_csrf", visitor.token("/students"));
    return visitor.post(
        "/filters",
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + Visitor.encoded(e.getValue()))
            .collect(java.util.stream.Collectors.joining("&")));
  }

  private static String done(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("").replaceAll(".*filter=", "");
  }
}
