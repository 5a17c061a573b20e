package org.waymark.web.api;

import java.util.Map;
import org.waymark.engine.Threshold;

/// What the parameters of the API mean. One name means one thing on every address.
public final class Parameters {
  private static final String SAME = "; what it names not is as if it were not said";

  private static final Map<String, String> WORDS = Map.ofEntries(
      Map.entry("id", "Key of the one that is asked for"),
      Map.entry("school", "Key of a school, or (cohorts) each; empty for all"),
      Map.entry("band", "Grade band: K-5, 6-8 or 9-12" + SAME),
      Map.entry(
          "group", "Group of students: all, ell, sped, section_504, frl, or race: and a race"),
      Map.entry("grade", "Grade level: PK, K, 1 to 12" + SAME),
      Map.entry(
          "test", "Platform of a test, or (growth) subject~platform; empty for the usual one"),
      Map.entry("q", "Letters to look for, at most 60"),
      Map.entry("tier", "Tier of warning signs: high, at_risk, some, low or unknown"),
      Map.entry("section", "Key of a class"),
      Map.entry(
          "movement", "What changed since last week: new, escalated, continuing … or attention"),
      Map.entry("counselor", "Key of a counselor, or none for students without one"),
      Map.entry("by", "What the list is grouped by: counselor, school or grade"),
      Map.entry("sort", "attention, signs, name, grade, school, recent, attendance or gpa"),
      Map.entry("order", "up or down"),
      Map.entry("year", "School year: 2025-2026, or (equity) its spring 2026; empty for this one"),
      Map.entry("season", "fall, winter or spring; empty for the newest"),
      Map.entry("subject", "Subject of a test, such as math; empty for the usual one"),
      Map.entry("type", "Kind of cohort: grade-year, demographic, program, teacher or custom"),
      Map.entry("area", "What gaps are grouped by: math, english or another subject"),
      Map.entry("weeks", "How many weeks back, 1 to 104; otherwise 6"),
      Map.entry("whose", "Whose plans: mine, or empty for all that may be seen"),
      Map.entry("show", "Which plans: active, ended …; empty for the usual"),
      Map.entry("If-Match", "The ETag of the version that was changed"),
      Map.entry("person", "Key of a person"),
      Map.entry("action", "How somebody looked: view, list, export, api, print, write or sql"),
      Map.entry("student", "Key of a student"),
      Map.entry("from", "First day, as 2026-05-15"),
      Map.entry("to", "Last day, as 2026-05-15"),
      Map.entry("before", "Number of an entry: only those before it"),
      Map.entry("file", "Path of a file of the run; empty for all"),
      Map.entry("kind", "Kind of trouble or (alerts) of news; empty for all"),
      Map.entry(
          "state", "Where letters stand: failed, waiting, sending or sent; empty for the worst"),
      Map.entry("limit", "How many at most, 1 to 1000"),
      Map.entry("offset", "How many to leave out before the first"));

  private Parameters() {}

  /// The words of a parameter; its name where nobody wrote any.
  static String words(String name) {
    String known = WORDS.get(name);
    if (known != null) {
      return known;
    }
    for (Threshold threshold : Threshold.values()) {
      if (threshold.key().equals(name)) {
        return "Threshold to try: " + threshold.range();
      }
    }
    return name;
  }

  /// Whether somebody wrote down what it means.
  public static boolean isKnown(String name) {
    return !words(name).equals(name);
  }
}
