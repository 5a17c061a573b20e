package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.web.MapleValley.Role;

/// The Gap Explorer as each role: what a principal, a teacher and the district read.
class GapsPagesTest {
  private static final String TEACHER = "mina@maplevalley.example";
  private static final String LEADER = "omar@maplevalley.example";

  private static MapleValley district;
  /// A class with a class-wide gap in mathematics, whose teacher and leader sign in here.
  private static long section;
  private static long school;
  private static long otherSection;
  private static long otherSchool;

  @BeforeAll
  static void people() throws Exception {
    district = MapleValley.open();
    String gap = text("""
        select section_id from analytics.fact_standard_gaps
        where scope = 'section' and area = 'math' and priority = 1
          and section_id in (select section_id from analytics.bridge_section_staff where is_current)
        order by assessed desc, section_id limit 1
        """);
    section = Long.parseLong(gap);
    school = district.count(
        "select school_id from analytics.dim_sections where section_id = " + section);
    otherSection = district.count("""
        select min(section_id) from analytics.fact_standard_gaps
        where scope = 'section' and school_id <> %d
        """.formatted(school));
    otherSchool = district.count(
        "select school_id from analytics.dim_sections where section_id = " + otherSection);
    Accounts accounts = new Accounts(district.database.owner());
    accounts.open(new Accounts.NewAccount(
        MapleValley.TENANT,
        TEACHER,
        "Mina Sato",
        MapleValley.PASSWORD,
        Person.Role.TEACHER,
        List.of(),
        text("""
            select s.source_id from analytics.bridge_section_staff b
            join analytics.dim_staff s using (tenant_id, staff_id)
            where b.is_current and b.section_id = %d order by 1 limit 1
            """.formatted(section))));
    accounts.open(new Accounts.NewAccount(
        MapleValley.TENANT,
        LEADER,
        "Omar Haddad",
        MapleValley.PASSWORD,
        Person.Role.SCHOOL,
        List.of(text("select source_id from analytics.dim_schools where school_id = " + school)),
        null));
  }

  @Test
  void the_district_reads_in_how_many_classes_a_gap_is_and_drills_down_to_one_student()
      throws Exception {
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    Document top = dana.page("/gaps?area=math");
    long classes = district.count("""
        select count(distinct section_id) from analytics.fact_standard_gaps
        where scope = 'section' and area = 'math' and share_below is not null
        """);
    long withGap = district.count("""
        select count(distinct section_id) from analytics.fact_standard_gaps
        where scope = 'section' and area = 'math' and is_class_gap
        """);
    assertThat(top.select("h1").text())
        .startsWith(withGap + " of " + classes + " classes ")
        .contains("class-wide gap in mathematics, most often ");
    assertThat(top.select("nav.tabs a[aria-current]").text()).isEqualTo("Learning gaps");

    Document ofSchool = dana.page(link(top, "school=" + school));
    assertThat(ofSchool.select("h1").text()).contains("at ");
    Document ofGrade = dana.page(link(ofSchool, "grade="));
    assertThat(ofGrade.select("h1").text()).contains("rade ");
    assertThat(ofGrade.select(".crumb").text()).contains("All schools");
    assertThat(ofGrade.select("table:has(caption:contains(Standards by class)) tbody tr"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.select("td").text())
            .matches(
                "(▲ )?(\\d+ of \\d+( class-wide gap)?|too few to say \\(\\d\\)|not assessed| )+"));
    Document ofSection = dana.page(link(ofSchool, "section=" + section));
    assertThat(ofSection.select("h1").text()).startsWith("Reteach ").contains(" first: ");
    String student = ofSection.select("a[href^=/students/]").attr("href");
    assertThat(dana.get(student).statusCode()).isEqualTo(200);
  }

  @Test
  void a_teacher_reads_the_plan_that_is_published_though_the_published_rows_are_not_hers()
      throws Exception {
    Visitor mina = signedIn(TEACHER);
    Document mine = mina.page("/gaps");
    assertThat(mine.select("h1").text()).contains("class");
    Document page = mina.page("/gaps?area=math&section=" + section);
    List<String> published = texts("""
        select words from analytics.fact_reteach_plan
        where area = 'math' and section_id = %d order by day_number
        """.formatted(section));
    // Nine school days are left of the year in May; the page says so.
    assertThat(published).hasSizeBetween(1, 10);
    if (published.size() < 10) {
      assertThat(page.select(".plan").text())
          .contains("Only " + published.size() + " school days are left");
    }
    assertThat(page.select(".plan tbody td:last-child").eachText()).isEqualTo(published);
    assertThat(page.select(".reteach tbody strong").eachText())
        .containsAll(texts("""
            select standard_code from analytics.fact_standard_gaps
            where scope = 'section' and area = 'math' and section_id = %d and is_class_gap
            order by priority
            """.formatted(section)));
    assertThat(page.select(".reteach tbody td:nth-child(3)").eachText())
        .isEqualTo(texts("""
            select below || ' of ' || assessed from analytics.fact_standard_gaps
            where scope = 'section' and area = 'math' and section_id = %d and is_class_gap
            order by priority
            """.formatted(section)));
    long students = district.count("""
        select count(*) from analytics.fact_reteach_groups
        where area = 'math' and section_id = %d and group_number is not null
        """.formatted(section));
    assertThat(page.select(".groups li a")).hasSize((int) students);
  }

