package org.waymark.web.cohorts;

import org.jspecify.annotations.Nullable;

/// One cohort beside last year's.
public record YearLine(
    String name,
    @Nullable String school,
    @Nullable String gradeLevel,
    String platform,
    int students,
    int studentsBefore,
    double mean,
    double meanBefore,
    @Nullable Double overNorm,
    @Nullable Double overNormBefore,
    double difference,
    double low,
    double high,
    @Nullable Double effect,
    double p,
    double adjusted,
    boolean isDeclineAlert,
    boolean isPercentileAlert,
    @Nullable Double percentileChange,
    @Nullable String percentileReason) {

  private static final double SIGNIFICANT = 0.05;

  /// Which way a cohort went once all tests of the page are taken together.
  public enum Direction {
    BETTER("improvement", "higher", "▲"),
    SAME("no change", "within", "●"),
    WORSE("decline", "lower", "▼");

    private final String words;
    private final String css;
    private final String shape;

    Direction(String words, String css, String shape) {
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

  public Direction direction() {
    if (adjusted >= SIGNIFICANT) {
      return Direction.SAME;
    }
    return difference > 0 ? Direction.BETTER : Direction.WORSE;
  }

  public String interval() {
    return "%s to %s".formatted(NormLine.signed(low), NormLine.signed(high));
  }
}
