package org.waymark.growth;

import java.util.Locale;

/// Growth in one word: 1–34 low, 35–65 typical, 66–99 high.
public enum GrowthLevel {
  LOW,
  TYPICAL,
  HIGH;

  static final int TYPICAL_FROM = 35;
  static final int HIGH_FROM = 66;

  public static GrowthLevel of(int percentile) {
    return percentile < TYPICAL_FROM ? LOW : percentile < HIGH_FROM ? TYPICAL : HIGH;
  }

  /// As tables keep it.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