  @Test
  void everyone_who_may_open_a_class_reads_the_same_of_it() throws Exception {
    String path = "/gaps?area=math&section=" + section;
    String results = signedIn(TEACHER).page(path).select("#results .card").outerHtml();
    assertThat(results).isNotEmpty();
    for (Visitor visitor : List.of(signedIn(LEADER), Visitor.signedIn(district, Role.DISTRICT))) {
      assertThat(withoutIds(visitor.page(path).select("#results .card").outerHtml()))
          .isEqualTo(withoutIds(results));
    }
  }

  @Test
  void nobody_opens_a_class_or_a_school_of_others() throws Exception {
    for (String path : List.of("/gaps", "/gaps.csv", "/api/v1/gaps")) {
      for (Visitor visitor : List.of(signedIn(TEACHER), signedIn(LEADER))) {
        assertThat(visitor.get(path + "?section=" + otherSection).statusCode())
            .as(path)
            .isEqualTo(404);
        assertThat(visitor.get(path + "?section=17").statusCode()).as(path).isEqualTo(404);
      }
      assertThat(signedIn(LEADER).get(path + "?school=" + otherSchool).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    // A teacher who asks for a school reads her own classes, and nothing of the school.
    Document mine = signedIn(TEACHER).page("/gaps?school=" + otherSchool);
    assertThat(mine.select("a[href*=section]").eachAttr("href"))
        .noneMatch(href -> href.contains("section=" + otherSection));
    assertThat(mine.select(".crumb, select[name=school]")).isEmpty();
  }

  @Test
  void the_picture_has_a_table_beside_it_with_every_score_in_words() throws Exception {
    Document page = signedIn(LEADER).page("/gaps?area=math&section=" + section);
    assertThat(page.select("svg.mastery title").first()).isNotNull();
    Elements table = page.select("table:has(caption:contains(Scores by student))");
    assertThat(table).hasSize(1);
    long students = district.count("""
        select count(*) from analytics.fact_reteach_groups where area = 'math' and section_id = %d
        """.formatted(section));
    long notYet = district.count("""
        select coalesce(sum(missing), 0) from analytics.fact_reteach_groups
        where area = 'math' and section_id = %d
        """.formatted(section));
    assertThat(table.select("tbody tr")).hasSize((int) students);
    assertThat(table.select("td").eachText().stream().filter(cell -> cell.endsWith(", not yet")))
        .hasSize((int) notYet);
    assertThat(page.html()).doesNotContain("NaN").doesNotContain("null");
  }

  @Test
  void what_is_on_screen_can_be_taken_away() throws Exception {
    Visitor omar = signedIn(LEADER);
    String query = "?area=math&section=" + section;
    List<String> lines = omar.get("/gaps.csv" + query).body().lines().toList();
    int students = omar.page("/gaps" + query)
        .select("table:has(caption:contains(Scores by student)) tbody tr")
        .size();
    int columns = omar.page("/gaps" + query)
        .select("table:has(caption:contains(The standards in words)) tbody tr")
        .size();
    assertThat(lines).hasSize(1 + students * columns);
    assertThat(
            omar.get("/gaps.xlsx" + query).headers().firstValue("Content-Type").orElse(""))
        .contains("spreadsheetml");
    assertThat(omar.get("/api/v1/gaps" + query).body()).contains("\"finding\":\"Reteach ");
    assertThat(omar.get("/gaps.txt").statusCode()).isEqualTo(404);
  }

  @Test
  void a_class_of_which_nothing_was_assessed_says_what_would_be_here() throws Exception {
    long none = district.count("""
        select coalesce(min(b.section_id), 0) from analytics.bridge_section_students b
        where b.is_current
          and b.section_id not in (select section_id from analytics.fact_reteach_groups)
        """);
    assertThat(none).isNotZero();
    Document page = Visitor.signedIn(district, Role.DISTRICT).page("/gaps?section=" + none);
    assertThat(page.select("h1").text())
        .startsWith("No standard of ")
        .endsWith("assessed this year");
    assertThat(page.select(".empty").text()).contains("scores by learning standard");
  }

  private static String link(Document page, String part) {
    return page.select("a[href*=" + part + "]").stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link with " + part + " on " + page.title()))
        .attr("href");
  }

  private static Visitor signedIn(String email) throws Exception {
    Visitor visitor = new Visitor(district.base());
    assertThat(visitor.signIn(email, MapleValley.PASSWORD).statusCode()).isEqualTo(302);
    return visitor;
  }

  /// Pictures have ids that count up.
  private static String withoutIds(String html) {
    return html.replaceAll("(id|aria-labelledby)=\"[^\"]*\"", "");
  }

  private static String text(String sql) throws SQLException {
    return texts(sql).getFirst();
  }

  private static List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
