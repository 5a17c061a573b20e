package org.waymark.risk.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.Proof;
import org.waymark.risk.RiskModel;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.TrainingResult;
import org.waymark.risk.learning.Calibration;
import org.waymark.risk.learning.Interval;
import org.waymark.risk.learning.Measure;

/// One training: lessons, screening, five folds, proof, and the model that learned from all.
///
/// The last period is the test; those before teach, all but the newest of them; the two newest
/// before the test calibrate, a fall and a spring, on students whom the trees had not seen. With
/// two periods the first does both. The model that is kept learned from all periods by the same
/// recipe, and is calibrated on what the five said of a year of students they had not seen.
public final class Trainer {

  /// Below these a district's own numbers say too little (docs/method/prediction.md).
  static final int FEWEST_STUDENTS = 1_000;

  static final int FEWEST_OUTCOMES = 100;

  private final SqlEngine snapshot;
  private final TrainingPlan plan;

  public Trainer(SqlEngine snapshot, TrainingPlan plan) {
    this.snapshot = snapshot;
    this.plan = plan;
  }

  public TrainingResult train() {
    List<Feature> offered = Feature.all().stream()
        .filter(f -> !f.isOptional() || plan.optedIn().contains(f))
        .toList();
    Lessons all = LessonReader.read(snapshot, offered);
    String refusal = refusal(all);
    if (!refusal.isEmpty()) {
      return new TrainingResult.Refused(refusal);
    }
    var screened = FeatureScreen.screen(all, offered, FeatureScreen.changedScale(snapshot));
    if (!screened.leaked().isEmpty()) {
      return new TrainingResult.Refused(screened.leaked());
    }
    if (screened.kept().stream().noneMatch(Feature::isEvidence)) {
      return new TrainingResult.Refused(
          "No attendance, mark, test or incident is known for any of the days to learn from; all features are missing or always the same.");
    }
    return train(all, screened);
  }

  private String refusal(Lessons lessons) {
    if (lessons.rows() == 0) {
      return "There is no history to learn from: a model needs final marks and attendance of at least three grading periods that are over. The indicator rule stays in charge.";
    }
    List<Integer> targets = lessons.targets();
    if (targets.size() < 2) {
      return "There is one grading period to learn from ("
          + Periods.read(snapshot).name(targets.getFirst())
          + "); a model needs a second one to be tried on. The indicator rule stays in charge.";
    }
    int last = targets.getLast();
    int[] taught = lessons.where(r -> lessons.target()[r] != last);
    int[] tried = lessons.where(r -> lessons.target()[r] == last && lessons.isEnd()[r]);
    if (lessons.students(taught) < FEWEST_STUDENTS) {
      return "%,d students with a known outcome are too few to learn from; a model needs %,d. The indicator rule stays in charge."
          .formatted(lessons.students(taught), FEWEST_STUDENTS);
    }
    for (int[] rows : List.of(taught, tried)) {
      int troubled = lessons.troubled(rows);
      int calm = rows.length - troubled;
      if (troubled < FEWEST_OUTCOMES || calm < FEWEST_OUTCOMES) {
        return "Of %,d outcomes %,d were trouble and %,d were not; a model needs %,d of each. The indicator rule stays in charge."
            .formatted(rows.length, troubled, calm, FEWEST_OUTCOMES);
      }
    }
    return "";
  }

