package org.waymark.interventions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a plan works on.
public enum Area {
  ATTENDANCE("Attendance"),
  BEHAVIOR("Behavior"),
  READING("Reading"),
  MATH("Math"),
  COURSEWORK("Coursework"),
  WELLBEING("Well-being");

  private final String words;

  Area(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  /// As the ledger writes it.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Area> of(String key) {
    return Arrays.stream(values()).filter(area -> area.key().equals(key)).findFirst();
  }
}
