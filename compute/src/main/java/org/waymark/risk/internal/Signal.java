package org.waymark.risk.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing that may have changed since a model was trained.
///
/// @param subject the feature, the platform, or the district as a whole
/// @param value null when it can't be told
/// @param limit the value over which it counts as changed; for precision, under which
/// @param isOver null when the value is
/// @param reason a sentence
/// @param needsRetraining whether a new training is called for and would see the change
record Signal(
    Kind kind,
    String subject,
    @Nullable Double value,
    double limit,
    @Nullable Boolean isOver,
    String reason,
    boolean needsRetraining) {

  enum Kind {
    FEATURE_SHIFT,
    SCORE_SHIFT,
    OUTCOME_SHIFT,
    ENROLLMENT_SHIFT,
    NEW_PLATFORM,
    GRADING_SCALE,
    NEW_PERIOD,
    PRECISION;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Signal unknown(Kind kind, String subject, double limit, String reason) {
    return new Signal(kind, subject, null, limit, null, reason, false);
  }
}
