package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// What a principal, a teacher and an analyst read.
class PagesTest {
  private static MapleValley district;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
  }

  @Test
  void the_overview_counts_chronic_absence_per_student_over_all_schools() throws Exception {
    long cases = district.count(
        "select count(*) from analytics.fact_attendance_year where school_year = 2026 and is_chronic");
    long of = district.count(
        "select count(is_chronic) from analytics.fact_attendance_year where school_year = 2026");
    Document page = dana.page("/overview");
    assertThat(page.select("h1").text()).startsWith("Chronic absence is");
    assertThat(page.select(".kpi").get(1).text())
        .contains(Words.percent(cases, of))
        .contains("%s of %s students".formatted(Words.count(cases), Words.count(of)));
    assertThat(page.select(".fresh").text()).contains("Data through Fri, May 15");
    assertThat(page.select(".kpi")).hasSize(7);
    assertThat(page.select(".kpi details")).hasSize(7);
    assertThat(page.select(".kpi").get(6).text()).contains("In a program");
    assertThat(page.select("th:contains(Change)")).isNotEmpty();
    assertThat(page.select("svg.funnel")).isNotEmpty();
    assertThat(page.select("details.note").text()).contains("Rule").contains("Who is out");
  }

  @Test
  void a_filter_of_the_overview_is_a_sentence_and_an_address() throws Exception {
    Document page = dana.page("/overview?school=" + district.ownSchool + "&group=ell");
    assertThat(page.select(".scope").text())
        .contains("English learners")
        .contains("this school year");
    assertThat(page.select("select[name=group] option[selected]").val()).isEqualTo("ell");
    assertThat(page.select("h2").eachText()).contains("Grades compared on chronic absence");
  }

  @Test
  void a_teacher_reads_her_own_sections_alone() throws Exception {
    Document page = Visitor.signedIn(district, Role.TEACHER).page("/overview");
    long mine = district.count(
        "select count(*) from analytics.staff_student x join ledger.grant_scope g using (tenant_id, staff_id)"
            + " join ledger.person p using (person_id)"
            + " where x.relation = 'section' and g.scope = 'section_of_staff' and p.email = '"
            + Role.TEACHER.email + "'");
    assertThat(page.select(".scope").text()).startsWith("My sections");
    assertThat(page.select("form.filters")).isEmpty();
    assertThat(page.select(".kpi").get(1).text()).contains("of " + mine + " students");
  }

  @Test
  void the_list_puts_the_students_with_the_most_serious_signs_first_and_says_why()
      throws Exception {
    Document page = dana.page("/students");
    assertThat(page.select("tbody tr")).hasSize(50);
    Element first = page.select("tbody tr").getFirst();
    assertThat(first.text()).contains("of 4 signs").contains("serious");
    assertThat(first.select(".why").text()).isNotBlank();
    assertThat(page.select("select[name=sort] option[selected]").text())
        .isEqualTo("Who needs attention first");
    assertThat(
            dana.page("/students?sort=signs").select("th[aria-sort=descending]").text())
        .startsWith("Warning signs");
    assertThat(page.text())
        .doesNotContainIgnoringCase("high-risk")
        .doesNotContainIgnoringCase("high risk");
    assertThat(dana.page("/students?page=2").select("tbody tr a").attr("href"))
        .isNotEqualTo(page.select("tbody tr a").attr("href"));
  }

  @Test
  void filters_and_sorting_of_the_list_stay_in_the_address() throws Exception {
    Document page = dana.page("/students?tier=high&band=9-12&sort=attendance");
    page.select("tbody tr").forEach(row -> assertThat(row.text()).contains("serious"));
    assertThat(page.select("th a").attr("href")).contains("tier=high").contains("band=9-12");
    assertThat(dana.page("/students?sort=%27;drop&tier=x&page=-3").select("tbody tr"))
        .hasSize(50);
    assertThat(dana.page("/students?q=zzzzqq").select("h1").text())
        .isEqualTo("No student fits these filters");
  }

  @Test
  void a_profile_says_who_may_see_it_and_why() throws Exception {
    Document page =
        Visitor.signedIn(district, Role.TEACHER).page("/students/" + district.ownStudent);
    assertThat(page.select("h1").text()).contains("school days").contains("warning signs");
    assertThat(page.select(".finding details").text())
        .contains("in a section that you teach now")
        .contains("See all students of the district: ")
        .contains("Dana Reyes");
    assertThat(page.select("svg.days")).isNotEmpty();
    assertThat(page.select("svg.running")).isNotEmpty();
    assertThat(page.select(".indicator")).hasSize(4);
    assertThat(page.select("h2").eachText())
        .contains("What goes well", "What to look at", "Enrollment history");
  }

  @Test
  void rows_in_are_loaded_duplicate_superseded_or_set_aside() throws Exception {
    Document page = dana.page("/quality");
    assertThat(page.text())
        .contains("rows in")
        .contains("set aside")
        .doesNotContain("do not add up");
    assertThat(page.select("svg.flow")).isNotEmpty();
    long aside = district.count(
        "select count(*) from ledger.run_quarantine where run_id = '" + district.runId + "'");
    assertThat(dana.page("/quality/quarantine").select("h1").text()).startsWith(Words.count(aside));
    assertThat(dana.get("/quality/quarantine.csv").body().lines().count())
        .isGreaterThanOrEqualTo(aside + 1);
    assertThat(dana.page("/runs/" + district.runId).text()).contains("file by file");
  }

  @Test
  void a_refused_run_is_said_on_every_page_and_yesterdays_numbers_stay_up() throws Exception {
    district.execute(
        "insert into ledger.run (run_id, tenant_id, started_at, status, reason) values ('refused-1',"
            + " 'maple-valley', now(), 'refused', 'attendance shrank from 40,000 to 12 rows.')");
    try {
      Document page = dana.page("/overview");
      assertThat(page.select(".held").text())
          .contains("refused: attendance shrank from 40,000 to 12 rows.")
          .contains("Yesterday's numbers stay up");
      assertThat(page.select(".kpi")).hasSize(7);
      assertThat(dana.page("/runs/refused-1").select(".notice").text()).contains("shrank");
    } finally {
      district.execute("delete from ledger.run where run_id = 'refused-1'");
    }
  }

  @Test
  void every_published_column_is_in_the_dictionary() throws Exception {
    Document page = dana.page("/dictionary");
    assertThat(page.select("code").eachText()).contains("fact_attendance_year", "attendance_rate");
    assertThat(dana.page("/dictionary?q=chronic").select("tbody tr")).isNotEmpty();
  }

  @Test
  void a_cell_that_would_calculate_in_a_spreadsheet_is_text() {
    Csv csv = new Csv(java.util.List.of("a", "b"));
    csv.row(java.util.Arrays.asList("=1+1", "x,\"y\""));
    csv.row(java.util.Arrays.asList(-1.5, null));
    csv.row(java.util.Arrays.asList("@SUM(A1)", "+1"));
    assertThat(csv.toString())
        .isEqualTo("\uFEFFa,b\r\n'=1+1,\"x,\"\"y\"\"\"\r\n-1.5,\r\n'@SUM(A1),'+1\r\n");
  }

  @Test
  void trouble_says_what_is_safe_and_shows_no_inside() throws Exception {
    Document page = dana.page("/no/such/page");
    assertThat(page.select("h1").text()).isEqualTo("You can't see this record");
    assertThat(page.text()).doesNotContain("Exception").doesNotContain("at org.");
    assertThat(
            dana.get("/api/v1/students/17").headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
  }
}
