package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.reports.PdfUa;
import org.waymark.web.MapleValley.Role;

/// The packet that a team takes into a meeting about one student.
@SuppressWarnings("NullAway") // what is missing fails the test
class PacketTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void a_packet_reads_aloud_as_well_as_it_prints() throws Exception {
    byte[] packet = packet(Role.COUNSELOR, district.counseledStudent);
    keep("packet.pdf", packet);
    PdfUa.holds(packet, 8);
  }

  @Test
  void a_packet_is_two_pages_whoever_it_is_about() throws Exception {
    for (long student : extremes()) {
      byte[] packet = packet(Role.DISTRICT, student);
      keep("packet-" + student + ".pdf", packet);
      assertThat(PdfUa.pages(packet)).as("pages about " + student).isEqualTo(2);
    }
  }

  @Test
  void a_packet_says_what_the_page_says_and_when_and_for_whom_it_was_printed() throws Exception {
    long student = district.counseledStudent;
    String words = flat(PdfUa.text(packet(Role.COUNSELOR, student)));
    var page = Visitor.signedIn(district, Role.COUNSELOR).page("/students/" + student);
    assertThat(words).contains(flat(page.selectFirst("h1").text()));
    for (var indicator : page.select(".indicator")) {
      assertThat(words).contains(flat(indicator.select("p").last().text()));
    }
    assertThat(words)
        .contains("data through Fri, May 15")
        .contains("for Cora Bell (counselor)")
        .contains("What we decided");
    assertThat(page.select("a[href$=packet.pdf]")).hasSize(1);
  }

  @Test
  void a_packet_of_a_student_whom_one_may_not_see_does_not_exist() throws Exception {
    Visitor rosa = Visitor.signedIn(district, Role.TEACHER);
    String others = "/students/" + district.othersStudent + "/packet.pdf";
    assertThat(rosa.get(others).statusCode()).isEqualTo(404);
    assertThat(rosa.get("/students/17/packet.pdf").statusCode()).isEqualTo(404);
    for (Role role : List.of(Role.BOARD, Role.ADMINISTRATOR, Role.OPERATOR)) {
      assertThat(Visitor.signedIn(district, role).get(others).statusCode())
          .as(role.name())
          .isEqualTo(404);
    }
  }

  @Test
  void a_packet_is_on_record_as_printed() throws Exception {
    String count = "select count(*) from ledger.audit where action = 'print'"
        + " and place = '/students/{id}/packet.pdf' and student_ids = array["
        + district.ownStudent
        + "]::bigint[]";
    long before = district.count(count);
    packet(Role.TEACHER, district.ownStudent);
    assertThat(district.count(count)).isEqualTo(before + 1);
  }

  @Test
  void a_packet_tells_of_plans_beside_their_goal_and_of_notes_that_may_go_around_a_table()
      throws Exception {
    long student = district.counseledStudent;
    String cora =
        "(select person_id from ledger.person where email = '" + Role.COUNSELOR.email + "')";
    for (int i = 0; i < 3; i++) {
      district.execute("""
          insert into ledger.plan (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target,
            goal_by, starts_on, minutes_per_session, sessions_per_week, lead_id, created_by, created_role, changed_by)
          values ('maple-valley', %1$d, 'packet-plan-%2$d', 'Morning check-in %2$d', 2, 'attendance',
            'days missed in a month', 6, 1, '2026-06-01', '2026-01-05', 15, 5, %3$s, %3$s, 'counselor', %3$s)
          """.formatted(student, i, cora));
      for (int month = 1; month <= 5; month++) {
        district.execute("""
            insert into ledger.plan_point (plan_id, tenant_id, student_id, measured_on, value, noted_by)
            select plan_id, tenant_id, student_id, date '2026-%2$02d-28', %3$d, created_by
            from ledger.plan where entry_key = 'packet-plan-%1$d'
            """.formatted(i, month, 7 - month));
      }
    }
    for (String visibility : List.of("seers", "team", "leaders")) {
      district.execute(
          """
          insert into ledger.note (tenant_id, student_id, entry_key, visibility, body, written_by)
          values ('maple-valley', %d, 'packet-note-%2$s', '%2$s', 'Told to %2$s. %3$s', %4$s)
          """.formatted(student, visibility, "The family likes mornings. ".repeat(30), cora));
    }
    try {
      byte[] packet = packet(Role.COUNSELOR, student);
      keep("packet-plans.pdf", packet);
      PdfUa.holds(packet, 10);
      assertThat(PdfUa.pages(packet)).isEqualTo(2);
      assertThat(flat(PdfUa.text(packet)))
          .contains("Morning check-in 0 (tier 2, attendance)")
          .contains("from 6 on Jan 5, 2026 to 1 by Jun 1, 2026")
          .contains("15 minutes, 5 times a week; held 0 of ")
          .contains("Goal line")
          .contains("By the four-point rule: ")
          .contains("Told to seers.")
          .contains("Told to team.")
          .doesNotContain("Told to leaders.")
          .contains("1 note for counselors and leaders only is not printed.");
    } finally {
      district.execute("""
          alter table ledger.plan_event disable trigger append_only;
          delete from ledger.note where entry_key like 'packet-note-%';
          delete from ledger.plan_point where plan_id in (select plan_id from ledger.plan where entry_key like 'packet-plan-%');
          delete from ledger.plan_event where plan_id in (select plan_id from ledger.plan where entry_key like 'packet-plan-%');
          delete from ledger.plan where entry_key like 'packet-plan-%';
          alter table ledger.plan_event enable trigger append_only""");
    }
  }

  private static byte[] packet(Role role, long student) throws Exception {
    Visitor visitor = Visitor.signedIn(district, role);
    byte[] body = visitor.bytes("/students/" + student + "/packet.pdf");
    assertThat(new String(body, 0, Math.min(5, body.length))).isEqualTo("%PDF-");
    return body;
  }

  /// Those with the most of something, one with the least, and the usual one.
  private static List<Long> extremes() throws Exception {
    List<Long> students = new ArrayList<>();
    for (String table : List.of(
        "fact_incidents", "fact_course_grades", "fact_assessments", "fact_program_participation")) {
      students.add(district.count("select student_id from analytics." + table
          + " join analytics.dim_students using (tenant_id, student_id)"
          + " group by 1 order by count(*) desc, 1 limit 1"));
    }
    students.add(
        district.count("select s.student_id from analytics.dim_students s order by (select count(*)"
            + " from analytics.fact_assessments a where a.student_id = s.student_id), 1 limit 1"));
    return students.stream().distinct().toList();
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /// For whoever looks at it: `-Dwaymark.keep=DIR`.
  private static void keep(String name, byte[] pdf) throws Exception {
    String folder = System.getProperty("waymark.keep");
    if (folder != null) {
      Files.write(Files.createDirectories(Path.of(folder)).resolve(name), pdf);
    }
  }
}
