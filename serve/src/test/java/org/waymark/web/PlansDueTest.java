package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.web.MapleValley.Role;

/// Plans that need something, on the first page of whoever is to do it, on the district's day.
@SuppressWarnings("NullAway") // what is missing fails the test
class PlansDueTest {
  private static final String OVERDUE = "past the goal's day without an outcome";
  private static final String POINT = "not measured for two weeks";
  private static final String DUE = "a session due today";

  @TempDir
  Path folder;

  private static MapleValley district;
  private static Visitor teacher;
  private static Visitor leader;
  private static Visitor counselor;
  private static int plans;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    teacher = Visitor.signedIn(district, Role.TEACHER);
    leader = Visitor.signedIn(district, Role.SCHOOL);
    counselor = Visitor.signedIn(district, Role.COUNSELOR);
  }

  @AfterEach
  void take_away() throws Exception {
    Files.deleteIfExists(district.database.dataDir().resolve("waymark.yml"));
    district.execute("""
        alter table ledger.plan_event disable trigger append_only;
        delete from ledger.plan_event where plan_id in (select plan_id from ledger.plan where title like 'Due %');
        delete from ledger.plan_session where plan_id in (select plan_id from ledger.plan where title like 'Due %');
        delete from ledger.plan_point where plan_id in (select plan_id from ledger.plan where title like 'Due %');
        delete from ledger.plan where title like 'Due %';
        alter table ledger.plan_event enable trigger append_only""");
  }

  /// A plan that the teacher leads, with days from today.
  private static long plan(int startsIn, int goalIn, int perWeek) throws Exception {
    String key = "due-plan-" + ++plans + "-" + System.nanoTime();
    district.execute("""
        insert into ledger.plan (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target, goal_by,
          starts_on, minutes_per_session, sessions_per_week, lead_id, created_by, created_role, changed_by)
        select '%s', %d, '%s', 'Due %d', 2, 'math', 'score', 1, 2, current_date + (%d), current_date + (%d), 30, %d,
               p.person_id, p.person_id, p.role, p.person_id
        from ledger.person p where p.email = '%s'""".formatted(
            MapleValley.TENANT,
            district.ownStudent,
            key,
            plans,
            goalIn,
            startsIn,
            perWeek,
            Role.TEACHER.email));
    return district.count("select plan_id from ledger.plan where entry_key = '" + key + "'");
  }

  /// How many plans the first page says need that.
  private static int needs(Visitor visitor, String what) throws Exception {
    for (String line : visitor.page("/").select(".findings strong").eachText()) {
      var number = Pattern.compile("^(\\d+) .*" + Pattern.quote(what)).matcher(line);
      if (number.find()) {
        return Integer.parseInt(number.group(1));
      }
    }
    return 0;
  }

  @Test
  void what_is_due_stands_on_the_first_page_of_who_leads_it_and_of_the_school() throws Exception {
    int overdue = needs(teacher, OVERDUE);
    int school = needs(leader, OVERDUE);
    int others = needs(counselor, OVERDUE);
    int unmeasured = needs(teacher, POINT);
    long late = plan(-60, -1, 2);
    long quiet = plan(-30, 30, 2);
    plan(-3, 60, 2);
    assertThat(needs(teacher, OVERDUE)).isEqualTo(overdue + 1);
    assertThat(needs(leader, OVERDUE)).isEqualTo(school + 1);
    assertThat(needs(counselor, OVERDUE)).as("led by somebody else").isEqualTo(others);
    assertThat(needs(teacher, POINT)).isEqualTo(unmeasured + 1);
    assertThat(teacher.get("/api/v1/today").body()).contains("Plans that need something", POINT);

    Document list = teacher.page("/plans?whose=mine&show=overdue");
    assertThat(list.select("a[href=/plans/" + late + "]")).isNotEmpty();
    assertThat(list.select("a[href=/plans/" + quiet + "]")).isEmpty();
    Document measure = teacher.page("/plans?whose=mine&show=point");
    assertThat(measure.select("a[href=/plans/" + quiet + "]")).isNotEmpty();
    assertThat(measure.select("a[href=/plans/" + late + "]")).isEmpty();

    teacher.submit("/plans", "/plans/" + quiet + "/points", "value=1.5");
    teacher.submit("/plans", "/plans/" + late + "/end", "version=1&outcome=met&reason=done");
    assertThat(needs(teacher, POINT)).isEqualTo(unmeasured);
    assertThat(needs(teacher, OVERDUE)).isEqualTo(overdue);
    for (Role role : new Role[] {Role.ANALYST, Role.BOARD, Role.OPERATOR, Role.ADMINISTRATOR}) {
      assertThat(Visitor.signedIn(district, role).get("/").body())
          .as(role.name())
          .doesNotContain("Plans that need something");
    }
  }

  @Test
  void a_session_is_logged_in_two_clicks_from_the_first_page() throws Exception {
    // nothing is due on a weekend
    boolean isSchoolDay = LocalDate.now().getDayOfWeek().getValue() <= 5;
    int before = needs(teacher, DUE);
    long plan = plan(-30, 30, 7);
    assertThat(needs(teacher, DUE)).isEqualTo(before + (isSchoolDay ? 1 : 0));
    String first = isSchoolDay
        ? teacher.page("/").select(".findings a").stream()
            .map(link -> link.attr("href"))
            .filter(link -> link.endsWith("show=due"))
            .findFirst()
            .orElseThrow()
        : "/plans?whose=mine&show=open";
    Document list = teacher.page(first);
    var form = list.select("form[action=/plans/" + plan + "/sessions]").first();
    assertThat(form.select("input:not([type=hidden])")).as("one button").isEmpty();
    teacher.submit(
        "/plans",
        form.attr("action"),
        "entry=" + form.select("input[name=entry]").attr("value"));
    assertThat(needs(teacher, DUE)).isEqualTo(before);
    assertThat(district.count("select count(*) from ledger.plan_session where plan_id = " + plan
            + " and held_on = '" + LocalDate.now() + "'"))
        .isEqualTo(1);
  }

  @Test
  void today_is_the_districts_day_wherever_the_server_stands() throws Exception {
    for (String zone : new String[] {"Pacific/Kiritimati", "Pacific/Pago_Pago"}) {
      zone(ZoneId.of(zone));
      LocalDate today = LocalDate.now(ZoneId.of(zone));
      assertThat(teacher.page("/plans").text()).contains("today is " + Words.date(today));
      long plan = plan(-30, 30, 7);
      teacher.submit("/plans", "/plans/" + plan + "/sessions", "entry=zone-entry-" + plan);
      assertThat(district.count("select count(*) from ledger.plan_session where plan_id = " + plan
              + " and held_on = '" + today + "'"))
          .as(zone)
          .isEqualTo(1);
      assertThat(teacher
              .submit("/plans", "/plans/" + plan + "/sessions", "on=" + today.plusDays(1))
              .statusCode())
          .as("tomorrow in " + zone)
          .isEqualTo(422);
    }
  }

  @Test
  void the_clock_follows_the_file_and_outlives_a_mistake_in_it() throws Exception {
    Path file = folder.resolve("waymark.yml");
    var time = new DistrictTime(
        folder, Clock.fixed(Instant.parse("2026-06-02T03:00:00Z"), ZoneOffset.UTC));
    assertThat(time.zone()).isEqualTo(ZoneId.systemDefault());
    write(file, "time_zone: America/Chicago\n", 1);
    assertThat(time.today()).isEqualTo(LocalDate.of(2026, 6, 1));
    assertThat(time.words(OffsetDateTime.parse("2026-06-02T12:00:00Z")))
        .isEqualTo("Tue, Jun 2, 07:00");
    write(file, "time_zone: America/Chicageaux\n", 2);
    assertThat(time.zone()).isEqualTo(ZoneId.of("America/Chicago"));
    write(file, "time_zone: Europe/Berlin\n", 3);
    assertThat(time.today()).isEqualTo(LocalDate.of(2026, 6, 2));
  }

  private static void write(Path file, String text, int second) throws Exception {
    Files.writeString(file, text);
    Files.setLastModifiedTime(
        file,
        java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_800_000_000L + second)));
  }

  private static void zone(ZoneId zone) throws Exception {
    Files.writeString(
        district.database.dataDir().resolve("waymark.yml"), "time_zone: " + zone + "\n");
  }
}
