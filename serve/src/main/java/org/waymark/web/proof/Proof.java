package org.waymark.web.proof;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model did on students it had never seen, beside what it must beat.
///
/// @param reason why it is released, or why not
/// @param capacity the share of students whom the district can look after
/// @param flags how many students each contender flagged in the test
/// @param difference precision of the model less the rule's, on the same students
/// @param curve expected against seen, by tenths of the model's probabilities
/// @param parameters of the training, by name
public record Proof(
    String modelId,
    boolean released,
    String reason,
    double capacity,
    long flags,
    long seed,
    String dataHash,
    Test test,
    Train train,
    List<Contender> contenders,
    @Nullable Measured difference,
    @Nullable OwnLines ruleAlone,
    List<Point> curve,
    List<Group> groups,
    List<Feature> features,
    List<Dropped> dropped,
    Map<String, String> parameters) {

  public Proof {
    contenders = List.copyOf(contenders);
    curve = List.copyOf(curve);
    groups = List.copyOf(groups);
    features = List.copyOf(features);
    dropped = List.copyOf(dropped);
    parameters = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(parameters));
  }

  /// What is measured of each contender, in the order in which people ask.
  public enum Skill {
    PRECISION("precisionAtCapacity", "Right among the flagged"),
    RECALL("recallAtCapacity", "Found among those in trouble"),
    AUROC("auroc", "AUROC"),
    AVERAGE_PRECISION("averagePrecision", "Average precision"),
    BRIER("brier", "Brier score"),
    CALIBRATION("calibrationError", "Calibration error");

    final String key;
    private final String title;

    Skill(String key, String title) {
      this.key = key;
      this.title = title;
    }

    public String title() {
      return title;
    }

    /// Whether the value is a share of students, which people read as percent.
    public boolean isShare() {
      return this == PRECISION || this == RECALL;
    }
  }

  /// @param value null where the contender gives no such answer
  /// @param low lower end of the 95 % interval
  public record Measured(
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high) {
    public boolean isKnown() {
      return value != null;
    }
  }

  /// @param asOf the day on which the test's students were judged
  /// @param period in which it was seen how they fared
  public record Test(
      long students,
      long outcomes,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable LocalDate asOf,
      String period) {}

  public record Train(long rows, long students, long outcomes, List<String> periods) {
    public Train {
      periods = List.copyOf(periods);
    }
  }

  /// Model, second opinion, rule, best indicator or school mean, at the same number of flags.
  ///
  /// @param key as the proof calls it: model, secondOpinion, rule, bestIndicator, baseline
  public record Contender(String key, String name, Map<Skill, Measured> skills) {
    public Measured of(Skill skill) {
      return skills.getOrDefault(skill, new Measured(null, null, null));
    }
  }

  /// What the rule does by its own lines, whatever the capacity.
  public record OwnLines(
      long students, @Nullable Double precision, @Nullable Double recall) {}

  public record Point(double predicted, double observed, double low, double high, long students) {}

  /// A group of students in the test.
  ///
  /// @param students null where the count itself is hidden
  /// @param falseAlarms share flagged among those who had no trouble
  /// @param missed share not flagged among those who had
  /// @param expected mean probability
  /// @param observed share that had trouble
  /// @param hidden why nothing is shown; empty where it is
  /// @param concern a sentence where the group fares worse than all others, beyond chance
  public record Group(
      String key,
      @Nullable Long students,
      @Nullable Long outcomes,
      @Nullable Long flagged,
      Measured falseAlarms,
      Measured missed,
      @Nullable Double precision,
      @Nullable Double expected,
      @Nullable Double observed,
      String hidden,
      @Nullable String concern) {}

  /// @param direction +1 more of it never lowers the probability, -1 never raises it, 0 either
  public record Feature(
      String name, String title, int direction, @Nullable Double importance) {
    public String directionWords() {
      return direction > 0
          ? "more never lowers the probability"
          : direction < 0 ? "more never raises the probability" : "either way";
    }
  }

  public record Dropped(String feature, String reason) {}

  /// The contender of that name, as the proof calls it.
  public @Nullable Contender contender(String key) {
    return contenders.stream().filter(c -> c.key().equals(key)).findFirst().orElse(null);
  }

  /// Of 100 whom the contender flags, how many had trouble; null where unknown.
  public @Nullable Long ofHundred(String key) {
    Contender contender = contender(key);
    Double precision = contender == null ? null : contender.of(Skill.PRECISION).value();
    return precision == null ? null : Math.round(precision * 100);
  }

  /// Sentences about groups that fare worse.
  public List<Group> concerns() {
    return groups.stream().filter(g -> g.concern() != null).toList();
  }
}
