package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What each role reads about groups, schools and programs.
class EquityPagesTest {
  private static MapleValley district;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
  }

  @Test
  void every_gap_has_both_counts_and_an_interval_or_a_reason() throws Exception {
    Document page = dana.page("/equity");
    assertThat(page.select("nav.tabs a[aria-current=page]").text()).isEqualTo("Equity");
    assertThat(page.select(".scope").text()).contains("All schools").contains("All grades");
    var rows = page.select("table:has(caption:contains(Gaps in scores)) tbody tr");
    assertThat(rows).isNotEmpty();
    rows.forEach(row -> assertThat(row.text())
        .matches(
            ".*(SD \\([−+0-9.]+ to [−+0-9.]+\\)|too few|no source says|the norm has no row).*"));
    assertThat(page.select("svg.gaps")).isNotEmpty();
    assertThat(page.select(".multiples svg.gaps")).isNotEmpty();
    assertThat(page.text()).doesNotContain("NaN").doesNotContain("null");
    assertThat(page.select("details.note").text()).contains("not of the total");
  }

  @Test
  void the_finding_is_the_widest_published_gap() throws Exception {
    JsonNode answer = JsonMapper.shared().readTree(dana.get("/api/v1/equity").body());
    assertThat(dana.page("/equity").select("h1").text())
        .isEqualTo(answer.path("finding").asString());
    long published = district.count(
        "select count(*) from analytics.fact_equity_gaps where scope = 'district' and grade_level = 'all'"
            + " and school_year = 2026 and (season = 'year' or season = 'spring' and subject = 'math'"
            + " and platform = 'nwea_map')");
    JsonNode math = JsonMapper.shared()
        .readTree(
            dana.get("/api/v1/equity?subject=math&season=spring&test=nwea_map").body());
    assertThat(math.path("gaps").size()).isEqualTo((int) published);
  }

  @Test
  void filters_are_a_sentence_and_an_address() throws Exception {
    long school = district.count(
        "select school_id from analytics.fact_equity_gaps where measure = 'score' and school_year = 2025"
            + " and season = 'fall' and subject = 'math' and group_students >= 10 order by 1 limit 1");
    Document page = dana.page("/equity?school=" + school + "&subject=math&season=fall&year=2025");
    assertThat(page.select(".scope").text())
        .contains("Math, fall")
        .contains("2024–25")
        .doesNotContain("All schools");
    assertThat(page.select("select[name=season] option[selected]").val()).isEqualTo("fall");
    assertThat(page.select("a.button[href*=equity.csv]").attr("href"))
        .contains("season=fall")
        .contains("school=" + school);
    assertThat(dana.get("/equity?school=17").statusCode()).isEqualTo(404);
  }

  @Test
  void a_school_leader_reads_her_school_and_no_other() throws Exception {
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    Document page = lena.page("/equity");
    assertThat(page.select(".scope").text()).doesNotContain("All schools");
    assertThat(page.select("select[name=school]")).isEmpty();
    assertThat(page.select("h2").text()).doesNotContain("Disproportionality");
    assertThat(lena.get("/equity?school=" + district.othersSchool).statusCode()).isEqualTo(404);
    String everything = lena.get("/equity.csv?table=schools").body();
    assertThat(everything.lines().skip(1).map(l -> l.split(",")[0]).distinct().count())
        .isLessThanOrEqualTo(1);
  }

  @Test
  void a_teacher_is_told_whom_to_ask_and_reads_about_programs() throws Exception {
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    Document page = rosa.page("/equity");
    assertThat(page.select("h1").text()).contains("not for single sections");
    assertThat(page.select(".empty").text()).contains("school's leader");
    assertThat(page.select("svg.gaps")).isEmpty();
    assertThat(page.select("table:has(caption:contains(Programs)) tbody tr")).isNotEmpty();
    assertThat(rosa.get("/equity.csv").body().lines().count()).isEqualTo(1);
  }

  @Test
  void what_is_on_screen_can_be_taken_away() throws Exception {
    long lines =
        dana.get("/equity.csv?subject=math&season=spring").body().lines().count();
    assertThat(lines).isGreaterThan(20);
    assertThat(dana.get("/equity.xlsx?table=programs")
            .headers()
            .firstValue("Content-Type")
            .orElse(""))
        .contains("spreadsheetml");
    assertThat(dana.get("/equity.csv?table=programs").body()).contains("Reading Intervention");
    assertThat(dana.get("/equity.csv?table=disproportionality").body()).contains("Risk ratio");
    assertThat(dana.get("/equity.csv?table=secrets").statusCode()).isEqualTo(404);
  }

  @Test
  void no_published_row_speaks_of_fewer_than_ten() throws Exception {
    assertThat(
            district.count(
                "select count(*) from analytics.fact_equity_gaps where group_students < 10 or other_students < 10"))
        .isZero();
    assertThat(
            district.count(
                "select count(*) from analytics.fact_equity_gaps where difference is null and reason is null"))
        .isZero();
    assertThat(district.count(
            "select count(*) from analytics.fact_school_comparison where students < 10"
                + " or effect is null and reason is null"))
        .isZero();
    assertThat(district.count(
            "select count(*) from analytics.fact_program_effects where participants < 10 or enrolled < 10"
                + " or gain is null and reason is null"))
        .isZero();
    assertThat(district.count(
            "select count(*) from analytics.fact_equity_gaps where difference = 'NaN'"
                + " or difference_low = 'NaN' or adjusted_difference = 'NaN'"))
        .isZero();
  }
}
