package org.waymark.risk.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel.Reference;
import org.waymark.risk.internal.Signal.Kind;
import org.waymark.risk.learning.Stability;

/// What has changed since the training, each against its limit. Rules: domain.md, "Retrain".
final class Drift {

  /// Population stability index over which values are another district's.
  static final double PSI = 0.2;

  /// Share by which the rate of trouble may move.
  static final double OUTCOME = 0.25;

  static final double ENROLLMENT = 0.10;

  /// Difference in the share of marks with points, or with a percent.
  static final double SCALE = 0.10;

  static final double PRECISION = 0.70;

  private static final String DISTRICT = "district";

  /// Fewer rows say nothing about a distribution.
  static final int FEWEST = 100;

  /// These move with the calendar, whatever the students do: how far into a period the day is,
  /// and how far back the files go. The other absences watch what absence_period would.
  private static final Set<Feature> OF_THE_DAY = Set.of(
      Feature.DAYS_INTO_PERIOD, Feature.BEGINS_YEAR, Feature.ABSENCE_PERIOD, Feature.DAYS_ENROLLED);

  /// A grading period that ended since the training.
  ///
  /// @param rate share of students in trouble
  /// @param students with a known outcome
  record Newer(String name, double rate, int students) {}

  /// Whom the model would have flagged at the end of the period before, and what came.
  record Flagged(int flags, double precision) {}

  /// @param pointsShare share of final marks of the newer terms that earn points
  record Marks(double pointsShare, double percentShare, long marks) {}

  /// The district of today.
  ///
  /// @param asOf the day
  /// @param features by name, that day's values
  /// @param periods how many periods ended since the training
  /// @param newest the newest of them
  record Now(
      LocalDate asOf,
      Map<String, float[]> features,
      float[] scores,
      long students,
      List<String> platforms,
      Optional<Marks> marks,
      int periods,
      Optional<Newer> newest,
      Optional<Flagged> flagged) {}

  private final Reference then;
  private final Now now;

  Drift(Reference then, Now now) {
    this.then = then;
    this.now = now;
  }

  List<Signal> signals() {
    var signals = new ArrayList<Signal>();
    signals.add(newPeriod());
    signals.add(precision());
    signals.add(outcomes());
    signals.add(enrollment());
    signals.addAll(platforms());
    signals.addAll(scale());
    signals.add(scores());
    now.features.forEach((name, values) -> {
      if (!OF_THE_DAY.contains(Feature.of(name))) {
        signals.add(feature(name, values));
      }
    });
    return signals;
  }

  private Signal newPeriod() {
    boolean isNew = now.periods > 0;
    String reason = isNew
        ? "%s ended since the training, which knew the outcomes up to %s."
            .formatted(
                now.periods == 1 ? "One grading period" : now.periods + " grading periods",
                then.lastPeriodName())
        : "No grading period ended since the training, which knew the outcomes up to %s."
            .formatted(then.lastPeriodName());
    return new Signal(Kind.NEW_PERIOD, DISTRICT, (double) now.periods, 0, isNew, reason, isNew);
  }

  private Signal precision() {
    if (now.flagged.isEmpty()) {
      return Signal.unknown(
          Kind.PRECISION,
          DISTRICT,
          PRECISION,
          "Not known before the next grading period ends. Proven in the training: %s of those flagged were in trouble."
              .formatted(percent(then.precisionAtCapacity())));
    }
    Flagged flagged = now.flagged.get();
    boolean isUnder = flagged.precision < PRECISION;
    return new Signal(
        Kind.PRECISION,
        DISTRICT,
        flagged.precision,
        PRECISION,
        isUnder,
        "Of the %,d students it ranked highest before %s, %s were in trouble then; proven in the training: %s."
            .formatted(
                flagged.flags,
                now.newest.map(Newer::name).orElse("it"),
                percent(flagged.precision),
                percent(then.precisionAtCapacity())),
        isUnder);
  }

