package org.waymark.web.proof;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.proof.Proof.Measured;
import org.waymark.web.proof.Proof.Skill;

/// A proof in words and figures, the same on pages, cards and the command line.
public final class ProofWords {

  private ProofWords() {}

  /// "Of 100 students that the model flags, 71 had trouble in the next period; of 100 that the
  /// rule flags, 58".
  public static String finding(Proof proof, String model) {
    Long right = proof.ofHundred("model");
    Long rule = proof.ofHundred("rule");
    return right == null || rule == null
        ? "How many of those flagged had trouble is unknown"
        : "Of 100 students that %s flags, %d had trouble in the next period; of 100 that the rule flags, %d"
            .formatted(model, right, rule);
  }

  /// "4,500 students in S1 2025-2026, judged on Jun 5, 2025, 700 of whom had trouble".
  public static String test(Proof proof) {
    Proof.Test test = proof.test();
    return "Tested on %s of %s whom it had never seen, judged on %s; %s of them had trouble"
        .formatted(
            Words.counted(test.students(), "student", "students"),
            Words.or(test.period()),
            Words.date(test.asOf()),
            Words.count(test.outcomes()));
  }

  /// "71.2%" for shares, "0.853" for the others.
  public static String value(Skill skill, Measured measured) {
    return skill.isShare() ? Words.percent(measured.value()) : Words.decimal(measured.value(), 3);
  }

  /// "68.0–74.1%" or "0.821–0.870".
  public static String interval(Skill skill, Measured measured) {
    return interval(measured, skill.isShare());
  }

  public static String interval(Measured measured, boolean isShare) {
    if (measured.low() == null || measured.high() == null) {
      return Words.UNKNOWN;
    }
    return isShare
        ? String.format(Locale.US, "%.1f–%.1f%%", measured.low() * 100, measured.high() * 100)
        : String.format(Locale.US, "%.3f–%.3f", measured.low(), measured.high());
  }

  /// A share with its interval: "5.1% (4.0–6.3%)".
  public static String share(Measured measured) {
    return measured.isKnown()
        ? Words.percent(measured.value()) + " (" + interval(measured, true) + ")"
        : Words.UNKNOWN;
  }

  /// A difference of shares in points: "+11.1 points (8.2 to 14.0)".
  public static String points(Measured difference) {
    return difference.value() == null || difference.low() == null || difference.high() == null
        ? Words.UNKNOWN
        : String.format(
            Locale.US,
            "%+.1f points (%+.1f to %+.1f)",
            difference.value() * 100,
            difference.low() * 100,
            difference.high() * 100);
  }

  public static String capacity(Proof proof) {
    return "the " + Words.percent(proof.capacity()).replace(".0%", "%")
        + " of students with the highest probability (" + Words.count(proof.flags()) + ")";
  }

  /// Group keys of a proof in words.
  public static String group(@Nullable String key) {
    String known = String.valueOf(key);
    if (known.startsWith("grade:")) {
      return Words.grade(known.substring(6));
    }
    if (known.startsWith("gender:")) {
      return Words.plain(known.substring(7));
    }
    String words = Words.subgroup(known);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
