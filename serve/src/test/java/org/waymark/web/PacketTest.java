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
