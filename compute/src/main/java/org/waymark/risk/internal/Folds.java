package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel;
import org.waymark.risk.learning.BoostedTrees;
import org.waymark.risk.learning.Calibration;
import org.waymark.risk.learning.Logistic;
import org.waymark.risk.learning.TreeSettings;

/// Students divided into five parts. Each part is scored by models that learned from the other
/// four parts and from earlier periods alone: no student stands on both sides, and no model
/// knows the period that it is tried on.
final class Folds {

  static final int PARTS = 5;

  /// The kernel's work on one set of rows.
  record Pair(BoostedTrees trees, Logistic logistic) {}

  /// Probabilities of rows by models that saw neither the student nor the period, NaN for rows
  /// that nobody scored.
  ///
  /// @param margin of the trees, not calibrated
  record Unseen(double[] margin, double[] secondMargin, double[] probability, double[] second) {}

  /// Much: what is missing, and what begins a year, tells of the period, and a line that leans on
  /// it holds in no other period.
  private static final double RIDGE = 300;

  private final Lessons lessons;
  private final TreeSettings settings;
  private final int[] part;

  Folds(Lessons lessons, List<Feature> features, long seed) {
    this.lessons = lessons;
    this.settings = settings(features, seed);
    this.part = new int[lessons.rows()];
    for (int i = 0; i < part.length; i++) {
      part[i] = new SplittableRandom(lessons.student()[i] ^ seed).nextInt(PARTS);
    }
  }

  static TreeSettings settings(List<Feature> features, long seed) {
    int[] directions = features.stream().mapToInt(Feature::direction).toArray();
    return new TreeSettings(200, 4, 0.05, 20, 1, 0.8, 0.8, directions, seed);
  }

  TreeSettings settings() {
    return settings;
  }

  Pair train(int[] rows) {
    var inputs = lessons.inputs().select(rows);
    boolean[] outcomes = lessons.outcomes(rows);
    return new Pair(
        BoostedTrees.train(inputs, outcomes, settings),
        Logistic.train(RiskModel.straightened(inputs), outcomes, RIDGE));
  }

  /// Trains the five pairs and one more on all rows, as many at once as there are cores.
  ///
  /// @param learned periods that the five learn from
  /// @param scored periods whose students they score
  /// @param calibrated periods on which each part's calibration is fitted, by the other parts
  Result run(List<Integer> learned, List<Integer> scored, List<Integer> calibrated) {
    var tasks = new ArrayList<Callable<Pair>>();
    tasks.add(() -> train(lessons.where(r -> true))); // the longest first
    for (int f = 0; f < PARTS; f++) {
      int own = f;
      tasks.add(() ->
          train(lessons.where(r -> part[r] != own && learned.contains(lessons.target()[r]))));
    }
    List<Pair> pairs = inParallel(tasks);
    var unseen = new Unseen(empty(), empty(), empty(), empty());
    for (int f = 0; f < PARTS; f++) {
      int own = f;
      int[] rows = lessons.where(r -> part[r] == own
          && (scored.contains(lessons.target()[r])
              || calibrated.contains(lessons.target()[r])));
      var inputs = lessons.inputs().select(rows);
      float[] margins = pairs.get(f + 1).trees().margins(inputs);
      double[] seconds = pairs.get(f + 1).logistic().margins(RiskModel.straightened(inputs));
      for (int i = 0; i < rows.length; i++) {
        unseen.margin()[rows[i]] = margins[i];
        unseen.secondMargin()[rows[i]] = seconds[i];
      }
    }
    for (int f = 0; f < PARTS; f++) {
      int own = f;
      int[] others =
          lessons.where(r -> part[r] != own && calibrated.contains(lessons.target()[r]));
      Calibration calibration = fit(others, unseen.margin());
      Calibration second = fit(others, unseen.secondMargin());
      for (int row : lessons.where(r -> part[r] == own && !Double.isNaN(unseen.margin()[r]))) {
        unseen.probability()[row] = calibration.probability(unseen.margin()[row]);
        unseen.second()[row] = second.probability(unseen.secondMargin()[row]);
      }
    }
    return new Result(pairs.getFirst(), unseen);
  }

  /// @param all learned from every row: what will score today's students
  record Result(Pair all, Unseen unseen) {}

  Calibration fit(int[] rows, double[] margins) {
    double[] at = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      at[i] = margins[rows[i]];
    }
    return Calibration.fit(at, lessons.outcomes(rows));
  }

  private double[] empty() {
    double[] values = new double[lessons.rows()];
    java.util.Arrays.fill(values, Double.NaN);
    return values;
  }

  private static List<Pair> inParallel(List<Callable<Pair>> tasks) {
    int cores = Math.max(1, Runtime.getRuntime().availableProcessors());
    try (ExecutorService threads = Executors.newFixedThreadPool(Math.min(cores, tasks.size()))) {
      var pairs = new ArrayList<Pair>();
      for (var each : threads.invokeAll(tasks)) {
        pairs.add(each.get());
      }
      return pairs;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the training was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
