package org.waymark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.waymark.reports.Digest.Line;

/// A principal's week on paper.
class DigestTest {
  private static final Press PRESS = new Press();

  @Test
  void a_week_reads_aloud_as_well_as_it_prints() throws Exception {
    byte[] pdf = PRESS.digest(week(3, 2, 5));
    PdfUa.holds(pdf, 4);
    assertThat(PdfUa.text(pdf))
        .contains("3 students came to two serious signs this week, 2 students improved")
        .contains("Missed 12 of 140 school days this year");
  }

  @Test
  void a_long_week_repeats_its_headers_and_says_how_many_are_left_out() throws Exception {
    byte[] pdf = PRESS.digest(week(30, 60, 300));
    PdfUa.holds(pdf, 4);
    assertThat(PdfUa.text(pdf)).contains("260 more are on the list of students");
  }

  @Test
  void a_quiet_week_says_so() throws Exception {
    byte[] pdf = PRESS.digest(week(0, 0, 0));
    PdfUa.holds(pdf, 4);
    assertThat(PdfUa.text(pdf)).contains("Nobody this week.").contains("nobody came to two");
  }

  @Test
  void a_name_may_hold_anything() throws Exception {
    for (String name : List.of(
        "Zoë O’Neill-Đặng",
        "Ахмед Иванов",
        "<b>&amp;\"'</b>",
        "A\u0000\u000b\uD83Db",
        "李小龙",
        "محمد",
        "Smile \uD83D\uDE00")) {
      byte[] pdf = PRESS.digest(new Digest(
          name, "May 8 to 15", List.of(line(name)), List.of(), List.of(), 0, "for " + name));
      PdfUa.holds(pdf, 4);
    }
    assertThat(PdfUa.text(PRESS.digest(
            new Digest("<i>x</i>", "", List.of(), List.of(), List.of(), 0, "for the principal"))))
        .contains("<i>x</i>");
  }

  @Test
  void many_documents_at_a_time_do_not_disturb_each_other() throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Digest digest = week(i, 2, 3);
      tasks.add(() -> PdfUa.text(PRESS.digest(digest)));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      int n = 0;
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get())
            .contains(n == 0 ? "nobody came" : n + (n == 1 ? " student" : " students") + " came");
        n++;
      }
    }
  }

  private static Digest week(int high, int improved, int unchanged) {
    return new Digest(
        "Juniper High School",
        "May 8 to May 15, 2026",
        lines(high),
        lines(improved),
        lines(unchanged),
        unchanged,
        "made for the principal · student records: keep them as such");
  }

  private static List<Line> lines(int n) {
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      lines.add(line("Student " + i));
    }
    return lines;
  }

  private static Line line(String name) {
    return new Line(
        name,
        "Grade 9",
        "2 of 4 signs, 2 serious",
        "Missed 12 of 140 school days this year, 4 of 22 in the last 30 days",
        "May 11, 2026");
  }
}
