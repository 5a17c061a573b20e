package org.waymark.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How often a planted value lay inside the reported 95 % interval.
final class Coverage {

  /// @param reported whether the table gave an interval
  private record Look(boolean reported, double estimate, double low, double high) {}

  private final String name;
  private final double planted;
  private final boolean isHeldTo;
  private final List<Look> looks = new ArrayList<>();

  /// @param isHeldTo false where something else has moved the figure since it was planted:
  ///     shown, and not a failure
  Coverage(String name, double planted, boolean isHeldTo) {
    this.name = name;
    this.planted = planted;
    this.isHeldTo = isHeldTo;
  }

  void reported(double estimate, double low, double high) {
    looks.add(new Look(true, estimate, low, high));
  }

  void silent() {
    looks.add(new Look(false, 0, 0, 0));
  }

  int seeds() {
    return looks.size();
  }

  /// A seed without an interval does not count as covered.
  long covered() {
    return looks.stream()
        .filter(l -> l.reported() && l.low() <= planted && planted <= l.high())
        .count();
  }

  long unreported() {
    return looks.stream().filter(l -> !l.reported()).count();
  }

  double meanEstimate() {
    return looks.stream()
        .filter(Look::reported)
        .mapToDouble(Look::estimate)
        .average()
        .orElse(0);
  }

  /// Half the width of the interval, on average: wide-open intervals cover everything.
  double meanReach() {
    return looks.stream()
        .filter(Look::reported)
        .mapToDouble(l -> (l.high() - l.low()) / 2)
        .average()
        .orElse(0);
  }

  boolean isMet(double share) {
    return !isHeldTo || covered() >= share * seeds();
  }

  Map<String, Object> json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("name", name);
    object.put("planted", planted);
    object.put("held_to", isHeldTo);
    object.put("seeds", seeds());
    object.put("covered", covered());
    object.put("unreported", unreported());
    object.put("mean_estimate", meanEstimate());
    object.put("mean_reach", meanReach());
    return object;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %d of %d | %d | %.3f | ± %.3f |",
        name,
        planted,
        covered(),
        seeds(),
        unreported(),
        meanEstimate(),
        meanReach());
  }
}
