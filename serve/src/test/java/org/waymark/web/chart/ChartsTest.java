package org.waymark.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class ChartsTest {

  @Test
  void ticks_are_round_and_inside() {
    assertThat(new Scale(0.84, 1, 0, 100).ticks(4)).containsExactly(0.85, 0.9, 0.95, 1.0);
    assertThat(new Scale(0, 730, 0, 1).ticks(4)).containsExactly(0.0, 200.0, 400.0, 600.0);
  }

  @Test
  void a_small_school_far_from_the_rest_is_within_chance_and_a_large_one_is_not() {
    // p = 0.2: three standard errors are 0.39 for 10 students and 0.039 for 1,000
    assertThat(FunnelChart.standing(new FunnelChart.Place("Small", 10, 5), 0.2))
        .isEqualTo(FunnelChart.Standing.WITHIN);
    assertThat(FunnelChart.standing(new FunnelChart.Place("Large", 1_000, 250), 0.2))
        .isEqualTo(FunnelChart.Standing.HIGHER);
    assertThat(FunnelChart.standing(new FunnelChart.Place("Calm", 1_000, 150), 0.2))
        .isEqualTo(FunnelChart.Standing.LOWER);
  }

  @Test
  void a_day_without_submitted_attendance_is_hatched_and_no_school_is_no_cell() {
    Document svg = parsed(AttendanceCalendar.draw(
        "Days", AttendanceCalendar.days(LocalDate.of(2026, 3, 2), "PAU?S..TP")));
    assertThat(svg.select("rect.day")).hasSize(5);
    assertThat(svg.select("path.day").attr("d").chars().filter(c -> c == 'z')).hasSize(2);
    assertThat(svg.select("rect.unknown")).hasSize(1);
    assertThat(svg.select("path.hatch")).hasSize(1);
    assertThat(svg.select("rect.late title").text())
        .isEqualTo("Mon, Mar 9: late (counts as present)");
  }

  @Test
  void a_name_from_the_data_cannot_leave_its_place() {
    Picture picture = FunnelChart.draw(
        "Schools",
        List.of(
            new FunnelChart.Place("<script>alert(1)</script>", 100, 20),
            new FunnelChart.Place("B & \"C\"", 200, 90)),
        "students");
    assertThat(picture.wide()).doesNotContain("<script").contains("B &amp; &quot;C&quot;");
    assertThat(parsed(picture).select("script")).isEmpty();
  }

  @Test
  void figures_have_words_for_those_who_do_not_see_them_and_no_style_of_their_own() {
    Picture picture = TrendChart.draw(
        "Attendance",
        List.of(new TrendChart.Month("Aug", 0.95, 0.94), new TrendChart.Month("Sep", null, 0.93)),
        "2025–26",
        "2024–25");
    Document svg = parsed(picture);
    assertThat(svg.select("svg[role=img] > title").text()).isEqualTo("Attendance");
    assertThat(svg.select("svg > desc").text()).isNotBlank();
    assertThat(picture.wide()).doesNotContain("style=").doesNotContain("fill=");
    assertThat(svg.select("circle.dot")).hasSize(1);
  }

  private static Document parsed(Picture picture) {
    return Jsoup.parse(picture.wide(), "", Parser.xmlParser());
  }
}
