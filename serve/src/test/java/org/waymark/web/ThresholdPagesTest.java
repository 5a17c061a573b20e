package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.engine.Progress;
import org.waymark.nightly.NightlyRun;
import org.waymark.nightly.Settings;
import org.waymark.web.MapleValley.Role;

/// What the district's data team does with the thresholds, and what nobody can do by mistake.
class ThresholdPagesTest {
  private static MapleValley district;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    dana = Visitor.signedIn(district, Role.DISTRICT);
  }

  @BeforeEach
  void nobody_saved_anything() throws Exception {
    district.execute("delete from ledger.threshold_version");
  }

  @Test
  void every_threshold_has_its_meaning_its_default_and_its_current_value() throws Exception {
    Document page = dana.page("/thresholds");
    assertThat(page.select(".setting")).hasSize(12);
    page.select(".setting").forEach(setting -> {
      assertThat(setting.select("label").text()).isNotEmpty();
      assertThat(setting.select(".was").text()).matches("now [0-9.]+, default [0-9.]+");
      assertThat(setting.select("input").val()).isNotEmpty();
    });
    assertThat(page.select("#attendance_yellow").val()).isEqualTo("90");
    assertThat(page.select("#what-if").text()).contains("60 to 75%").contains("3 to 8%");
    assertThat(page.select("main").text()).contains("Takes effect with the next run");
  }

  @Test
  void today_is_what_the_pages_show_and_every_school_adds_up() throws Exception {
    Document page = dana.page("/thresholds");
    long low = district.count("select count(*) from analytics.fact_indicators where tier = 'low'");
    assertThat(cell(page, "Students by warning signs", "No sign", 2)).isEqualTo(low);
    long flagged = district.count(
        "select count(*) from analytics.fact_indicators where tier in ('some', 'at_risk', 'high')");
    long bySchool = page.select("table:has(caption:contains(by school)) tbody tr").stream()
        .mapToLong(row -> number(row.children().get(1).text()))
        .sum();
    assertThat(bySchool).isEqualTo(flagged);
  }

  @Test
  void what_the_what_if_counts_is_what_the_next_run_publishes() throws Exception {
    Path work = Files.createTempDirectory("thresholds");
    Path mappings = Path.of(System.getProperty("waymark.home", ".."), "mappings");
    MapleValley own = MapleValley.make(work, mappings, 160, 0);
    try {
      Visitor visitor = Visitor.signedIn(own, Role.DISTRICT);
      Map<String, String> typed = typed(visitor);
      typed.put("attendance_yellow", "95");
      typed.put("minimum_enrolled_days", "20");
      typed.put("percentile_yellow", "40");
      typed.put("referrals_yellow", "1");
      Document tried = Jsoup.parse(post(visitor, typed, "try").body());
      long some = then(tried, "Students by warning signs", "One sign");
      long high = then(tried, "Students by warning signs", "Two or more serious signs");
      assertThat(cell(tried, "Students by warning signs", "One sign", 2)).isNotEqualTo(some);
      typed.put("note", "Our own lines");
      typed.put("confirm", "yes");
      assertThat(post(visitor, typed, "save").statusCode()).isEqualTo(303);
      var night = new NightlyRun(
              new NightlyRun.Request(
                  work.resolve("files"),
                  work.resolve("data"),
                  List.of(mappings),
                  MapleValley.THROUGH,
                  false),
              Settings.read(settings(work)),
              Progress.SILENT)
          .run(own.database);
      assertThat(night.published()).isTrue();
      assertThat(own.count("select count(*) from analytics.fact_indicators where tier = 'some'"))
          .isEqualTo(some);
      assertThat(own.count("select count(*) from analytics.fact_indicators where tier = 'high'"))
          .isEqualTo(high);
      Document after = visitor.page("/thresholds");
      assertThat(after.select("#attendance_yellow").val()).isEqualTo("95");
      assertThat(cell(after, "Students by warning signs", "One sign", 2)).isEqualTo(some);
      assertThat(after.select("main").text()).contains("version 1 on this page");
    } finally {
      own.server.close();
      own.database.close();
      MapleValley.delete(work);
    }
  }

  @Test
  void a_change_is_counted_before_it_is_saved_and_saving_is_a_second_step() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("attendance_yellow", "85");
    HttpResponse<String> tried = post(dana, typed, "try");
    assertThat(tried.statusCode()).isEqualTo(200);
    Document page = Jsoup.parse(tried.body());
    assertThat(page.select("#what-if h2").text()).isEqualTo("What would change");
    assertThat(then(page, "Students by indicator", "Attendance: sign"))
        .isLessThan(cell(page, "Students by indicator", "Attendance: sign", 1));
    assertThat(versions()).isZero();
    typed.put("note", "Fewer, so that each is called");
    HttpResponse<String> saved = post(dana, typed, "save");
    assertThat(saved.statusCode()).isEqualTo(303);
    Document history = dana.page(saved.headers().firstValue("Location").orElseThrow());
    assertThat(history.select(".notice").text())
        .contains("Version 1 is saved")
        .contains("next run");
    assertThat(
            history.select("table:has(caption:contains(newest first)) tbody tr").text())
        .contains("Dana Reyes")
        .contains("Attendance, sign: 90 → 85% present")
        .contains("Fewer, so that each is called");
    assertThat(history.select("main").text()).contains("The next run takes the current ones");
  }

  @Test
  void what_cannot_be_read_is_told_at_its_field_and_nothing_typed_is_lost() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("attendance_yellow", "ninety");
    typed.put("percentile_red", "30");
    typed.put("gpa_red", "");
    typed.put("referrals_red", "1");
    typed.put("class_gap_share", "0.3");
    typed.put("mastery_score", "9".repeat(100_000));
    typed.put("behavior_days", "44.5");
    typed.put("note", "A note <b>of mine</b>");
    HttpResponse<String> answer = post(dana, typed, "save");
    assertThat(answer.statusCode()).isEqualTo(422);
    Document page = Jsoup.parse(answer.body());
    assertThat(trouble(page, "attendance_yellow"))
        .contains("Saw “ninety”; expected a number from 50 to 100 with at most 1 decimal");
    assertThat(page.select("#attendance_yellow").val()).isEqualTo("ninety");
    assertThat(page.select("#attendance_yellow").attr("aria-invalid")).isEqualTo("true");
    assertThat(trouble(page, "percentile_red")).contains("can't be looser").contains("25 or less");
    assertThat(trouble(page, "gpa_red")).contains("Nothing was entered");
    assertThat(trouble(page, "referrals_red")).contains("can't be looser").contains("2 or more");
    assertThat(trouble(page, "class_gap_share")).contains("from 1 to 99");
    assertThat(trouble(page, "mastery_score")).contains("Saw 100,000 characters");
    assertThat(trouble(page, "behavior_days")).contains("a whole number from 1 to 180");
    assertThat(page.select("#note").val()).isEqualTo("A note <b>of mine</b>");
    assertThat(answer.body()).doesNotContain("<b>of mine");
    assertThat(versions()).isZero();
  }

  @Test
  void ten_megabytes_are_refused_in_words() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("note", "x".repeat(10_000_000));
    HttpResponse<String> answer = post(dana, typed, "save");
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Jsoup.parse(answer.body()).text())
        .contains("too long")
        .contains("Nothing was changed");
    assertThat(versions()).isZero();
  }

  @Test
  void a_note_says_why_or_nothing_is_saved() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("attendance_yellow", "85");
    Document page = Jsoup.parse(post(dana, typed, "save").body());
    assertThat(page.select("#note-trouble").text()).contains("Say why");
    typed.put("note", "y".repeat(501));
    page = Jsoup.parse(post(dana, typed, "save").body());
    assertThat(page.select("#note-trouble").text()).contains("501 characters; 500 fit");
    assertThat(page.select("#note").val()).hasSize(501);
    assertThat(versions()).isZero();
  }

  @Test
  void flagging_more_than_forty_percent_takes_an_explicit_yes() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("attendance_yellow", "100");
    typed.put("percentile_yellow", "90");
    typed.put("note", "Everybody");
    Document warned = Jsoup.parse(post(dana, typed, "try").body());
    assertThat(warned.select("#what-if .notice").text()).contains("Over 40%");
    HttpResponse<String> first = post(dana, typed, "save");
    assertThat(first.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(first.body()).select("input[name=confirm]")).hasSize(1);
    assertThat(versions()).isZero();
    typed.put("confirm", "yes");
    assertThat(post(dana, typed, "save").statusCode()).isEqualTo(303);
    assertThat(versions()).isEqualTo(1);
    assertThat(
            district.count(
                "select count(*) from ledger.threshold_version where flagged_share_after > 0.4 and flagged_share_before < flagged_share_after"))
        .isEqualTo(1);
  }

  @Test
  void of_two_who_save_at_once_the_second_reads_what_changed_and_keeps_what_she_typed()
      throws Exception {
    Map<String, String> first = typed(dana);
    Map<String, String> second = typed(dana);
    first.put("attendance_yellow", "85");
    first.put("note", "First");
    second.put("gpa_red", "1.2");
    second.put("note", "Second");
    assertThat(post(dana, first, "save").statusCode()).isEqualTo(303);
    HttpResponse<String> late = post(dana, second, "save");
    assertThat(late.statusCode()).isEqualTo(409);
    Document page = Jsoup.parse(late.body());
    assertThat(page.select(".notice.bad").text())
        .contains("Nothing of yours is saved")
        .contains("Version 1, Dana Reyes")
        .contains("Attendance, sign: 90 → 85% present");
    assertThat(page.select("#gpa_red").val()).isEqualTo("1.2");
    assertThat(page.select("#note").val()).isEqualTo("Second");
    assertThat(page.select("input[name=base]").val()).isEqualTo("1");
    assertThat(versions()).isEqualTo(1);
    second.put("base", "17");
    assertThat(post(dana, second, "save").statusCode())
        .as("a version that nobody saw")
        .isEqualTo(409);
    assertThat(versions()).isEqualTo(1);
  }

  @Test
  void saving_what_is_in_force_already_saves_nothing() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("note", "Nothing new");
    HttpResponse<String> answer = post(dana, typed, "save");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Jsoup.parse(answer.body()).select(".notice").text()).contains("Nothing differs");
    assertThat(versions()).isZero();
  }

  @Test
  void an_older_version_can_be_filled_in_again() throws Exception {
    Map<String, String> typed = typed(dana);
    typed.put("attendance_yellow", "85");
    typed.put("note", "One");
    post(dana, typed, "save");
    typed.put("base", "1");
    typed.put("attendance_yellow", "88");
    typed.put("note", "Two");
    assertThat(post(dana, typed, "save").statusCode()).isEqualTo(303);
    assertThat(dana.page("/thresholds").select("#attendance_yellow").val()).isEqualTo("88");
    assertThat(dana.page("/thresholds?from=1").select("#attendance_yellow").val())
        .isEqualTo("85");
    assertThat(
            dana.page("/thresholds?from=defaults").select("#attendance_yellow").val())
        .isEqualTo("90");
    assertThat(dana.get("/api/v1/thresholds").body())
        .contains("\"attendance_yellow\":0.88")
        .contains("version 2 on this page");
  }

  @Test
  void without_a_snapshot_the_page_says_so_and_saving_takes_an_explicit_yes() throws Exception {
    Path snapshots = district.database.dataDir().resolve("snapshots");
    Path aside = snapshots.resolveSibling("snapshots-aside");
    Files.move(snapshots, aside);
    try {
      Map<String, String> typed = typed(dana);
      typed.put("attendance_yellow", "85");
      typed.put("note", "Blind");
      Document page = Jsoup.parse(post(dana, typed, "try").body());
      assertThat(page.select("#what-if").text()).contains("no snapshot of a finished run");
      assertThat(post(dana, typed, "save").statusCode()).isEqualTo(422);
      Files.createDirectories(snapshots);
      Files.writeString(snapshots.resolve(district.runId + ".duckdb"), "half a fi");
      page = Jsoup.parse(post(dana, typed, "try").body());
      assertThat(page.select("#what-if").text()).contains("can't be read just now");
      assertThat(page.select("#attendance_yellow").val()).isEqualTo("85");
      assertThat(versions()).isZero();
    } finally {
      Files.deleteIfExists(snapshots.resolve(district.runId + ".duckdb"));
      Files.deleteIfExists(snapshots);
      Files.move(aside, snapshots);
    }
  }

  @Test
  void only_the_district_saves_and_only_with_its_own_form() throws Exception {
    for (Role role : Role.CORE) {
      Visitor visitor = Visitor.signedIn(district, role);
      assertThat(visitor.post("/thresholds", "action=try").statusCode()).isEqualTo(403);
      String form = "action=try&_csrf=" + Visitor.encoded(visitor.token("/"));
      assertThat(visitor.post("/thresholds", form).statusCode())
          .as(role.name())
          .isEqualTo(role == Role.DISTRICT ? 422 : 404);
    }
  }

  private static Path settings(Path work) throws Exception {
    Files.writeString(work.resolve("data/waymark.yml"), "tenant: " + MapleValley.TENANT + "\n");
    return work.resolve("data");
  }

  private static long versions() throws Exception {
    return district.count("select count(*) from ledger.threshold_version");
  }

  private static Map<String, String> typed(Visitor visitor) throws Exception {
    Map<String, String> typed = new LinkedHashMap<>();
    visitor.page("/thresholds").select("form.settings input[name]").stream()
        .filter(input -> !input.attr("type").equals("checkbox"))
        .forEach(input -> typed.put(input.attr("name"), input.val()));
    return typed;
  }

  private static HttpResponse<String> post(
      Visitor visitor, Map<String, String> typed, String action) throws Exception {
    String form = typed.entrySet().stream()
        .map(e -> e.getKey() + "=" + Visitor.encoded(e.getValue()))
        .collect(Collectors.joining("&"));
    return visitor.post("/thresholds", form + "&action=" + action);
  }

  private static String trouble(Document page, String field) {
    return page.select("#" + field + "-trouble").text();
  }

  private static long then(Document page, String table, String line) {
    int column = table.equals("Students by warning signs") ? 4 : 3;
    return cell(page, table, line, column);
  }

  /// @param column 0 is the name of the line
  private static long cell(Document page, String table, String line, int column) {
    var row = page.select("table:has(caption:contains(" + table + ")) tbody tr").stream()
        .filter(tr -> tr.select("th").text().equals(line))
        .findFirst()
        .orElseThrow();
    return number(row.children().get(column).text());
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }
}
