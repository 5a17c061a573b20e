package org.waymark.web.student;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.triage.Chance;

/// Where a student comes from on the list, and what a model expects, with its reasons.
///
/// @param path null without a week to draw
/// @param weeks newest first
/// @param foreseen null where no model is on duty for this student
/// @param unscored why a model on duty has no chance for this student; empty else
/// @param ninthGrade null for students who have not been in grade 9
public record Outlook(
    @Nullable Picture path,
    List<Stretch> weeks,
    @Nullable Foreseen foreseen,
    String unscored,
    @Nullable NinthGrade ninthGrade) {

  /// Weeks of one and the same tier and number of signs.
  public record Stretch(
      LocalDate startsOn,
      LocalDate endsOn,
      int weeks,
      String tier,
      int yellowFlags,
      int redFlags,
      int unknownFlags) {

    int level() {
      return List.of("low", "some", "at_risk", "high").indexOf(tier);
    }

    /// "2 of 4 signs, 1 serious".
    public String words() {
      int known = 4 - unknownFlags;
      if (known <= 0 || tier.equals("unknown")) {
        return "not enough data to say";
      }
      return "%d of %d %ssigns%s"
          .formatted(
              yellowFlags + redFlags,
              known,
              unknownFlags == 0 ? "" : "known ",
              redFlags == 0 ? "" : ", " + redFlags + " serious");
    }
  }

  /// A model's chance of this student, and what makes it.
  ///
  /// @param secondOpinion of the simpler model, in words; empty where it has none
  /// @param base the chance of a student of whom nothing is known
  /// @param target the grading period that is foretold, in words
  public record Foreseen(
      Chance chance,
      String secondOpinion,
      double base,
      String target,
      String modelId,
      String duty,
      List<Reason> reasons,
      Picture picture) {

    public String baseWords() {
      return Chance.number(base);
    }

    public String sentence() {
      return "%s that this student fails a course or becomes chronically absent in %s: %s"
          .formatted(
              Character.toUpperCase(chance.likely().charAt(0)) + chance.likely().substring(1),
              target,
              chance.number());
    }
  }

  /// One reason, the weightiest first.
  ///
  /// @param contribution in log-odds
  public record Reason(String feature, double contribution, String effect, String reason) {

    public String title() {
      return Words.plain(feature);
    }
  }

  /// Ninth-grade on-track, by the rule of the Chicago schools.
  public record NinthGrade(int schoolYear, boolean isSettled, String status, String reason) {

    public String words() {
      return switch (status) {
        case "on_track" -> "on track";
        case "on_track_so_far" -> "on track so far";
        case "off_track" -> "off track";
        default -> "unknown";
      };
    }

    public String shape() {
      return switch (status) {
        case "on_track", "on_track_so_far" -> "●";
        case "off_track" -> "◆";
        default -> "?";
      };
    }

    public String css() {
      return switch (status) {
        case "on_track", "on_track_so_far" -> "good";
        case "off_track" -> "bad";
        default -> "";
      };
    }
  }
}
