package org.waymark.web.thresholds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.risk.FlagCount;
import org.waymark.risk.WhatIf.Answer;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.chart.ShareBar;

/// What the last run counted beside what other thresholds would have counted.
///
/// @param isChange whether any threshold differs from those of the run
public record WhatIfTable(
    boolean isChange,
    long students,
    double shareNow,
    double shareThen,
    List<Line> tiers,
    List<Line> indicators,
    List<Line> schools,
    Picture barNow,
    Picture barThen) {

  /// Over this share of students with a sign, thresholds are wrong for a district.
  static final double TOO_MANY = 0.40;

  /// One line of counts.
  ///
  /// @param expected the share that a district should expect, in words; empty where none is
  ///     known
  public record Line(String name, String css, String expected, long of, long now, long then) {

    public String shareNow() {
      return Words.percent(now, of);
    }

    public String shareThen() {
      return Words.percent(then, of);
    }

    /// "+12", "−3", "none".
    public String change() {
      long more = then - now;
      return more == 0 ? "none" : (more > 0 ? "+" : "−") + Words.count(Math.abs(more));
    }

    public boolean isTooMany() {
      return of > 0 && then > TOO_MANY * of;
    }
  }

  static WhatIfTable of(Answer.Counted counted, boolean isChange, Map<Long, String> schoolNames) {
    FlagCount now = FlagCount.sum(counted.now());
    FlagCount then = FlagCount.sum(counted.then());
    long of = now.tiers().students();
    return new WhatIfTable(
        isChange,
        of,
        now.tiers().flaggedShare(),
        then.tiers().flaggedShare(),
        tiers(now.tiers(), then.tiers(), of),
        indicators(now, then, of),
        schools(counted, schoolNames),
        bar("Students by warning signs, as the last run counted", now.tiers()),
        bar("Students by warning signs with these thresholds", then.tiers()));
  }

  boolean isTooMany() {
    return shareThen > TOO_MANY;
  }

  private static List<Line> tiers(FlagCount.Tiers now, FlagCount.Tiers then, long of) {
    return List.of(
        new Line("No sign", "low", "60 to 75%", of, now.low(), then.low()),
        new Line("One sign", "some", "10 to 15%", of, now.some(), then.some()),
        new Line(
            "Two signs, or one serious", "at-risk", "8 to 12%", of, now.atRisk(), then.atRisk()),
        new Line("Two or more serious signs", "high", "3 to 8%", of, now.high(), then.high()),
        new Line(
            "Not enough data to say",
            "unknown",
            "as few as can be",
            of,
            now.unknown(),
            then.unknown()));
  }

  private static List<Line> indicators(FlagCount now, FlagCount then, long of) {
    List<Line> lines = new ArrayList<>();
    indicator(lines, "Attendance", now.attendance(), then.attendance(), of);
    indicator(lines, "Grades", now.grades(), then.grades(), of);
    indicator(lines, "Tests", now.assessment(), then.assessment(), of);
    indicator(lines, "Behavior", now.behavior(), then.behavior(), of);
    return lines;
  }

  private static void indicator(
      List<Line> lines, String name, FlagCount.Flags now, FlagCount.Flags then, long of) {
    lines.add(new Line(name + ": sign", "yellow", "", of, now.yellow(), then.yellow()));
    lines.add(new Line(name + ": serious sign", "red", "", of, now.red(), then.red()));
    lines.add(new Line(name + ": unknown", "unknown", "", of, now.unknown(), then.unknown()));
  }

  private static List<Line> schools(Answer.Counted counted, Map<Long, String> names) {
    Map<Long, FlagCount> then = new HashMap<>();
    counted.then().forEach(count -> then.put(key(count.schoolKey()), count));
    return counted.now().stream()
        .map(now -> new Line(
            names.getOrDefault(key(now.schoolKey()), "School unknown"),
            "",
            "",
            now.tiers().students(),
            now.tiers().flagged(),
            then.getOrDefault(key(now.schoolKey()), now).tiers().flagged()))
        .sorted(Comparator.comparing(line -> line.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  /// No school is 0, which no key of a school is.
  private static long key(@Nullable Long school) {
    return school == null ? 0 : school;
  }

  private static Picture bar(String title, FlagCount.Tiers tiers) {
    return ShareBar.draw(
        title,
        List.of(
            new ShareBar.Part("No sign", tiers.low(), "low"),
            new ShareBar.Part("One sign", tiers.some(), "some"),
            new ShareBar.Part("Two signs, or one serious", tiers.atRisk(), "at-risk"),
            new ShareBar.Part("Two or more serious signs", tiers.high(), "high"),
            new ShareBar.Part("Not enough data to say", tiers.unknown(), "unknown")));
  }
}
