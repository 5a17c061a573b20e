package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Growth as a superintendent, a principal and a teacher read it.
///
/// Maple Valley is far too small for growth percentiles, which the first test reads; the others
/// read percentiles that stand in its place.
class GrowthPageTest {
  private static MapleValley district;
  private static Visitor dana;
  private static Document before;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
    before = dana.page("/growth?school=" + district.ownSchool + "&grade=4");
    district.execute("""
        update analytics.fact_student_growth
        set sgp = 1 + abs(student_id % 99), sgp_order = 1, reason = null, standard_error = 9,
            growth_level = case when abs(student_id % 99) < 34 then 'low'
                                when abs(student_id % 99) < 65 then 'typical' else 'high' end
        where reason = 'too_few_peers'
        """);
    district.execute("""
        insert into analytics.fact_growth_groups
        select g.* from (
          select (jsonb_populate_record(null::analytics.fact_growth_groups, jsonb_build_object(
            'tenant_id', min(tenant_id), 'run_id', min(run_id), 'school_id', school_id, 'scope', 'school',
            'grade_level', coalesce(grade_level, 'all'), 'assessment_platform', assessment_platform,
            'subject', subject, 'school_year', school_year, 'season', min(season), 'student_count', count(sgp),
            'mean_sgp', avg(sgp), 'mean_low', avg(sgp) - 5, 'mean_high', avg(sgp) + 5, 'median_sgp', avg(sgp),
            'median_low', avg(sgp) - 6, 'median_high', avg(sgp) + 6,
            'low_count', count(*) filter (where growth_level = 'low'),
            'typical_count', count(*) filter (where growth_level = 'typical'),
            'high_count', count(*) filter (where growth_level = 'high')))).*
          from analytics.fact_student_growth
          where sgp is not null and school_id is not null
          group by grouping sets ((school_id, assessment_platform, subject, school_year),
                                  (school_id, grade_level, assessment_platform, subject, school_year))) g
        """);
  }

  @Test
  void too_few_students_are_a_reason_in_words_and_no_number() {
    assertThat(before.select("main").text())
        .contains("Growth is unknown")
        .doesNotContain("NaN")
        .doesNotContain("null");
  }

  @Test
  void the_district_reads_its_schools_with_intervals_and_the_counts_behind_them() throws Exception {
    Document page = dana.page("/growth");
    assertThat(page.select("h1").text())
        .startsWith("No school grew more or less than the district, beyond chance");
    assertThat(page.select("svg.dots")).isNotEmpty();
    long schools = district.count("""
        select count(distinct school_id) from analytics.fact_growth_groups
        where school_year = '2025-2026' and grade_level = 'all'
        """);
    assertThat(schools).isPositive();
    assertThat(page.select("table.sticky tbody tr").size()).isLessThanOrEqualTo((int) schools);
    assertThat(page.select("table.sticky thead").text())
        .contains("95% interval")
        .contains("Median");
    assertThat(page.select("details.note").text()).contains("Who is out");
    assertThat(page.select(".tabs a[aria-current=page]").text()).isEqualTo("Growth");
  }

  @Test
  void a_grade_of_a_school_lists_its_students_with_the_reason_where_there_is_no_percentile()
      throws Exception {
    Document school = dana.page("/growth?school=" + district.ownSchool);
    assertThat(school.select("h2").eachText().getFirst())
        .isEqualTo("Mean growth percentile by grade");
    String link = school.select("table.sticky tbody th a").eachAttr("href").getFirst();
    Document grade = dana.page(link);
    assertThat(grade.select("table.sticky tbody tr")).isNotEmpty();
    assertThat(grade.select("table.sticky tbody").text()).contains("growth");
    assertThat(grade.select("main").text()).contains("unknown: no proficiency cut loaded");
  }

  @Test
  void a_principal_reads_her_school_alone() throws Exception {
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    Document page = lena.page("/growth");
    assertThat(page.select("select[name=school]")).isEmpty();
    assertThat(page.select("h2").eachText().getFirst())
        .isEqualTo("Mean growth percentile by grade");
    assertThat(lena.get("/growth?school=" + district.othersSchool).statusCode()).isEqualTo(404);
  }

  @Test
  void a_teacher_reads_her_own_students_and_no_school() throws Exception {
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    Document page = rosa.page("/growth");
    assertThat(page.select(".scope").text()).contains("my sections");
    assertThat(page.select("select[name=school]")).isEmpty();
    assertThat(page.select("table.sticky tbody tr")).isNotEmpty();
    String other = "/students/" + district.othersStudent + "\"";
    assertThat(rosa.get("/growth").body()).doesNotContain(other);
    assertThat(rosa.get("/api/v1/growth").body())
        .doesNotContain(Long.toString(district.othersStudent));
  }

  @Test
  void what_is_on_screen_can_be_taken_away() throws Exception {
    assertThat(dana.get("/growth.csv").body()).contains("School,Students,Mean growth percentile");
    assertThat(
            dana.get("/growth.xlsx").headers().firstValue("Content-Disposition").orElse(""))
        .contains("growth.xlsx");
  }
}
