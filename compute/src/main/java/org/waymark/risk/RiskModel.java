package org.waymark.risk;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.waymark.risk.learning.BoostedTrees;
import org.waymark.risk.learning.Calibration;
import org.waymark.risk.learning.Inputs;
import org.waymark.risk.learning.Logistic;
import org.waymark.risk.learning.Stability.Bins;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// A trained model as it is kept: trees, second opinion, calibrations, and what the district
/// looked like when it was trained. Same data and plan, same bytes: it holds no clock.
public final class RiskModel {

  /// @param features columns of `risk.feature`, in the order of the trees
  /// @param trees see {@link BoostedTrees#bytes()}
  /// @param logistic see {@link Logistic#bytes()}
  record Content(
      int format,
      List<String> features,
      byte[] trees,
      byte[] logistic,
      Calibration calibration,
      Calibration secondCalibration,
      Reference reference) {}

  /// How the district looked in training: what drift is measured against.
  ///
  /// @param features by day to learn from (ISO), then by name: seasons differ
  /// @param scores probabilities of students whom the scoring trees had not seen
  /// @param outcomeRate share in trouble over all periods of the training
  /// @param students enrolled when it was trained
  /// @param platforms `platform scale` of every test
  /// @param pointsShare share of final marks that earn points
  /// @param percentShare share of final marks with a percent
  /// @param grades values of `next_grade` of which enough students were learned from
  /// @param lastPeriod number of the newest period whose outcomes it knows
  /// @param lastPeriodEndsOn its last day; numbers move when older files come in
  /// @param precisionAtCapacity as proven
  public record Reference(
      Map<String, Map<String, Bins>> features,
      Bins scores,
      double outcomeRate,
      long students,
      List<String> platforms,
      double pointsShare,
      double percentShare,
      List<Double> grades,
      int lastPeriod,
      String lastPeriodName,
      String lastPeriodEndsOn,
      double precisionAtCapacity) {}

  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final byte[] bytes;
  private final String modelId;
  private final Content content;
  private final BoostedTrees trees;
  private final Logistic logistic;

  private RiskModel(byte[] bytes, Content content) {
    this.bytes = bytes;
    this.modelId = hash(bytes).substring(0, 12); // asked for once a student
    this.content = content;
    this.trees = BoostedTrees.read(content.trees());
    this.logistic = Logistic.read(content.logistic());
  }

  public static RiskModel of(
      BoostedTrees trees,
      Logistic logistic,
      Calibration calibration,
      Calibration secondCalibration,
      Reference reference) {
    var content = new Content(
        FORMAT,
        trees.features(),
        trees.bytes(),
        logistic.bytes(),
        calibration,
        secondCalibration,
        reference);
    return new RiskModel(JSON.writeValueAsBytes(content), content);
  }

  /// @throws IllegalArgumentException if the bytes are no model of this version
  public static RiskModel read(byte[] bytes) {
    try {
      Content content = JSON.readValue(bytes, Content.class);
      if (content.format() != FORMAT) {
        throw new IllegalArgumentException(
            "the model has format " + content.format() + ", expected " + FORMAT);
      }
      return new RiskModel(bytes.clone(), content);
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException("the bytes are no risk model", e);
    }
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /// The first 12 hex digits of the SHA-256 of its bytes.
  public String modelId() {
    return modelId;
  }

  public List<String> features() {
    return content.features();
  }

  public Reference reference() {
    return content.reference();
  }

  /// Chance of trouble in the next grading period, one per row.
  public double[] probabilities(Inputs inputs) {
    float[] margins = trees.margins(inputs);
    double[] answer = new double[margins.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = content.calibration().probability(margins[i]);
    }
    return answer;
  }

  /// The same chance as logistic regression sees it.
  public double[] secondOpinions(Inputs inputs) {
    double[] margins = logistic.margins(straightened(inputs));
    double[] answer = new double[margins.length];
    for (int i = 0; i < answer.length; i++) {
      answer[i] = content.secondCalibration().probability(margins[i]);
    }
    return answer;
  }

  /// What logistic regression is given: see {@link Feature#straightened}.
  public static Inputs straightened(Inputs inputs) {
    var features = inputs.features().stream().map(Feature::of).toList();
    float[] values = new float[inputs.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.get(i % features.size()).straightened(inputs.values()[i]);
    }
    return new Inputs(inputs.features(), values);
  }

  /// Log-odds that each feature adds, rows × (features + 1), the base last: they sum to the
  /// log-odds of the probability.
  public double[] contributions(Inputs inputs) {
    float[] raw = trees.contributions(inputs);
    int width = features().size() + 1;
    double[] answer = new double[raw.length];
    for (int i = 0; i < raw.length; i++) {
      boolean isBase = i % width == width - 1;
      answer[i] = raw[i] * content.calibration().slope()
          + (isBase ? content.calibration().intercept() : 0);
    }
    return answer;
  }

  /// The chance of a student of whom nothing is known: where all reasons start.
  public double baseProbability() {
    return 1 / (1 + Math.exp(-baseLogOdds()));
  }

  private double baseLogOdds() {
    float[] nothing = new float[features().size()];
    java.util.Arrays.fill(nothing, Float.NaN);
    return contributions(new Inputs(features(), nothing))[features().size()];
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
