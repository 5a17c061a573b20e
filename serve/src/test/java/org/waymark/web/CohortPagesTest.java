package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// What each role reads about cohorts, and that the numbers are the published ones.
class CohortPagesTest {

  @Test
  void the_district_reads_a_finding_a_chart_and_the_published_numbers() throws Exception {
    MapleValley district = MapleValley.open();
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    Document page = dana.page("/cohorts?subject=math&season=winter&school=each");
    assertThat(page.select("h1").text()).containsIgnoringCase("math").contains("norm");
    assertThat(page.select("svg.dots circle").size()).isPositive();
    assertThat(page.select("tbody tr").size())
        .isEqualTo((int) district.count("""
            select count(*) from analytics.fact_cohort_metrics m
            join analytics.dim_cohorts c using (tenant_id, cohort_id)
            where m.cohort_type = 'grade-year' and m.season = 'winter' and m.subject = 'math'
              and c.school_year = '2025-2026' and c.school_id is not null
            """) + (int) district.count("""
            select count(*) from analytics.fact_cohort_omissions o
            join analytics.dim_cohorts c using (tenant_id, cohort_id)
            where o.cohort_type = 'grade-year' and o.what in ('cohort', 'metric')
              and (o.season is null or o.season = 'winter')
              and (o.subject is null or o.subject = 'math')
              and c.school_year = '2025-2026' and c.school_id is not null
            """));
    assertThat(page.text())
        .contains("demo data, not a published norm")
        .contains("Demo norms has no norm for grade 9")
        .doesNotContain("NaN");
  }

  @Test
  void a_school_leader_sees_no_other_schools_groups() throws Exception {
    MapleValley district = MapleValley.open();
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    for (String path : new String[] {"/cohorts", "/years", "/cohorts?type=teacher"}) {
      Document page = lena.page(path);
      assertThat(page.select("select[name=school]").size()).as(path).isZero();
      assertThat(page.select("tbody tr").size()).as(path).isPositive();
    }
    assertThat(lena.get("/cohorts?school=" + district.othersSchool).statusCode())
        .isEqualTo(404);
    assertThat(lena.get("/api/v1/cohorts?school=each&type=demographic").body())
        .doesNotContain(schoolName(district, district.othersSchool));
  }

  @Test
  void a_teacher_is_told_where_their_own_students_scores_are() throws Exception {
    Visitor rosa = Visitor.signedIn(MapleValley.open(), Role.TEACHER);
    for (String path : new String[] {"/cohorts", "/years"}) {
      Document page = rosa.page(path);
      assertThat(page.select(".empty").text()).as(path).contains("Your own students' scores");
      assertThat(page.select("tbody tr").size()).as(path).isZero();
    }
    assertThat(rosa.get("/cohorts.csv").body().lines().count()).isEqualTo(1);
    assertThat(rosa.page("/norms").select("h1").text()).contains("Demo norms");
  }

  @Test
  void a_group_of_nine_has_a_reason_and_no_number() throws Exception {
    MapleValley district = MapleValley.open();
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    Document page = dana.page("/cohorts?type=demographic&school=each&season=winter");
    assertThat(page.select("details:contains(Not shown)").text())
        .contains("too few to say: fewer than 10 students");
    assertThat(district.count("""
        select count(*) from analytics.dim_cohorts
        where reason is not null and student_count is not null
        """)).isZero();
    assertThat(district.count(
            "select count(*) from analytics.fact_cohort_metrics where student_count < 10"))
        .isZero();
    assertThat(district.count("""
        select count(*) from (select cohort_id from analytics.bridge_cohort_students
          group by cohort_id having count(distinct student_id) < 10) small
        """)).isZero();
  }

  @Test
  void what_is_on_screen_can_be_taken_away_as_csv_and_workbook() throws Exception {
    MapleValley district = MapleValley.open();
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    String query = "?subject=math&season=winter&school=each&year=2025-2026";
    int onScreen = dana.page("/cohorts" + query).select("table.sticky tbody tr").size();
    HttpResponse<String> csv = dana.get("/cohorts.csv" + query);
    assertThat(csv.body().lines().count()).isEqualTo(onScreen + 1L);
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    for (String path : new String[] {"/cohorts.xlsx", "/years.xlsx", "/norms.xlsx"}) {
      assertThat(parts(dana.bytes(path + (path.startsWith("/norms") ? "" : query))))
          .as(path)
          .contains("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml");
    }
    assertThat(dana.get("/cohorts.exe").statusCode()).isEqualTo(404);
  }

  @Test
  void what_makes_no_sense_in_an_address_is_as_if_it_were_not_there() throws Exception {
    Visitor dana = Visitor.signedIn(MapleValley.open(), Role.DISTRICT);
    for (String path : new String[] {
      "/cohorts?year=1066&season=monsoon&subject=%3Cscript%3E&type=x&school=abc&grade=99",
      "/years?year=2025-2026'--&type=teacher",
      "/cohorts?school=9999999999999999999"
    }) {
      HttpResponse<String> answer = dana.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.body()).doesNotContain("<script>").doesNotContain("Exception");
    }
    assertThat(dana.get("/cohorts?school=12345").statusCode()).isEqualTo(404);
  }

  @Test
  void year_over_year_names_who_could_not_be_compared() throws Exception {
    MapleValley district = MapleValley.open();
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    Document now = dana.page("/years?subject=math&season=winter&school=each");
    assertThat(now.select("svg.slopes line.slope").size()).isPositive();
    Document first = dana.page("/years?year=2024-2025&season=winter&school=each");
    assertThat(first.select(".empty").text()).contains("first year of data");
  }

  private static String schoolName(MapleValley district, long school) throws Exception {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(
            "select school_name from analytics.dim_schools where school_id = " + school)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static List<String> parts(byte[] workbook) throws Exception {
    Path file = Files.createTempFile("workbook", ".xlsx");
    try {
      Files.write(file, workbook);
      try (var zip = new ZipFile(file.toFile())) {
        return zip.stream().map(ZipEntry::getName).toList();
      }
    } finally {
      Files.delete(file);
    }
  }
}
