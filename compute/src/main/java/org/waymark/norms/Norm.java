package org.waymark.norms;

import org.jspecify.annotations.Nullable;

/// One line of a norm table: what is usual for a subject, grade and season.
///
/// @param edition name of the table, such as "NWEA 2025"; all its lines carry the same
/// @param scoreScale the scale of the scores, as in the assessment results: rit, star_unified
/// @param season fall, winter or spring; null where the line holds for the whole year
/// @param weeks weeks of instruction before the test
/// @param mean mean score; a state standard or a target may have none
/// @param sd standard deviation of the norm's students
/// @param p50 the median; for a standard or a target the score that meets it
/// @param sourceYear school year of the edition, `2024-2025`
/// @param isDemo invented, for trying out only
public record Norm(
    String edition,
    Type type,
    String scoreScale,
    String subject,
    String gradeLevel,
    @Nullable String season,
    @Nullable Integer weeks,
    @Nullable Double mean,
    @Nullable Double sd,
    @Nullable Double p25,
    @Nullable Double p50,
    @Nullable Double p75,
    String source,
    String sourceYear,
    boolean isDemo) {

  /// What kind of yardstick it is.
  public enum Type {
    NATIONAL_NORM,
    STATE_STANDARD,
    CLIENT_TARGET;

    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// What may stand only once in an edition.
  String key() {
    return "%s, %s, grade %s, %s"
        .formatted(scoreScale, subject, gradeLevel, season == null ? "any season" : season);
  }
}
