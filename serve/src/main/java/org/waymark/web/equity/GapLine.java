package org.waymark.web.equity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.chart.GapChart;

/// One group in one measure, as published.
public record GapLine(
    String measure,
    String subgroup,
    @Nullable Long groupStudents,
    @Nullable Long otherStudents,
    @Nullable Double groupValue,
    @Nullable Double otherValue,
    @Nullable Double difference,
    @Nullable Double differenceLow,
    @Nullable Double differenceHigh,
    @Nullable Double effectSize,
    @Nullable Double pListed,
    @Nullable Double rateRatio,
    @Nullable Boolean isBelowFourFifths,
    @Nullable Double adjustedDifference,
    @Nullable Double adjustedLow,
    @Nullable Double adjustedHigh,
    @Nullable Long adjustedStudents,
    @Nullable String heldEqual,
    @Nullable Long unmeasuredStudents,
    @Nullable String reason,
    @Nullable String adjustedReason) {

  /// Where a group stands.
  public enum Standing {
    BETTER("fares better than all others", "higher"),
    WORSE("fares worse than all others", "lower"),
    CHANCE("no more than chance", "within"),
    UNKNOWN("too few to say", "within");

    private final String words;
    private final String css;

    Standing(String words, String css) {
      this.words = words;
      this.css = css;
    }

    public String words() {
      return words;
    }

    public String css() {
      return css;
    }
  }

  boolean isScore() {
    return measure.equals("score");
  }

  public String group() {
    String words = Words.subgroup(subgroup);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// Beyond chance by the adjusted p-value of the list.
  public Standing standing() {
    Double p = pListed;
    if (p == null || difference == null) {
      return Standing.UNKNOWN;
    }
    if (p >= 0.05) {
      return Standing.CHANCE;
    }
    boolean isLessBetter = measure.equals("chronic_absence") || measure.equals("suspended");
    return difference > 0 == isLessBetter ? Standing.WORSE : Standing.BETTER;
  }

  public String value(@Nullable Double value) {
    return value == null
        ? ""
        : isScore()
            ? signed(value, 2) + " SD"
            : measure.equals("growth") ? Words.decimal(value, 1) : Words.percent(value);
  }

  public String plain() {
    return difference == null ? "" : interval(difference, differenceLow, differenceHigh);
  }

  public String equal() {
    return adjustedDifference == null
        ? ""
        : interval(adjustedDifference, adjustedLow, adjustedHigh);
  }

  /// "−0.45 SD (−0.59 to −0.31)", "+5.2 points (+1.0 to +9.4)".
  private String interval(double value, @Nullable Double low, @Nullable Double high) {
    boolean isShare = !isScore() && !measure.equals("growth");
    double times = isShare ? 100 : 1;
    int places = isScore() ? 2 : 1;
    String unit = isScore() ? " SD" : isShare ? " points" : " percentiles";
    String middle = signed(value * times, places) + unit;
    return low == null || high == null
        ? middle
        : middle + " (" + signed(low * times, places) + " to " + signed(high * times, places) + ")";
  }

  static String signed(double value, int places) {
    String digits = String.format(Locale.US, "%." + places + "f", Math.abs(value));
    return (Double.parseDouble(digits) == 0 ? "" : value < 0 ? "−" : "+") + digits;
  }

  public String fourFifths() {
    if (rateRatio == null) {
      return "";
    }
    return String.format(Locale.US, "%.2f", rateRatio)
        + (Boolean.TRUE.equals(isBelowFourFifths) ? " ▲ under 0.8" : "");
  }

  GapChart.@Nullable Line chart() {
    if (difference == null || differenceLow == null || differenceHigh == null) {
      return null;
    }
    var equal = adjustedDifference == null || adjustedLow == null || adjustedHigh == null
        ? null
        : new GapChart.Mark(adjustedDifference, adjustedLow, adjustedHigh);
    double times = isScore() || measure.equals("growth") ? 1 : 100;
    return new GapChart.Line(
        shortGroup(),
        new GapChart.Mark(difference * times, differenceLow * times, differenceHigh * times),
        isScore() ? equal : null,
        equal == null || !isScore() ? standing().css() : css(equal),
        standing().words());
  }

  /// Color of what remains: by its own interval.
  private static String css(GapChart.Mark equal) {
    return equal.low() > 0 ? "higher" : equal.high() < 0 ? "lower" : "within";
  }

  /// At most nineteen letters, for the side of a chart.
  private String shortGroup() {
    return switch (subgroup) {
      case "sped" -> "With an IEP";
      case "section_504" -> "With a 504 plan";
      case "frl" -> "Free, reduced lunch";
      default -> group();
    };
  }
}
