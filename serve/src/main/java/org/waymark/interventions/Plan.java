package org.waymark.interventions;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An intervention for one student, as it stands.
///
/// @param tier MTSS tier, 1 to 3
/// @param leadId the person who answers for it
/// @param deliveredBy who meets the student, where that is somebody without an account
/// @param playbook what it was made from, or null
/// @param status open, completed or stopped
/// @param outcome null while it is open
/// @param version grows by one with each change
public record Plan(
    long planId,
    long studentId,
    String title,
    int tier,
    Area area,
    Goal goal,
    String what,
    Dosage dosage,
    String leadId,
    String leadName,
    String deliveredBy,
    @Nullable String playbook,
    String status,
    @Nullable Outcome outcome,
    String outcomeReason,
    @Nullable LocalDate endedOn,
    int version,
    String createdBy,
    OffsetDateTime createdAt,
    String changedBy,
    OffsetDateTime changedAt) {

  /// What became of a plan.
  public enum Outcome {
    MET("goal met"),
    PARTLY("goal partly met"),
    NOT("goal not met"),
    STOPPED("stopped");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isOpen() {
    return status.equals("open");
  }

  /// The last day on which the plan is due.
  public LocalDate until() {
    return endedOn == null ? goal.by() : endedOn;
  }
}
