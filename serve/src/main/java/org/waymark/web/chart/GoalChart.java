package org.waymark.web.chart;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measurements of a plan against the straight line from its baseline to its target. The axis
/// says which way is better, because for absences it is down.
public final class GoalChart {
  private static final int HEIGHT = 230;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d", Locale.US);

  private GoalChart() {}

  /// One end of the goal line, or a measurement.
  ///
  /// @param words what a pointer reads; empty for an end of the line
  public record Point(LocalDate on, double value, String words) {}

  /// @param points oldest first; may be empty
  /// @param isLowerBetter whether down is better
  public static Picture draw(
      String title, Point from, Point goal, List<Point> points, boolean isLowerBetter) {
    return Picture.of(600, width -> draw(width, title, from, goal, points, isLowerBetter));
  }

  private static String draw(
      int width, String title, Point from, Point goal, List<Point> points, boolean isLowerBetter) {
    Svg svg = new Svg(
        width,
        HEIGHT,
        "progress",
        title,
        "Measurements as dots against the goal line; %s is better. The table beside it has the numbers."
            .formatted(isLowerBetter ? "lower" : "higher"));
    List<Point> all = new ArrayList<>(points);
    all.add(from);
    all.add(goal);
    LocalDate first = all.stream().map(Point::on).min(LocalDate::compareTo).orElseThrow();
    LocalDate last = all.stream().map(Point::on).max(LocalDate::compareTo).orElseThrow();
    double low = all.stream().mapToDouble(Point::value).min().orElse(0);
    double high = all.stream().mapToDouble(Point::value).max().orElse(1);
    double air = Math.max((high - low) * 0.1, 1e-6);
    // counts have a floor: an axis must not promise fewer than none
    double floor = low >= 0 ? Math.max(0, low - air) : low - air;
    double left = 46;
    double right = width - (width < 400 ? 50 : 70);
    Scale y = new Scale(floor, high + air, HEIGHT - 30, 22);
    Scale x = new Scale(0, Math.max(1, ChronoUnit.DAYS.between(first, last)), left, right);
    for (double tick : y.ticks(4)) {
      svg.line("grid", left - 6, y.at(tick), right, y.at(tick));
      svg.text("axis", left - 10, y.at(tick) + 4, "end", words(tick));
    }
    svg.text(
        "axis", left - 6, 12, "start", isLowerBetter ? "↓ lower is better" : "↑ higher is better");
    svg.line(
        "goal-line", x(x, first, from), y.at(from.value()), x(x, first, goal), y.at(goal.value()));
    if (last.isAfter(goal.on())) {
      svg.line("goal-line", x(x, first, goal), y.at(goal.value()), right, y.at(goal.value()));
    }
    svg.text(
        "label goal", right + 6, y.at(goal.value()) + 4, "start", "goal " + words(goal.value()));
    StringBuilder path = new StringBuilder();
    for (Point point : points) {
      path.append(path.isEmpty() ? 'M' : 'L')
          .append(Svg.number(x(x, first, point)))
          .append(' ')
          .append(Svg.number(y.at(point.value())));
    }
    if (points.size() > 1) {
      svg.path("line faint", path.toString());
    }
    for (Point point : points) {
      svg.circle("this dot", x(x, first, point), y.at(point.value()), 4.5, point.words());
    }
    svg.text("axis", left, HEIGHT - 8, "start", DAY.format(first));
    svg.text("axis", right, HEIGHT - 8, "end", DAY.format(last));
    return svg.end();
  }

  private static double x(Scale x, LocalDate first, Point point) {
    return x.at(ChronoUnit.DAYS.between(first, point.on()));
  }

  /// Numbers without a tail of zeros.
  private static String words(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.US, "%,.0f", value)
        : String.format(Locale.US, "%.1f", value);
  }
}
