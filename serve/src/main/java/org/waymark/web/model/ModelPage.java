package org.waymark.web.model;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.proof.Proof;

/// The page about the model in charge, or about the newest one while the rule is.
///
/// @param proof null while no model was ever trained
/// @param statement what the proof is of: the model in charge, or one that waits
/// @param refusal why the last training gave no model; empty where it gave one
/// @param skill precision of all contenders; null without a proof
/// @param retrain why to train again; empty where there is no reason to
public record ModelPage(
    String title,
    String through,
    Charge charge,
    @Nullable Proof proof,
    @Nullable String modelId,
    String statement,
    String refusal,
    @Nullable Picture skill,
    @Nullable Picture calibration,
    List<Signal> drift,
    List<String> retrain,
    List<Driver> drivers,
    FigureNotes notes) {

  public ModelPage {
    drift = List.copyOf(drift);
    retrain = List.copyOf(retrain);
    drivers = List.copyOf(drivers);
  }

  /// What the model leans on most, in a row of words: "days missed, last 30 days; GPA over all
  /// terms".
  public String looksAt() {
    return proof == null
        ? ""
        : proof.features().stream()
            .limit(6)
            .map(feature -> lower(feature.title()))
            .collect(Collectors.joining("; "));
  }

  /// Abbreviations stay as they are.
  private static String lower(String title) {
    return title.length() > 1 && Character.isUpperCase(title.charAt(1))
        ? title
        : Character.toLowerCase(title.charAt(0)) + title.substring(1);
  }

  /// One thing that is watched every night.
  public record Signal(
      String signal,
      String subject,
      @Nullable Double value,
      @Nullable Double limit,
      @Nullable Boolean isOver,
      @Nullable String reason,
      boolean needsRetraining) {

    Signal of(String titled) {
      return new Signal(signal, titled, value, limit, isOver, reason, needsRetraining);
    }

    public String standing() {
      return isOver == null ? "unknown" : isOver ? "over the limit" : "within";
    }
  }

  /// What moves the probabilities of a school's or the district's students most.
  public record Driver(
      String where,
      String feature,
      long students,
      double contribution,
      double size,
      String reason) {}
}
