package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Next steps, notes, the team, the timeline and deeds for several students, as people use them.
@SuppressWarnings("NullAway") // what is missing fails the test
class SupportPagesTest {
  private static final LocalDate TODAY = LocalDate.now();

  private static MapleValley district;
  private static Visitor leader;
  private static Visitor teacher;
  /// A student of the leader's school who misses many days and has no open plan.
  private static long absent;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    leader = Visitor.signedIn(district, Role.SCHOOL);
    teacher = Visitor.signedIn(district, Role.TEACHER);
    absent = absentees().getFirst();
  }

  @AfterAll
  static void put_the_folder_back() throws Exception {
    Path folder = district.database.dataDir().resolve("playbooks");
    Files.deleteIfExists(folder.resolve("bad.md"));
    Files.deleteIfExists(district.database.dataDir().resolve("waymark.yml"));
  }

  private static List<Long> absentees() throws Exception {
    var ids = new java.util.ArrayList<Long>();
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery("""
            select i.student_id from analytics.fact_indicators i
            where i.school_id = %d and i.attendance_flag in ('yellow', 'red') and i.last30_absent_days > 2
              and i.student_id <> %d order by i.student_id
            """.formatted(district.ownSchool, district.ownStudent))) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    assertThat(ids).hasSizeGreaterThan(4);
    return ids;
  }

  private static HttpResponse<String> post(Visitor visitor, String path, String fields)
      throws Exception {
    return visitor.post(path, fields + "&_csrf=" + Visitor.encoded(visitor.token("/keys")));
  }

  @Test
  void a_next_step_says_why_what_was_learned_and_how_sure_the_evidence_is() throws Exception {
    Document page = leader.page("/students/" + absent);
    var steps = page.select(".next-steps > li");
    assertThat(steps).isNotEmpty();
    assertThat(steps.first().text())
        .contains("Because:")
        .containsAnyOf(
            "Nobody here has decided about it yet", "Too few decisions by school leaders to say")
        .containsAnyOf("evidence", "rationale", "no study");
    leader.page("/students/" + absent);
    long shown = district.count("select count(*) from ledger.step_offer where student_id = "
        + absent + " and person_id = '" + district.personOf(Role.SCHOOL) + "'");
    assertThat(shown).as("shown twice, kept once").isEqualTo(steps.size());
    assertThat(district.count("select count(*) from ledger.step_offer where student_id = " + absent
            + " and (propensity <= 0 or propensity > 1)"))
        .isZero();
    Visitor.signedIn(district, Role.ANALYST).page("/students/" + absent);
    assertThat(
            district.count("select count(*) from ledger.step_offer where student_id = " + absent))
        .as("an analyst reads, and is offered nothing")
        .isEqualTo(shown);
  }

  @Test
  void accepting_fills_a_plan_from_the_playbook_and_hides_the_step() throws Exception {
    long student = absentees().get(1);
    Document form = leader.page("/students/" + student + "/plans/new?playbook=family-call");
    assertThat(form.select("#title").val()).isEqualTo("A call home, to listen first");
    assertThat(Double.parseDouble(form.select("#baseline").val())).isGreaterThan(2);
    assertThat(form.select("#target").val()).isEqualTo("2");
    StringBuilder fields = new StringBuilder("x=1");
    form.select(".plan-form input, .plan-form select, .plan-form textarea").forEach(field -> {
      if (!field.attr("name").equals("_csrf")) {
        fields
            .append('&')
            .append(field.attr("name"))
            .append('=')
            .append(Visitor.encoded(
                field.is("select") ? field.select("option[selected]").attr("value") : field.val()));
      }
    });
    var made = post(leader, "/students/" + student + "/plans", fields.toString());
    assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
    assertThat(district.count("select count(*) from ledger.step_decision where student_id = "
            + student + " and decision = 'accepted' and plan_id is not null"))
        .isEqualTo(1);
    Document page = leader.page("/students/" + student);
    assertThat(page.select(".next-steps").text()).doesNotContain("A call home");
    assertThat(page.text()).contains("A call home, to listen first: a plan is under way");
  }

  @Test
  void dismissing_needs_a_reason_and_putting_off_a_day_ahead() throws Exception {
    long student = absentees().get(2);
    String path = "/students/" + student + "/next-steps";
    for (String wrong : List.of(
        "playbook=family-call&decision=dismiss&reason=",
        "playbook=family-call&decision=dismiss&reason=other&words=" + "w".repeat(301),
        "playbook=family-call&decision=defer&until=" + TODAY,
        "playbook=family-call&decision=defer&until=tomorrow",
        "playbook=no-such-book&decision=dismiss&reason=other",
        "playbook=family-call&decision=explode")) {
      var answer = post(leader, path, wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text())
          .startsWith("◆ Nothing is saved");
    }
    assertThat(post(leader, path, "playbook=family-call&decision=dismiss&reason=tried_before")
            .statusCode())
        .isEqualTo(303);
    assertThat(post(
                leader,
                path,
                "playbook=attendance-letters&decision=defer&until=" + TODAY.plusDays(14))
            .statusCode())
        .isEqualTo(303);
    Document page = leader.page("/students/" + student);
    assertThat(page.text())
        .contains("was tried before")
        .contains("put off until " + TODAY.plusDays(14));
    assertThat(page.select(".next-steps h3").text())
        .doesNotContain("A call home")
        .doesNotContain("Letters to the family");
    assertThat(leader.get("/api/v1/students/" + student + "/next-steps").body())
        .contains("\"aside\":[")
        .contains("was tried before");
  }

  @Test
  void trying_out_is_switched_off_by_a_setting_without_a_restart() throws Exception {
    Path file = district.database.dataDir().resolve("waymark.yml");
    Files.writeString(file, "next_steps:\n  explore: false\n");
    try {
      Document page = leader.page("/students/" + absentees().get(3));
      assertThat(page.text()).contains("Trying out is switched off");
      assertThat(leader
              .get("/api/v1/students/" + absentees().get(3) + "/next-steps")
              .body())
          .contains("\"propensity\":1.0")
          .doesNotContain("Shown higher to learn");
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void a_note_is_read_by_those_for_whom_it_is_and_a_script_in_it_is_text() throws Exception {
    String path = "/students/" + district.ownStudent;
    String script = "<script>alert(1)</script> Mari's secret";
    assertThat(post(leader, path + "/notes", "visibility=leaders&body=" + Visitor.encoded(script))
            .statusCode())
        .isEqualTo(303);
    assertThat(post(leader, path + "/notes", "visibility=seers&body=For+all").statusCode())
        .isEqualTo(303);
    Document own = leader.page(path);
    assertThat(own.select(".notes script")).isEmpty();
    assertThat(own.select(".notes").text())
        .contains(script)
        .contains("Counselors and leaders only");
    assertThat(teacher.page(path).text()).contains("For all").doesNotContain("Mari's secret");
    for (String where : List.of("/timeline", "")) {
      assertThat(teacher.get(path + where).body()).doesNotContain("secret");
    }
    for (String where : List.of("/notes", "/timeline")) {
      assertThat(teacher.get("/api/v1" + path + where).body())
          .contains("For all")
          .doesNotContain("secret");
    }
    String back = own.select(".notes form").first().attr("action");
    assertThat(Jsoup.parse(post(teacher, back, "x=1").body()).text()).doesNotContain("taken back");
    post(leader, back, "x=1");
    assertThat(district.count(
            "select count(*) from ledger.note where withdrawn_at is not null and student_id = "
                + district.ownStudent))
        .isEqualTo(1);
  }

  @Test
  void a_note_that_is_too_long_or_for_nobody_is_refused_with_what_was_written_kept()
      throws Exception {
    String path = "/students/" + district.ownStudent + "/notes";
    var answer = post(teacher, path, "visibility=seers&body=" + "n".repeat(4001));
    assertThat(answer.statusCode()).isEqualTo(422);
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("[role=alert]").text())
        .contains("at most 4,000 characters, this one has 4,001");
    assertThat(page.select("textarea[name=body]").val()).hasSize(4001);
    for (String wrong : List.of(
        "visibility=seers&body=+++", "visibility=everybody&body=x", "visibility=leaders&body=x")) {
      assertThat(post(teacher, path, wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    assertThat(teacher
            .json(
                "POST",
                "/api/v1" + path,
                "{\"body\":\"by a machine\",\"visibility\":\"seers\"}",
                "")
            .statusCode())
        .isEqualTo(201);
    assertThat(teacher
            .json("POST", "/api/v1" + path, "{\"body\":\"\",\"visibility\":\"seers\"}", "")
            .statusCode())
        .isEqualTo(400);
    assertThat(teacher.json("POST", "/api/v1" + path, "{\"text\":\"x\"}", "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void nothing_that_people_write_is_in_the_log() throws Exception {
    String word = "unmistakableword";
    String path = "/students/" + district.ownStudent + "/notes";
    var before = System.out;
    var caught = new java.io.ByteArrayOutputStream();
    System.setOut(new java.io.PrintStream(caught, true, java.nio.charset.StandardCharsets.UTF_8));
    try {
      post(teacher, path, "visibility=seers&body=" + word);
      post(teacher, path, "visibility=wrong&body=" + word);
      teacher.json("POST", "/api/v1" + path, "{\"body\": " + word + "}", "");
    } finally {
      System.setOut(before);
    }
    assertThat(caught.toString(java.nio.charset.StandardCharsets.UTF_8)).doesNotContain(word);
  }

  @Test
  void the_team_takes_only_who_sees_the_student() throws Exception {
    String path = "/students/" + district.ownStudent + "/team";
    assertThat(post(leader, path, "person=" + district.personOf(Role.TEACHER) + "&duty=calls")
            .statusCode())
        .isEqualTo(303);
    assertThat(leader.page("/students/" + district.ownStudent).text()).contains("Rosa Kim, calls");
    for (String who :
        List.of(district.personOf(Role.ANALYST), district.personOf(Role.BOARD), "nobody")) {
      assertThat(post(leader, path, "person=" + who).statusCode()).as(who).isEqualTo(422);
    }
    Document page = leader.page("/students/" + district.ownStudent);
    String off = page.select("form[action*=/team/]").first().attr("action");
    assertThat(post(leader, off, "x=1").statusCode()).isEqualTo(303);
    assertThat(leader.page("/students/" + district.ownStudent).text())
        .doesNotContain("Rosa Kim, calls");
  }

  @Test
  void the_timeline_is_in_the_order_of_time_and_holds_only_what_the_person_may_see()
      throws Exception {
    Document page = leader.page("/students/" + absent + "/timeline");
    assertThat(page.select(".timeline li").size()).isGreaterThan(5);
    assertThat(page.text()).containsAnyOf("Missed a school day", "school days in a row");
    List<String> days = new java.util.ArrayList<>();
    var all = leader.get("/api/v1/students/" + absent + "/timeline").body();
    var matcher = java.util.regex.Pattern.compile("\"on\":\"([0-9-]+)\"").matcher(all);
    while (matcher.find()) {
      days.add(matcher.group(1));
    }
    assertThat(days).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    Document absences = leader.page("/students/" + absent + "/timeline?kind=absence");
    assertThat(absences.select(".timeline li"))
        .allSatisfy(li -> assertThat(li.text()).contains("Missed"));
    assertThat(teacher.get("/students/" + district.othersStudent + "/timeline").statusCode())
        .isEqualTo(404);
  }

  @Test
  void several_students_get_a_plan_at_once_and_each_line_says_what_was_done_or_why_not()
      throws Exception {
    List<Long> students = absentees().subList(3, 5);
    Document list = leader.page("/students?movement=");
    assertThat(list.select("input.pick[form=act]")).isNotEmpty();
    String entry = list.select("#act input[name=entry]").val();
    String chosen = "student=" + students.get(0) + "&student=" + students.get(1) + "&student="
        + district.othersStudent + "&student=17&student=nonsense";
    String fields =
        chosen + "&playbook=family-call&action=plan&entry=" + entry + "&query=tier%3Dhigh";
    var answer = post(leader, "/students/act", fields);
    assertThat(answer.statusCode()).isEqualTo(200);
    Document page = Jsoup.parse(answer.body());
    assertThat(page.select("h1").text()).isEqualTo("Done for 2 of 5 students; not for 3, and why");
    assertThat(page.text()).contains("plan started, led by you");
    assertThat(page.text().split("you can't see this student", -1)).hasSize(4);
    assertThat(page.text())
        .doesNotContain(district.nameOf(district.othersStudent).split(",")[0] + ":");
    assertThat(page.select("a.button").first().attr("href")).isEqualTo("/students?tier=high");
    Document again = Jsoup.parse(post(leader, "/students/act", fields).body());
    assertThat(again.text()).contains("a plan from this playbook is open already");
    assertThat(district.count(
            "select count(*) from ledger.plan where playbook = 'family-call' and student_id in ("
                + students.get(0) + "," + students.get(1) + ")"))
        .isEqualTo(2);
    Document unmeasured = Jsoup.parse(post(
            leader,
            "/students/act",
            "student=" + students.get(0) + "&playbook=check-in-check-out&action=plan")
        .body());
    assertThat(unmeasured.text())
        .containsAnyOf("answers nothing that is known", "needs a first measurement");
    Document later = Jsoup.parse(post(
            leader,
            "/students/act",
            chosen + "&playbook=attendance-letters&action=defer&until=" + TODAY.plusDays(7))
        .body());
    assertThat(later.select("h1").text()).startsWith("Done for 2 of 5");
    Document team = Jsoup.parse(post(
            leader,
            "/students/act",
            chosen + "&action=team&person=" + district.personOf(Role.TEACHER))
        .body());
    assertThat(team.text())
        .containsAnyOf("this person does not see the student", "on the team now");
  }

  @Test
  void a_deed_without_students_playbook_or_sense_does_nothing() throws Exception {
    for (String wrong : List.of(
        "action=plan&playbook=family-call",
        "action=plan&student=1",
        "action=explode&student=1",
        "action=defer&playbook=family-call&until=never&student=1",
        "action=team&student=1&person=",
        "action=plan&playbook=family-call" + "&student=1".repeat(3)
            + java.util.stream.IntStream.range(0, 101)
                .mapToObj(i -> "&student=" + i)
                .reduce("", String::concat))) {
      var answer = post(leader, "/students/act", wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
      assertThat(Jsoup.parse(answer.body()).select("h1").text()).startsWith("Nothing was done:");
    }
    assertThat(
            Visitor.signedIn(district, Role.ANALYST).page("/students").select("#act, input.pick"))
        .isEmpty();
  }

  @Test
  void a_bad_playbook_is_a_line_for_the_data_team_alone() throws Exception {
    Path folder = Files.createDirectories(district.database.dataDir().resolve("playbooks"));
    Files.writeString(folder.resolve("bad.md"), "---\ntitle: x\ntier: 4\n---\n");
    assertThat(Visitor.signedIn(district, Role.DISTRICT)
            .page("/playbooks")
            .select("[role=alert]")
            .text())
        .contains("1 file in the folder playbooks can't be read")
        .contains("bad.md:");
    assertThat(teacher.page("/playbooks").select("[role=alert]")).isEmpty();
    assertThat(teacher.page("/playbooks/check-and-connect").text())
        .contains("What Works Clearinghouse")
        .contains("two studies with 238 students");
    assertThat(teacher.get("/playbooks/no-such-book").statusCode()).isEqualTo(404);
  }
}
