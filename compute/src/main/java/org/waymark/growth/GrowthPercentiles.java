package org.waymark.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.waymark.growth.Growth.Reason;
import org.waymark.growth.quantreg.BSpline;
import org.waymark.growth.quantreg.Design;
import org.waymark.growth.quantreg.Fit;
import org.waymark.growth.quantreg.QuantileRegression;

/// Growth percentiles of many histories: docs/method/growth.md.
public final class GrowthPercentiles {

  /// @param minimumGroup students below which a group has no percentiles
  /// @param mostPriors how many prior scores are used at most
  public record Settings(int minimumGroup, int mostPriors) {

    public static final Settings DEFAULT = new Settings(250, 8);

    public Settings {
      if (minimumGroup < 2 || mostPriors < 1) {
        throw new IllegalArgumentException(
            "minimum group %d, at most %d priors: expected 2 or more, 1 or more"
                .formatted(minimumGroup, mostPriors));
      }
    }
  }

  /// A fit and whose it is.
  public record Fitted(int series, int year, int grade, GrowthFit fit) {}

  /// No fit, and why.
  public record Refused(int series, int year, int grade, int order, Reason reason) {}

  /// Fits that were made before.
  public interface Kept {

    /// @return a [GrowthFit], or the [Reason] for none; null when it wasn't kept
    @Nullable
    Object fit(int series, int year, int grade, int order);
  }

  private record ScaleOf(int series, int grade, int beforeYear) {}

  private static final int CHUNK = 4096;

  private final Scores scores;
  private final Settings settings;
  private final byte[] percentile;
  private final byte[] order;
  private final float[] standardError;
  private final Reason[] reason;
  private final ConcurrentHashMap<ScaleOf, Optional<ScoreScale>> scales = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Fitted> fits = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Refused> refusals = new ConcurrentLinkedQueue<>();
  private final Kept kept;

  private GrowthPercentiles(Scores scores, Settings settings, Kept kept) {
    this.kept = kept;
    this.scores = scores;
    this.settings = settings;
    this.percentile = new byte[scores.count()];
    this.order = new byte[scores.count()];
    this.standardError = new float[scores.count()];
    this.reason = new Reason[scores.count()];
  }

  /// @param wanted rows whose percentile is wanted; all others still serve as priors and peers
  ///     of their own year and grade
  /// @param onCohort told the size of each group when it is done
  public static GrowthPercentiles of(
      Scores scores, Settings settings, IntPredicate wanted, Consumer<Integer> onCohort) {
    var answer = new GrowthPercentiles(scores, settings, (series, year, grade, order) -> null);
    answer.compute(wanted, onCohort);
    return answer;
  }

  /// Places scores in fits that were made before, and makes those that weren't.
  public static GrowthPercentiles within(
      Scores scores, Settings settings, IntPredicate wanted, Kept kept) {
    var answer = new GrowthPercentiles(scores, settings, kept);
    answer.compute(wanted, size -> {});
    return answer;
  }

  /// How many groups there will be to hear of.
  public static int cohorts(Scores scores, IntPredicate wanted) {
    return (int) wanted(scores, wanted).count();
  }

  public Growth growth(int row) {
    if (reason[row] != null) {
      return new Growth.NotScored(reason[row]);
    }
    return new Growth.Scored(
        percentile[row],
        order[row],
        Float.isNaN(standardError[row]) ? null : (double) standardError[row]);
  }

  /// The scores that a percentile stands on: rows of the histories, the newest first.
  public List<Integer> priors(int row) {
    var rows = new ArrayList<Integer>();
    int at = row;
    for (int j = 0; j < order[row]; j++) {
      at = scores.prior(at);
      rows.add(at);
    }
    return rows;
  }

  public List<Fitted> fits() {
    return fits.stream()
        .sorted((a, b) -> Arrays.compare(
            new int[] {a.series, a.year, a.grade, a.fit.order()},
            new int[] {b.series, b.year, b.grade, b.fit.order()}))
        .toList();
  }

  public List<Refused> refusals() {
    return List.copyOf(refusals);
  }

  private static java.util.stream.Stream<Scores.Cohort> wanted(Scores scores, IntPredicate wanted) {
    return scores.cohorts().stream().filter(c -> Arrays.stream(c.rows()).anyMatch(wanted));
  }

  private void compute(IntPredicate wanted, Consumer<Integer> onCohort) {
    scores.link();
    for (int row = 0; row < scores.count(); row++) {
      Reason problem = scores.problem(row);
      if (problem != null) {
        reason[row] = problem;
      }
    }
    wanted(scores, wanted).toList().parallelStream().forEach(cohort -> {
      cohort(cohort);
      onCohort.accept(cohort.rows().length);
    });
  }

