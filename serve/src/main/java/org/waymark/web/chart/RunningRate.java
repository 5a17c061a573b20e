package org.waymark.web.chart;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/// A student's attendance rate since the first day, day after day, against the 90 % line.
public final class RunningRate {
  private static final int HEIGHT = 230;

  private RunningRate() {}

  /// @param rate the student's rate as the rule counts it, which may take half days; the line
  /// counts
  ///     whole ones
  public static Picture draw(String title, List<AttendanceCalendar.Day> days, String rate) {
    return Picture.of(560, width -> draw(width, title, days, rate));
  }

  private static String draw(
      int width, String title, List<AttendanceCalendar.Day> days, String known) {
    List<AttendanceCalendar.Day> counted =
        days.stream().filter(AttendanceCalendar.Day::isCounted).toList();
    Svg svg = new Svg(
        width,
        HEIGHT,
        "running",
        title,
        "The rate since the first day of school; the 90 percent line marks chronic absence.");
    if (counted.isEmpty()) {
      return svg.text("axis", width / 2.0, HEIGHT / 2.0, "middle", "No day counted yet")
          .end();
    }
    LocalDate first = counted.getFirst().on();
    LocalDate last = counted.getLast().on();
    double low = 1;
    double absent = 0;
    for (int i = 0; i < counted.size(); i++) {
      absent += counted.get(i).isAbsent() ? 1 : 0;
      if (i >= 9) {
        low = Math.min(low, 1 - absent / (i + 1));
      }
    }
    double floor = Math.max(0, Math.min(0.8, Math.floor((low - 0.02) * 10) / 10));
    Scale x = new Scale(0, Math.max(1, ChronoUnit.DAYS.between(first, last)), 38, width - 52);
    Scale y = new Scale(floor, 1, HEIGHT - 26, 10);
    for (double tick : y.ticks(4)) {
      svg.line("grid", 38, y.at(tick), width - 52, y.at(tick));
      svg.text("axis", 32, y.at(tick) + 4, "end", Math.round(tick * 100) + "%");
    }
    svg.line("goal", 38, y.at(0.9), width - 52, y.at(0.9));
    svg.text("label goal", width - 54, y.at(0.9) + 14, "end", "90% line");
    months(svg, first, last, x, width);
    StringBuilder d = new StringBuilder();
    absent = 0;
    double rate = 1;
    for (int i = 0; i < counted.size(); i++) {
      absent += counted.get(i).isAbsent() ? 1 : 0;
      rate = 1 - absent / (i + 1);
      d.append(i == 0 ? 'M' : 'L')
          .append(Svg.number(x.at(ChronoUnit.DAYS.between(first, counted.get(i).on()))))
          .append(' ')
          .append(Svg.number(y.at(Math.max(floor, rate))));
    }
    svg.path("line this", d.toString());
    svg.text("label this", width - 48, y.at(Math.max(floor, rate)) + 4, "start", known);
    return svg.end();
  }

  private static void months(Svg svg, LocalDate first, LocalDate last, Scale x, int width) {
    int step = width < 400 ? 2 : 1;
    int seen = 0;
    double previous = -100;
    for (LocalDate month = first;
        !month.isAfter(last);
        month = month.plusMonths(1).withDayOfMonth(1)) {
      double place = x.at(ChronoUnit.DAYS.between(first, month));
      if (seen++ % step == 0 && place - previous > 26) {
        String name = month.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
        svg.text("axis", place, HEIGHT - 8, "start", name);
        previous = place;
      }
    }
  }
}
