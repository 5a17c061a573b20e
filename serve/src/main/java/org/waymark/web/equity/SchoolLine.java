package org.waymark.web.equity;

import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// One school beside schools with the same grades.
public record SchoolLine(
    String schoolName,
    String platform,
    String basis,
    @Nullable Integer students,
    @Nullable Integer peers,
    @Nullable Double meanScore,
    @Nullable Double effect,
    @Nullable Double effectLow,
    @Nullable Double effectHigh,
    @Nullable Double shrunkEffect,
    @Nullable Double shrunkLow,
    @Nullable Double shrunkHigh,
    @Nullable Double studentTeacherRatio,
    @Nullable String reason) {

  public boolean isGrowth() {
    return basis.equals("growth");
  }

  public String kind() {
    return isGrowth() ? "same scores last spring" : "same groups and grade";
  }

  public String mean() {
    return meanScore == null ? "" : GapLine.signed(meanScore, 2) + " SD";
  }

  public String plain() {
    return interval(effect, effectLow, effectHigh);
  }

  public String shrunk() {
    return interval(shrunkEffect, shrunkLow, shrunkHigh);
  }

  public String ratio() {
    return Words.decimal(studentTeacherRatio, 1);
  }

  boolean isBeyondChance() {
    return effectLow != null && effectHigh != null && (effectLow > 0 || effectHigh < 0);
  }

  private static String interval(
      @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    return value == null || low == null || high == null
        ? ""
        : GapLine.signed(value, 2) + " SD (" + GapLine.signed(low, 2) + " to "
            + GapLine.signed(high, 2) + ")";
  }
}
