package org.waymark.interventions;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One meeting of a plan, held or missed.
///
/// @param minutes 0 when it was missed
/// @param missed why it was not held; null when it was
public record PlanSession(
    long planSessionId,
    LocalDate heldOn,
    int minutes,
    @Nullable String missed,
    String remark,
    String loggedBy) {

  public boolean isHeld() {
    return missed == null;
  }

  /// "held, 30 minutes" or "not held: student absent".
  public String words() {
    return missed == null
        ? "held, " + minutes + " minutes"
        : "not held: "
            + switch (missed) {
              case "student_absent" -> "student absent";
              case "staff_absent" -> "staff absent";
              case "no_school" -> "no school";
              default -> "other reason";
            };
  }
}
