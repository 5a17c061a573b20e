package org.waymark.web.cohorts;

import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// One cohort beside its norm.
public record NormLine(
    String name,
    @Nullable String school,
    @Nullable String gradeLevel,
    String platform,
    int students,
    double mean,
    @Nullable Double median,
    @Nullable Double sd,
    @Nullable Double normMean,
    @Nullable Double normSd,
    @Nullable Double difference,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double effect,
    @Nullable Double p,
    @Nullable Double adjusted,
    @Nullable String reason,
    @Nullable Double proficient,
    @Nullable Double target,
    @Nullable Double percentile,
    @Nullable Double growth) {

  private static final double NOTABLE = 0.2;
  private static final double SIGNIFICANT = 0.05;

  /// Where a cohort stands once all tests of the page are taken together.
  public enum Standing {
    ABOVE("above the norm", "higher", "▲"),
    NEAR("near the norm", "within", "●"),
    BELOW("below the norm", "lower", "▼"),
    UNKNOWN("not compared", "within", "–");

    private final String words;
    private final String css;
    private final String shape;

    Standing(String words, String css, String shape) {
      this.words = words;
      this.css = css;
      this.shape = shape;
    }

    public String words() {
      return words;
    }

    public String css() {
      return css;
    }

    public String shape() {
      return shape;
    }
  }

  public Standing standing() {
    if (effect == null || adjusted == null) {
      return Standing.UNKNOWN;
    }
    if (adjusted >= SIGNIFICANT || Math.abs(effect) <= NOTABLE) {
      return Standing.NEAR;
    }
    return effect > 0 ? Standing.ABOVE : Standing.BELOW;
  }

  /// An end of the interval in standard deviations, as the effect is.
  double inSd(@Nullable Double points) {
    double own = sd == null ? 0 : sd;
    double norm = normSd == null ? 0 : normSd;
    double pooled = Math.sqrt((own * own + norm * norm) / 2);
    return points == null || pooled == 0 ? 0 : points / pooled;
  }

  public String interval() {
    return low == null || high == null ? "" : "%s to %s".formatted(signed(low), signed(high));
  }

  /// "+3.2", "−0.4".
  public static String signed(@Nullable Double value) {
    if (value == null) {
      return Words.UNKNOWN;
    }
    String text = Words.decimal(Math.abs(value), 1);
    return text.equals("0.0") ? text : (value > 0 ? "+" : "−") + text;
  }
}
