package org.waymark.web.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Schools compared: size across, rate up, with the limits within which chance alone would
/// keep a school of that size, so that small schools don't look like news.
///
/// Limits: p ± z·√(p(1 − p)/n), z = 1.96 and 3.09 (Spiegelhalter 2005, Statistics in
/// Medicine 24).
public final class FunnelChart {
  private static final double WARN = 1.96;
  private static final double ALARM = 3.09;
  private static final int WIDTH = 1000;
  private static final int HEIGHT = 320;

  private FunnelChart() {}

  /// One school.
  ///
  /// @param of students who count
  /// @param cases those among them to whom it happened
  public record Place(String name, long of, long cases) {
    double rate() {
      return of == 0 ? 0 : (double) cases / of;
    }
  }

  /// Where a school stands against chance.
  public enum Standing {
    HIGHER("higher than chance"),
    WITHIN("within chance"),
    LOWER("lower than chance");

    private final String words;

    Standing(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// Standing against the 99.8 % limits around the rate of all places together.
  public static Standing standing(Place place, double center) {
    double limit = ALARM * error(center, place.of());
    if (place.rate() > center + limit) {
      return Standing.HIGHER;
    }
    return place.rate() < center - limit ? Standing.LOWER : Standing.WITHIN;
  }

  /// Rate of all places together.
  public static double center(List<Place> places) {
    long of = places.stream().mapToLong(Place::of).sum();
    return of == 0 ? 0 : (double) places.stream().mapToLong(Place::cases).sum() / of;
  }

  public static Picture draw(String title, List<Place> places, String across) {
    return Picture.of(WIDTH, width -> draw(width, title, places, across));
  }

  private static String draw(int width, String title, List<Place> places, String across) {
    double center = center(places);
    double most = places.stream().mapToLong(Place::of).max().orElse(1) * 1.08;
    double least = places.stream().mapToLong(Place::of).filter(n -> n > 0).min().orElse(1);
    double top = Math.min(
        1,
        1.1
            * Math.max(
                places.stream().mapToDouble(Place::rate).max().orElse(0),
                center + ALARM * error(center, (long) Math.max(least * 0.8, 10))));
    Scale x = new Scale(0, most, 42, width - 12);
    Scale y = new Scale(0, Math.max(top, 0.05), HEIGHT - 42, 14);
    Svg svg = new Svg(
        width,
        HEIGHT,
        "funnel",
        title,
        "Funnel plot, one dot per school. The table below has the numbers.");
    for (double tick : y.ticks(5)) {
      svg.line("grid", 42, y.at(tick), width - 12, y.at(tick));
      svg.text("axis", 36, y.at(tick) + 4, "end", Math.round(tick * 100) + "%");
    }
    for (double tick : x.ticks(width < 400 ? 4 : 7)) {
      svg.text("axis", x.at(tick), HEIGHT - 24, "middle", String.format(Locale.US, "%,.0f", tick));
    }
    svg.text("axis", (42 + width - 12) / 2.0, HEIGHT - 7, "middle", across);
    svg.path("band", band(center, ALARM, least, most, x, y));
    svg.path("band inner", band(center, WARN, least, most, x, y));
    svg.line("center", x.at(0), y.at(center), width - 12, y.at(center));
    svg.text(
        "label center",
        46,
        y.at(center) - 5,
        "start",
        String.format(Locale.US, "all: %.1f%%", center * 100));
    dots(svg, places, center, x, y, width);
    return svg.end();
  }

  private static void dots(
      Svg svg, List<Place> places, double center, Scale x, Scale y, int width) {
    List<Place> order = places.stream()
        .filter(place -> place.of() > 0)
        .sorted(Comparator.comparingDouble(place -> -Math.abs(place.rate() - center)))
        .toList();
    List<Box> taken = new ArrayList<>();
    taken.add(new Box(44, y.at(center) - 16, 120, y.at(center)));
    for (Place place : order) {
      double cx = x.at(place.of());
      double cy = y.at(place.rate());
      taken.add(new Box(cx - 6, cy - 6, cx + 6, cy + 6));
    }
    for (Place place : order) {
      Standing standing = standing(place, center);
      String tip = String.format(
          Locale.US,
          "%s: %.1f%% (%,d of %,d), %s",
          place.name(),
          place.rate() * 100,
          place.cases(),
          place.of(),
          standing.words());
      double cx = x.at(place.of());
      double cy = y.at(place.rate());
      svg.circle("place " + standing.name().toLowerCase(Locale.ROOT), cx, cy, 5, tip);
      if (width > 400 || standing != Standing.WITHIN) {
        label(svg, place.name(), cx, cy, width, taken);
      }
    }
  }

  /// Writes the name where no dot and no other name is, or not at all: the table has it.
  private static void label(
      Svg svg, String name, double cx, double cy, int width, List<Box> taken) {
    double size = name.length() * 6.2;
    record Side(double x, double y, String anchor) {}
    for (Side side : List.of(
        new Side(cx + 9, cy + 4, "start"),
        new Side(cx - 9, cy + 4, "end"),
        new Side(cx, cy - 10, "middle"),
        new Side(cx, cy + 18, "middle"))) {
      double left = switch (side.anchor()) {
        case "start" -> side.x();
        case "end" -> side.x() - size;
        default -> side.x() - size / 2;
      };
      Box box = new Box(left, side.y() - 10, left + size, side.y() + 3);
      boolean free = box.left() > 44 && box.right() < width - 4;
      if (free && taken.stream().noneMatch(box::meets)) {
        taken.add(box);
        svg.text("label place", side.x(), side.y(), side.anchor(), name);
        return;
      }
    }
  }

  /// Room that is taken.
  private record Box(double left, double top, double right, double bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  private static String band(double center, double z, double least, double most, Scale x, Scale y) {
    StringBuilder upper = new StringBuilder();
    StringBuilder lower = new StringBuilder();
    double from = Math.max(8, least * 0.5);
    int steps = 60;
    for (int i = 0; i <= steps; i++) {
      double n = from * Math.pow(most / from, (double) i / steps);
      double half = z * error(center, n);
      upper
          .append(i == 0 ? 'M' : 'L')
          .append(Svg.number(x.at(n)))
          .append(' ')
          .append(Svg.number(y.at(Math.min(y.to(), center + half))));
      lower.insert(
          0, "L" + Svg.number(x.at(n)) + " " + Svg.number(y.at(Math.max(0, center - half))));
    }
    return upper.append(lower).append('Z').toString();
  }

  private static double error(double p, double n) {
    return n <= 0 ? 0 : Math.sqrt(p * (1 - p) / n);
  }
}
