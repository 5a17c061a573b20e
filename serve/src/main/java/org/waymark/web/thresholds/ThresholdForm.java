package org.waymark.web.thresholds;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;
import org.waymark.web.Words;

/// What somebody typed into the form, with what is wrong at each field. Nothing typed is
/// lost, and nothing wrong is guessed at.
///
/// @param base the version that the person saw when they began; 0 before the first
/// @param troubles by the field's key; `note` for the note
record ThresholdForm(
    Map<Threshold, String> typed,
    String note,
    int base,
    boolean isConfirmed,
    Map<Threshold, BigDecimal> values,
    Map<String, String> troubles) {

  private static final int LONGEST_VALUE = 40;
  private static final int LONGEST_NOTE = 500;

  /// The stricter one of a pair, and the looser one that it is held against.
  private static final List<List<Threshold>> PAIRS = List.of(
      List.of(Threshold.ATTENDANCE_RED, Threshold.ATTENDANCE_YELLOW),
      List.of(Threshold.PERCENTILE_RED, Threshold.PERCENTILE_YELLOW),
      List.of(Threshold.REFERRALS_YELLOW, Threshold.REFERRALS_RED));

  static ThresholdForm of(Thresholds thresholds, int base) {
    var typed = new EnumMap<Threshold, String>(Threshold.class);
    Threshold.valuesOf(thresholds)
        .forEach((key, value) -> typed.put(key, ThresholdWords.of(key).shown(value)));
    return new ThresholdForm(typed, "", base, false, Threshold.valuesOf(thresholds), Map.of());
  }

  static ThresholdForm of(Map<String, String> posted) {
    var typed = new EnumMap<Threshold, String>(Threshold.class);
    var values = new EnumMap<Threshold, BigDecimal>(Threshold.class);
    var troubles = new java.util.TreeMap<String, String>();
    for (Threshold threshold : Threshold.values()) {
      String text = posted.getOrDefault(threshold.key(), "").strip();
      typed.put(threshold, text.length() > 5 * LONGEST_VALUE ? cut(text) : text);
      read(ThresholdWords.of(threshold), text)
          .ifPresentOrElse(
              value -> values.put(threshold, value),
              () -> troubles.put(threshold.key(), expected(ThresholdWords.of(threshold), text)));
    }
    for (List<Threshold> pair : PAIRS) {
      compare(pair.getFirst(), pair.getLast(), values, troubles);
    }
    String note = posted.getOrDefault("note", "").replace("\0", "").strip();
    if (note.length() > LONGEST_NOTE) {
      troubles.put(
          "note",
          "The note has %s characters; %d fit. Shorten it, nothing is saved yet."
              .formatted(Words.count((long) note.length()), LONGEST_NOTE));
    }
    String base = posted.getOrDefault("base", "");
    return new ThresholdForm(
        typed,
        note,
        base.matches("\\d{1,9}") ? Integer.parseInt(base) : -1,
        posted.containsKey("confirm"),
        values,
        troubles);
  }

  boolean isRight() {
    return troubles.isEmpty();
  }

  Thresholds thresholds() {
    return Threshold.thresholds(values);
  }

  ThresholdForm withTrouble(String field, String trouble) {
    var all = new java.util.TreeMap<>(troubles);
    all.put(field, trouble);
    return new ThresholdForm(typed, note, base, isConfirmed, values, all);
  }

  ThresholdForm onTopOf(int version) {
    return new ThresholdForm(typed, note, version, isConfirmed, values, troubles);
  }

  private static Optional<BigDecimal> read(ThresholdWords words, String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
    if (number.length() > LONGEST_VALUE || !number.matches("\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(words.inside(new BigDecimal(number))).filter(words.threshold()::allows);
  }

  private static String expected(ThresholdWords words, String text) {
    String saw = text.isEmpty()
        ? "Nothing was entered"
        : text.length() > LONGEST_VALUE
            ? "Saw " + Words.count((long) text.length()) + " characters"
            : "Saw “" + text + "”";
    return saw + "; expected " + words.range() + ".";
  }

  private static void compare(
      Threshold strict,
      Threshold loose,
      Map<Threshold, BigDecimal> values,
      Map<String, String> troubles) {
    BigDecimal low = values.get(strict);
    BigDecimal high = values.get(loose);
    if (low != null && high != null && low.compareTo(high) > 0) {
      boolean isReferrals = strict == Threshold.REFERRALS_YELLOW;
      Threshold serious = isReferrals ? loose : strict;
      Threshold plain = isReferrals ? strict : loose;
      troubles.put(
          serious.key(),
          "A serious sign can't be looser than a sign: expected %s or %s."
              .formatted(
                  ThresholdWords.of(plain).shown(isReferrals ? low : high),
                  isReferrals ? "more" : "less"));
    }
  }

  private static String cut(String text) {
    return text.substring(0, 5 * LONGEST_VALUE) + "…";
  }
}
