package org.waymark.web.thresholds;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;
import org.waymark.web.Words;

/// The page of the thresholds.
///
/// @param notice what just happened; null when nothing did
/// @param source where the current thresholds come from, in words
/// @param waiting that a saved version waits for the next run; empty when none does
/// @param whatIf null where it could not be counted
/// @param unavailable why it could not be counted; empty when it was
/// @param mustConfirm whether saving asks for an explicit yes
public record ThresholdPage(
    String title,
    @Nullable Notice notice,
    List<Group> groups,
    ThresholdForm form,
    String source,
    String waiting,
    @Nullable WhatIfTable whatIf,
    String unavailable,
    boolean mustConfirm,
    int nextVersion,
    List<ThresholdVersion> versions,
    String through) {

  /// @param css info, watch or bad
  public record Notice(String css, String words, List<String> details) {}

  /// Fields that belong together.
  public record Group(String title, String sentence, List<Field> fields) {}

  /// One field of the form.
  ///
  /// @param before what the newest version says where the typed value differs; else empty
  public record Field(
      String key,
      String title,
      String meaning,
      String unit,
      String fallback,
      String current,
      String typed,
      @Nullable String trouble) {

    public boolean isChanged() {
      return trouble == null && !typed.equals(current);
    }
  }

  public String note() {
    return form.note();
  }

  public int base() {
    return form.base();
  }

  public @Nullable String noteTrouble() {
    return form.troubles().get("note");
  }

  static List<Group> groups(ThresholdForm form, Thresholds current) {
    return ThresholdWords.GROUPS.stream()
        .map(group -> new Group(
            group.title(),
            group.sentence(),
            group.words().stream().map(w -> field(w, form, current)).toList()))
        .toList();
  }

  private static Field field(ThresholdWords words, ThresholdForm form, Thresholds current) {
    Threshold threshold = words.threshold();
    return new Field(
        threshold.key(),
        words.title(),
        words.meaning(),
        words.unit(),
        words.shown(threshold.in(Thresholds.DEFAULT)),
        words.shown(threshold.in(current)),
        form.typed().getOrDefault(threshold, ""),
        form.troubles().get(threshold.key()));
  }

  /// The finding: how many have a sign, against what a district should expect.
  static String title(@Nullable WhatIfTable whatIf) {
    if (whatIf == null) {
      return "Where the warning signs begin";
    }
    String now = Words.percent(whatIf.shareNow());
    if (whatIf.isChange()) {
      return "With these thresholds %s of students would show a sign, instead of %s"
          .formatted(Words.percent(whatIf.shareThen()), now);
    }
    if (whatIf.shareNow() > WhatIfTable.TOO_MANY) {
      return now + " of students show a sign: more than 40% means that the thresholds do not fit";
    }
    return now + " of students show a sign; a district should expect 25 to 40%";
  }
}
