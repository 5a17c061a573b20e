package org.waymark.web.equity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// What one program did in one subject.
public record ProgramLine(
    String program,
    String subject,
    @Nullable Integer enrolled,
    @Nullable Integer participants,
    @Nullable Integer unmatched,
    @Nullable Integer matches,
    @Nullable Double participantChange,
    @Nullable Double matchedChange,
    @Nullable Double baselineDifference,
    @Nullable Boolean isComparable,
    @Nullable Double gain,
    @Nullable Double gainLow,
    @Nullable Double gainHigh,
    @Nullable Double pListed,
    @Nullable Double gainGivenFall,
    @Nullable Double gainGivenFallLow,
    @Nullable Double gainGivenFallHigh,
    @Nullable String yardstick,
    @Nullable Double costUsd,
    @Nullable Double costPerStudent,
    @Nullable Double costPerSd,
    @Nullable String reason,
    @Nullable String costReason) {

  public boolean isMeasured() {
    return gain != null;
  }

  public String plain() {
    return interval(gain, gainLow, gainHigh);
  }

  public String givenFall() {
    return interval(gainGivenFall, gainGivenFallLow, gainGivenFallHigh);
  }

  public String baseline() {
    return baselineDifference == null ? "" : GapLine.signed(baselineDifference, 2) + " SD";
  }

  public String change(@Nullable Double change) {
    return change == null ? "" : GapLine.signed(change, 2) + " SD";
  }

  /// A sentence.
  public String verdict() {
    if (gain == null || gainLow == null || gainHigh == null) {
      return Words.or(reason);
    }
    if (Boolean.FALSE.equals(isComparable)) {
      return "not comparable: they started too far apart";
    }
    return gainLow > 0
        ? "gained more than students like them"
        : gainHigh < 0 ? "gained less than students like them" : "no difference that is certain";
  }

  private boolean isBeyondChance() {
    return pListed != null && pListed < 0.05;
  }

  String css() {
    return gain == null || !isBeyondChance() || Boolean.FALSE.equals(isComparable)
        ? "within"
        : gain > 0 ? "higher" : "lower";
  }

  public String dollars(@Nullable Double amount) {
    return amount == null ? "" : String.format(Locale.US, "$%,.0f", amount);
  }

  private static String interval(
      @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    return value == null || low == null || high == null
        ? ""
        : GapLine.signed(value, 2) + " SD (" + GapLine.signed(low, 2) + " to "
            + GapLine.signed(high, 2) + ")";
  }
}