  private Signal outcomes() {
    if (now.newest.isEmpty()) {
      return Signal.unknown(
          Kind.OUTCOME_SHIFT,
          DISTRICT,
          OUTCOME,
          "Not known before the next grading period ends; in the training %s of students were in trouble."
              .formatted(percent(then.outcomeRate())));
    }
    Newer newest = now.newest.get();
    if (newest.students < FEWEST) {
      return Signal.unknown(
          Kind.OUTCOME_SHIFT,
          DISTRICT,
          OUTCOME,
          "%s has known outcomes of %d students, fewer than %d."
              .formatted(newest.name, newest.students, FEWEST));
    }
    double shift = Math.abs(newest.rate / then.outcomeRate() - 1);
    return over(
        Kind.OUTCOME_SHIFT,
        DISTRICT,
        shift,
        OUTCOME,
        "%s of students were in trouble in %s, %s in the periods of the training."
            .formatted(percent(newest.rate), newest.name, percent(then.outcomeRate())));
  }

  private Signal enrollment() {
    return over(
        Kind.ENROLLMENT_SHIFT,
        DISTRICT,
        Math.abs((double) now.students / then.students() - 1),
        ENROLLMENT,
        "%,d students are enrolled, %,d were when it was trained."
            .formatted(now.students, then.students()));
  }

  private List<Signal> platforms() {
    List<Signal> signals = now.platforms.stream()
        .filter(p -> !then.platforms().contains(p))
        .map(p -> over(
            Kind.NEW_PLATFORM,
            p,
            1,
            0,
            "Scores of %s came in, which the training did not know.".formatted(p)))
        .toList();
    return signals.isEmpty()
        ? List.of(over(
            Kind.NEW_PLATFORM,
            DISTRICT,
            0,
            0,
            "No test platform or score scale is new since the training."))
        : signals;
  }

  private List<Signal> scale() {
    if (now.marks.isEmpty()) {
      return List.of(Signal.unknown(
          Kind.GRADING_SCALE,
          "marks",
          SCALE,
          "Fewer than %d final marks came in since the training.".formatted(FEWEST)));
    }
    Marks marks = now.marks.get();
    return List.of(
        scale("marks_with_points", "earn points", marks.pointsShare, then.pointsShare()),
        scale("marks_with_percent", "carry a percent", marks.percentShare, then.percentShare()));
  }

  private static Signal scale(String subject, String words, double share, double before) {
    return over(
        Kind.GRADING_SCALE,
        subject,
        Math.abs(share - before),
        SCALE,
        "%s of the final marks since the training %s, %s did before."
            .formatted(percent(share), words, percent(before)));
  }

  private Signal scores() {
    return psi(Kind.SCORE_SHIFT, DISTRICT, "Chances", then.scores(), now.scores);
  }

  private Signal feature(String name, float[] values) {
    Stability.Bins bins = usual().get(name);
    return bins == null
        ? Signal.unknown(Kind.FEATURE_SHIFT, name, PSI, "The training kept no values of it.")
        : psi(Kind.FEATURE_SHIFT, name, Feature.of(name).title(), bins, values);
  }

  /// The features on the day to learn from that comes before today in the round of the year, so
  /// that the same marks are in; of several years the newest.
  private Map<String, Stability.Bins> usual() {
    return then.features().entrySet().stream()
        .min(Comparator.comparingInt(
                (Map.Entry<String, Map<String, Stability.Bins>> day) -> weeksSince(day.getKey()))
            .thenComparing(
                Map.Entry.<String, Map<String, Stability.Bins>>comparingByKey().reversed()))
        .map(Map.Entry::getValue)
        .orElse(Map.of());
  }

  /// Weeks from a day of any year to the same season's next today.
  private int weeksSince(String day) {
    int days = now.asOf.getDayOfYear() - LocalDate.parse(day).getDayOfYear();
    return Math.floorMod(days, 365) / 7;
  }

  private static Signal psi(
      Kind kind, String subject, String title, Stability.Bins bins, float[] values) {
    if (values.length < FEWEST || bins.rows() < FEWEST) {
      return Signal.unknown(
          kind, subject, PSI, "%s: fewer than %d students to compare.".formatted(title, FEWEST));
    }
    double psi = Stability.psi(bins, values);
    String reason = psi > PSI
        ? "%s: today's students differ from those of the training (stability index %.2f)."
        : "%s: today's students are like those of the training (stability index %.2f).";
    return over(kind, subject, psi, PSI, String.format(Locale.ROOT, reason, title, psi));
  }

  private static Signal over(Kind kind, String subject, double value, double limit, String reason) {
    boolean isOver = value > limit;
    return new Signal(kind, subject, value, limit, isOver, reason, isOver);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
