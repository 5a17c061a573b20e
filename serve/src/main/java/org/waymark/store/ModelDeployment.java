package org.waymark.store;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One decision about who makes the scores. The newest one is in force.
///
/// @param championModelId null for the indicator rule
/// @param canaryModelId the model that is tried at some schools; null for none
/// @param canarySchoolIds those schools
public record ModelDeployment(
    long deploymentId,
    String kind,
    @Nullable String championModelId,
    @Nullable String canaryModelId,
    List<Long> canarySchoolIds,
    String personName,
    String personRole,
    OffsetDateTime decidedAt,
    String note) {

  public ModelDeployment {
    canarySchoolIds = List.copyOf(canarySchoolIds);
  }

  /// Whether the indicator rule makes the list for most schools.
  public boolean isRule() {
    return championModelId == null;
  }

  /// "model 3f… " or "the indicator rule".
  public String champion() {
    return championModelId == null ? "the indicator rule" : "model " + championModelId;
  }

  /// What was decided, for people who come later: "put model 3f… in charge".
  public String deed() {
    String canary = canaryModelId == null
        ? ""
        : ", and model " + canaryModelId + " on trial at " + canarySchoolIds.size()
            + (canarySchoolIds.size() == 1 ? " school" : " schools");
    return switch (kind) {
      case "rollback" -> "went back to " + champion() + canary;
      case "canary" ->
        canaryModelId == null
            ? "ended the trial at single schools; " + champion() + " is in charge everywhere"
            : "put model " + canaryModelId + " on trial at " + canarySchoolIds.size()
                + (canarySchoolIds.size() == 1 ? " school" : " schools");
      default -> "put " + champion() + " in charge" + canary;
    };
  }
}