  /// From the most priors down: each student by the longest history that gives a fit.
  private void cohort(Scores.Cohort cohort) {
    int[] rows = cohort.rows();
    int[] history = new int[rows.length];
    int longest = 0;
    for (int i = 0; i < rows.length; i++) {
      history[i] = scores.history(rows[i], settings.mostPriors());
      longest = Math.max(longest, history[i]);
    }
    int[] pending = {};
    Reason why = Reason.TOO_FEW_PEERS;
    for (int k = longest; k >= 1; k--) {
      int needed = k;
      int[] peers = chosen(rows, history, h -> h >= needed);
      int[] fresh = chosen(rows, history, h -> h == needed);
      int waiting = pending.length;
      pending = Arrays.copyOf(pending, waiting + fresh.length);
      System.arraycopy(fresh, 0, pending, waiting, fresh.length);
      if (pending.length == 0) {
        continue;
      }
      if (peers.length < settings.minimumGroup()) {
        why = Reason.TOO_FEW_PEERS;
        continue;
      }
      Object before = this.kept.fit(cohort.series(), cohort.year(), cohort.grade(), k);
      Object fit = before == null ? fit(cohort, peers, k) : before;
      if (fit instanceof Reason refused) {
        why = refused;
        refusals.add(new Refused(cohort.series(), cohort.year(), cohort.grade(), k, refused));
      } else {
        place((GrowthFit) fit, pending);
        fits.add(new Fitted(cohort.series(), cohort.year(), cohort.grade(), (GrowthFit) fit));
        pending = new int[0];
      }
    }
    for (int row : pending) {
      reason[row] = why;
    }
  }

  private static int[] chosen(int[] rows, int[] history, IntPredicate test) {
    int[] found = new int[rows.length];
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      if (test.test(history[i])) {
        found[n++] = rows[i];
      }
    }
    return Arrays.copyOf(found, n);
  }

  /// @return a fit, or the reason for none
  private Object fit(Scores.Cohort cohort, int[] peers, int order) {
    var itsScales = new ArrayList<ScoreScale>();
    for (int j = 1; j <= order; j++) {
      var scale = scale(cohort.series(), cohort.grade() - j, cohort.year());
      if (scale.isEmpty()) {
        return Reason.TOO_FEW_DISTINCT_SCORES;
      }
      itsScales.add(scale.get());
    }
    int columns = 1 + 7 * order;
    if ((long) peers.length * columns > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(
          peers.length + " students with " + order + " prior scores are too many for one fit");
    }
    double[] x = new double[peers.length * columns];
    double[] y = new double[peers.length];
    BSpline[] splines = itsScales.stream().map(ScoreScale::spline).toArray(BSpline[]::new);
    for (int i = 0; i < peers.length; i++) {
      y[i] = scores.score(peers[i]);
      x[i * columns] = 1;
      int at = peers[i];
      for (int j = 0; j < order; j++) {
        at = scores.prior(at);
        splines[j].write(scores.score(at), x, i * columns + 1 + 7 * j);
      }
    }
    Fit fit =
        QuantileRegression.fit(new Design(x, peers.length, columns), y, GrowthFit.taus(), true);
    return switch (fit) {
      case Fit.Fitted fitted ->
        new GrowthFit(itsScales, byColumn(fitted.coefficients(), columns), peers.length);
      case Fit.NotFitted refused ->
        switch (refused.reason()) {
          case COLUMNS_DEPEND -> Reason.TOO_FEW_DISTINCT_SCORES;
          case CONSTANT_RESPONSE -> Reason.CONSTANT_SCORE;
          case TOO_FEW_ROWS -> Reason.TOO_FEW_PEERS;
          case NO_CONVERGENCE -> Reason.NO_FIT;
        };
    };
  }

  private Optional<ScoreScale> scale(int series, int grade, int beforeYear) {
    return scales.computeIfAbsent(
        new ScaleOf(series, grade, beforeYear),
        key -> Optional.ofNullable(ScoreScale.of(scores.valid(series, grade, beforeYear))));
  }

  private static double[][] byColumn(double[][] byTau, int columns) {
    double[][] turned = new double[columns][byTau.length];
    for (int c = 0; c < columns; c++) {
      for (int k = 0; k < byTau.length; k++) {
        turned[c][k] = byTau[k][c];
      }
    }
    return turned;
  }

  private void place(GrowthFit fit, int[] rows) {
    java.util.stream.IntStream.range(0, (rows.length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(chunk -> {
          var placement = fit.placement();
          double[] priors = new double[fit.order()];
          double[] errors = new double[fit.order() + 1];
          int end = Math.min(rows.length, (chunk + 1) * CHUNK);
          for (int i = chunk * CHUNK; i < end; i++) {
            place(placement, rows[i], priors, errors);
          }
        });
  }

  private void place(GrowthFit.Placement placement, int row, double[] priors, double[] errors) {
    errors[0] = scores.error(row);
    boolean isKnown = errors[0] >= 0;
    int at = row;
    for (int j = 0; j < priors.length; j++) {
      at = scores.prior(at);
      priors[j] = scores.score(at);
      errors[j + 1] = scores.error(at);
      isKnown &= errors[j + 1] >= 0;
    }
    percentile[row] = (byte) placement.percentile(priors, scores.score(row));
    order[row] = (byte) priors.length;
    standardError[row] =
        isKnown ? (float) placement.standardError(priors, scores.score(row), errors) : Float.NaN;
  }
}
