package org.waymark.web.chart;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A student's school year: one row per month, one cell per day; unknown days are hatched. Days
/// present are one path: most days are, and only the others have a story for the pointer.
public final class AttendanceCalendar {
  private static final int ROW = 20;

  private AttendanceCalendar() {}

  /// One calendar day.
  ///
  /// @param code as published: P, A, U, S, I, T, `?` unknown, `.` no school
  public record Day(LocalDate on, char code) {
    /// What the code means to a reader.
    public String words() {
      return switch (code) {
        case 'P' -> "present";
        case 'A' -> "absent, excused";
        case 'U' -> "absent, unexcused";
        case 'S' -> "suspended out of school";
        case 'I' -> "suspended in school (counts as present)";
        case 'T' -> "late (counts as present)";
        case '?' -> "attendance not submitted: unknown";
        default -> "no school";
      };
    }

    /// Whether the day counts as absent.
    public boolean isAbsent() {
      return code == 'A' || code == 'U' || code == 'S';
    }

    /// Whether the day counts at all.
    public boolean isCounted() {
      return isAbsent() || code == 'P' || code == 'I' || code == 'T';
    }
  }

  /// @param first the day that the first code belongs to
  public static List<Day> days(LocalDate first, String codes) {
    List<Day> days = new ArrayList<>(codes.length());
    for (int i = 0; i < codes.length(); i++) {
      days.add(new Day(first.plusDays(i), codes.charAt(i)));
    }
    return days;
  }

  public static Picture draw(String title, List<Day> days) {
    return Picture.of(560, width -> draw(width, title, days));
  }

  private static String draw(int width, String title, List<Day> days) {
    List<YearMonth> months = days.stream()
        .filter(day -> day.code() != '.')
        .map(day -> YearMonth.from(day.on()))
        .distinct()
        .sorted()
        .toList();
    double cell = (width - 36.0) / 31;
    double height = 18 + ROW * months.size() + 4;
    Svg svg = new Svg(
        width,
        height,
        "days",
        title,
        "One row per month and one cell per day; the counts by month are in the table.");
    for (int day = 5; day <= 30; day += 5) {
      svg.text("axis", 34 + (day - 0.5) * cell, 11, "middle", Integer.toString(day));
    }
    for (int i = 0; i < months.size(); i++) {
      svg.text(
          "axis",
          28,
          18 + i * ROW + 14,
          "end",
          months.get(i).getMonth().getDisplayName(TextStyle.SHORT, Locale.US));
    }
    StringBuilder present = new StringBuilder(4096);
    for (Day day : days) {
      if (day.code() == '.') {
        continue;
      }
      int row = months.indexOf(YearMonth.from(day.on()));
      double x = 34 + (day.on().getDayOfMonth() - 1) * cell;
      double y = 18 + row * ROW + 1;
      if (day.code() == 'P') {
        present.append('M').append(Svg.number(x)).append(' ').append(Svg.number(y));
        present.append('h').append(Svg.number(cell - 1.5)).append('v').append(ROW - 3);
        present.append('H').append(Svg.number(x)).append('z');
        continue;
      }
      svg.rect("day " + css(day.code()), x, y, cell - 1.5, ROW - 3, tip(day));
      if (day.code() == '?') {
        svg.path(
            "hatch",
            "M%s %sL%s %sM%s %sL%s %s"
                .formatted(
                    Svg.number(x),
                    Svg.number(y + 9),
                    Svg.number(x + cell / 2),
                    Svg.number(y),
                    Svg.number(x),
                    Svg.number(y + 17),
                    Svg.number(x + cell - 1.5),
                    Svg.number(y + 3)));
      } else if (day.code() == 'S') {
        svg.path(
            "mark",
            "M%s %sL%s %s"
                .formatted(
                    Svg.number(x + 2),
                    Svg.number(y + ROW - 5),
                    Svg.number(x + cell - 3),
                    Svg.number(y + 2)));
      }
    }
    if (!present.isEmpty()) {
      svg.path("day", present.toString());
    }
    return svg.end();
  }

  /// "Mon, Mar 2: absent, excused".
  private static String tip(Day day) {
    LocalDate on = day.on();
    return on.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.US) + ", "
        + on.getMonth().getDisplayName(TextStyle.SHORT, Locale.US) + " " + on.getDayOfMonth() + ": "
        + day.words();
  }

  private static String css(char code) {
    return switch (code) {
      case 'A' -> "excused";
      case 'U' -> "unexcused";
      case 'S' -> "suspended";
      case 'I' -> "inside";
      case 'T' -> "late";
      default -> "unknown";
    };
  }
}