  private TrainingResult train(Lessons all, FeatureScreen.Screened screened) {
    Lessons lessons = all.only(screened.kept().stream().map(Feature::column).toList());
    List<Integer> targets = lessons.targets();
    int last = targets.getLast();
    List<Integer> taught = targets.subList(0, targets.size() == 2 ? 1 : targets.size() - 2);
    List<Integer> calibrated = targets.subList(Math.max(0, targets.size() - 3), targets.size() - 1);
    var folds = new Folds(lessons, screened.kept(), plan.seed());
    var result = folds.run(taught, List.of(last), calibrated);

    List<Integer> year = targets.subList(targets.size() - 2, targets.size());
    int[] newest = lessons.where(r -> year.contains(lessons.target()[r]));
    Calibration calibration = folds.fit(newest, result.unseen().margin());
    Calibration second = folds.fit(newest, result.unseen().secondMargin());
    if (calibration.slope() <= 0) {
      return new TrainingResult.Refused(
          "What was learned points the wrong way on the newest period; nothing holds from one period to the next. The indicator rule stays in charge.");
    }
    var periods = Periods.read(snapshot);
    int[] test = lessons.where(r -> lessons.target()[r] == last && lessons.isEnd()[r]);
    var tried = new Trial(snapshot, all, plan)
        .of(test, lessons.where(r -> lessons.target()[r] < last), result.unseen());
    double[] scores = pick(result.unseen().probability(), newest);
    var reference = new ReferenceReader(snapshot)
        .read(
            lessons,
            scores,
            periods,
            last,
            tried.model().measures().getOrDefault(Measure.PRECISION_AT_CAPACITY, 0.0));
    RiskModel model =
        RiskModel.of(result.all().trees(), result.all().logistic(), calibration, second, reference);
    return new TrainingResult.Trained(
        model, proof(lessons, screened, taught, test, tried, model, folds, periods));
  }

  static double[] pick(double[] values, int[] rows) {
    double[] picked = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }

  private Proof proof(
      Lessons lessons,
      FeatureScreen.Screened screened,
      List<Integer> taught,
      int[] test,
      Trial.Outcome tried,
      RiskModel model,
      Folds folds,
      Periods periods) {
    int[] learned = lessons.where(r -> taught.contains(lessons.target()[r]));
    int last = lessons.targets().getLast();
    Interval difference = tried.differenceInterval();
    boolean isReleased = difference.low() > 0;
    String reason = isReleased
        ? "of 100 flagged, %.0f more than by the rule were in trouble (%.0f to %.0f)"
            .formatted(100 * tried.difference(), 100 * difference.low(), 100 * difference.high())
        : "it does not beat the rule beyond chance: of 100 flagged, %+.0f were in trouble (%+.0f to %+.0f)"
            .formatted(100 * tried.difference(), 100 * difference.low(), 100 * difference.high());
    var dropped = new TreeMap<String, String>();
    screened.dropped().forEach((feature, why) -> dropped.put(feature.column(), why));
    return new Proof(
        model.modelId(),
        isReleased,
        reason,
        plan.capacity(),
        tried.flags(),
        plan.seed(),
        Fingerprint.of(lessons),
        new Proof.Test(
            test.length,
            lessons.troubled(test),
            periods.of(last).startsOn(),
            periods.of(last).endsOn(),
            periods.of(last - 1).endsOn(),
            periods.name(last)),
        new Proof.Training(
            learned.length,
            lessons.students(learned),
            lessons.troubled(learned),
            taught.stream().map(periods::name).toList()),
        tried.model(),
        tried.secondOpinion(),
        tried.rule(),
        tried.bestIndicator(),
        tried.baseline(),
        tried.difference(),
        difference,
        tried.subgroups(),
        importance(lessons, test, model),
        dropped,
        parameters(folds));
  }

  private static List<Proof.Used> importance(Lessons lessons, int[] test, RiskModel model) {
    double[] contributions = model.contributions(lessons.inputs().select(test));
    List<String> features = lessons.inputs().features();
    int width = features.size() + 1;
    double[] sizes = new double[features.size()];
    double sum = 0;
    for (int i = 0; i < contributions.length; i++) {
      if (i % width < sizes.length) {
        sizes[i % width] += Math.abs(contributions[i]);
        sum += Math.abs(contributions[i]);
      }
    }
    double total = sum == 0 ? 1 : sum;
    return features.stream()
        .map(Feature::of)
        .map(f -> new Proof.Used(
            f.column(), f.title(), f.direction(), sizes[features.indexOf(f.column())] / total))
        .sorted(java.util.Comparator.comparingDouble(Proof.Used::importance).reversed())
        .toList();
  }

  private static Map<String, Object> parameters(Folds folds) {
    var settings = folds.settings();
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("rounds", settings.rounds());
    parameters.put("depth", settings.depth());
    parameters.put("eta", settings.eta());
    parameters.put("minimumChildWeight", settings.minimumChildWeight());
    parameters.put("lambda", settings.lambda());
    parameters.put("rowShare", settings.rowShare());
    parameters.put("columnShare", settings.columnShare());
    parameters.put("folds", Folds.PARTS);
    return parameters;
  }
}
