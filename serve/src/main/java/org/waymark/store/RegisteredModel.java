package org.waymark.store;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trained model as the ledger keeps it, without its bytes.
///
/// @param runId the run whose snapshot it learned from
/// @param proof what it did on students it had never seen, as JSON
/// @param isReleased whether it beat the indicator rule
/// @param approvals who said that it may make scores, the first one first
public record RegisteredModel(
    String modelId,
    OffsetDateTime trainedAt,
    String trainedBy,
    String runId,
    String dataHash,
    String proof,
    boolean isReleased,
    String releaseReason,
    List<Approval> approvals) {

  public RegisteredModel {
    approvals = List.copyOf(approvals);
  }

  /// @param personRole as it was at the time
  public record Approval(
      String modelId,
      String personName,
      String personRole,
      OffsetDateTime approvedAt,
      String note) {}

  /// What is to become of the model, or was.
  public enum Status {
    NOT_RELEASED("did not beat the rule"),
    WAITING("waits for approval"),
    APPROVED("approved"),
    CANARY("tried at some schools"),
    CHAMPION("in charge");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public boolean isApproved() {
    return !approvals.isEmpty();
  }

  /// @param current the decision in force; null before the first
  public Status status(@Nullable ModelDeployment current) {
    if (current != null && modelId.equals(current.championModelId())) {
      return Status.CHAMPION;
    }
    if (current != null && modelId.equals(current.canaryModelId())) {
      return Status.CANARY;
    }
    return !isReleased ? Status.NOT_RELEASED : isApproved() ? Status.APPROVED : Status.WAITING;
  }
}
