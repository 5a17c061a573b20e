package org.waymark.risk.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.waymark.statistics.NormalEquations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The second opinion: logistic regression, whose every coefficient can be read.
///
/// Each feature is standardised over the rows that have it; a missing value counts as the mean,
/// and a column of its own (1 = missing) says so where any was missing in training. Minimises
/// −log-likelihood + ridge/2·‖β‖², the constant free, by iteratively reweighted least squares
/// (McCullagh & Nelder 1989, § 2.5) with halved steps where a whole one would not descend.
public final class Logistic {

  private static final int MOST_STEPS = 100;
  private static final double ENOUGH = 1e-10;

  /// Rows are summed in blocks and the blocks in order, so that cores don't change the sums.
  private static final int BLOCK = 16_384;

  private final Parameters parameters;

  private Logistic(Parameters parameters) {
    this.parameters = parameters;
  }

  /// @param means over the rows that have the feature
  /// @param deviations likewise; 1 for a feature that never differs
  /// @param coefficients per standard deviation
  /// @param missing log-odds where the value is missing; 0 where none was in training
  /// @param constant log-odds of a row that is average in everything
  public record Parameters(
      List<String> features,
      List<Double> means,
      List<Double> deviations,
      List<Double> coefficients,
      List<Double> missing,
      double constant) {

    public Parameters {
      features = List.copyOf(features);
      means = List.copyOf(means);
      deviations = List.copyOf(deviations);
      coefficients = List.copyOf(coefficients);
      missing = List.copyOf(missing);
      int n = features.size();
      if (means.size() != n
          || deviations.size() != n
          || coefficients.size() != n
          || missing.size() != n) {
        throw new IllegalArgumentException("not one number for each of " + n + " features");
      }
    }
  }

  /// @param ridge over 0: then there is always one answer
  /// @throws IllegalArgumentException if there are no rows, one outcome only, or shapes disagree
  public static Logistic train(Inputs inputs, boolean[] outcomes, double ridge) {
    inputs.check(outcomes);
    if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("ridge: saw " + ridge + ", expected a number over 0");
    }
    return new Logistic(new Fit(inputs, outcomes, ridge).parameters());
  }

  public Parameters parameters() {
    return parameters;
  }

  /// The parameters as JSON.
  public byte[] bytes() {
    return JsonMapper.shared().writeValueAsBytes(parameters);
  }

  /// @throws IllegalArgumentException if the bytes are no such model
  public static Logistic read(byte[] bytes) {
    try {
      return new Logistic(JsonMapper.shared().readValue(bytes, Parameters.class));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the bytes are no logistic regression", e);
    }
  }

  /// Log-odds, one per row.
  ///
  /// @throws IllegalArgumentException if the features are not those of the training
  public double[] margins(Inputs inputs) {
    inputs.expect(parameters.features);
    int k = parameters.features.size();
    double[] answer = new double[inputs.rows()];
    for (int row = 0; row < answer.length; row++) {
      double sum = parameters.constant;
      for (int j = 0; j < k; j++) {
        float value = inputs.value(row, j);
        sum += Float.isNaN(value)
            ? parameters.missing.get(j)
            : parameters.coefficients.get(j)
                * ((value - parameters.means.get(j)) / parameters.deviations.get(j));
      }
      answer[row] = sum;
    }
    return answer;
  }

  static double probability(double margin) {
    return 1 / (1 + Math.exp(-margin));
  }

  /// log(1 + e^x) without overflow.
  static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static final class Fit {
    private final Inputs inputs;
    private final boolean[] outcomes;
    private final double ridge;
    private final int features;
    private final double[] means;
    private final double[] deviations;
    private final int[] flagOf;
    private final int columns;

    Fit(Inputs inputs, boolean[] outcomes, double ridge) {
      this.inputs = inputs;
      this.outcomes = outcomes;
      this.ridge = ridge;
      features = inputs.features().size();
      means = new double[features];
      deviations = new double[features];
      flagOf = new int[features];
      int next = 1 + features;
      for (int j = 0; j < features; j++) {
        flagOf[j] = describe(j) ? next++ : -1;
      }
      columns = next;
    }

    /// @return whether a flag for missing values is needed: some are there, some are not
    private boolean describe(int j) {
      int n = 0;
      double sum = 0;
      for (int row = 0; row < inputs.rows(); row++) {
        float value = inputs.value(row, j);
        if (!Float.isNaN(value)) {
          n++;
          sum += value;
        }
      }
      means[j] = n == 0 ? 0 : sum / n;
      double squares = 0;
      for (int row = 0; row < inputs.rows(); row++) {
        float value = inputs.value(row, j);
        squares += Float.isNaN(value) ? 0 : (value - means[j]) * (value - means[j]);
      }
      deviations[j] = squares > 0 ? Math.sqrt(squares / n) : 1;
      return n > 0 && n < inputs.rows();
    }

    Parameters parameters() {
      double[] beta = new double[columns];
      double rate = 0;
      for (boolean outcome : outcomes) {
        rate += outcome ? 1.0 / outcomes.length : 0;
      }
      beta[0] = Math.log(rate / (1 - rate));
      double loss = loss(beta);
      for (int step = 0; step < MOST_STEPS; step++) {
        double[] next = newton(beta);
        double nextLoss = loss(next);
        for (int half = 0; !(nextLoss <= loss) && half < 40; half++) {
          for (int j = 0; j < columns; j++) {
            next[j] = (next[j] + beta[j]) / 2;
          }
          nextLoss = loss(next);
        }
        double moved = 0;
        for (int j = 0; j < columns; j++) {
          moved = Math.max(moved, Math.abs(next[j] - beta[j]));
        }
        if (nextLoss <= loss) {
          beta = next;
          loss = nextLoss;
        }
        if (moved < ENOUGH) {
          break;
        }
      }
      var missing = new ArrayList<Double>();
      for (int j = 0; j < features; j++) {
        missing.add(flagOf[j] < 0 ? 0 : beta[flagOf[j]]);
      }
      return new Parameters(
          inputs.features(),
          Arrays.stream(means).boxed().toList(),
          Arrays.stream(deviations).boxed().toList(),
          Arrays.stream(beta, 1, 1 + features).boxed().toList(),
          missing,
          beta[0]);
    }

    private double[] newton(double[] beta) {
      List<NormalEquations> blocks = blocks()
          .mapToObj(block -> {
            var sums = new NormalEquations(columns);
            double[] x = new double[columns];
            for (int row = block * BLOCK; row < end(block); row++) {
              double eta = fill(x, row, beta);
              double p = probability(eta);
              double weight = Math.max(p * (1 - p), 1e-10);
              sums.add(x, eta + ((outcomes[row] ? 1 : 0) - p) / weight, weight);
            }
            return sums;
          })
          .toList();
      var all = new NormalEquations(columns);
      blocks.forEach(all::add);
      double[] unit = new double[columns];
      for (int j = 1; j < columns; j++) {
        unit[j] = 1;
        all.add(unit, 0, ridge);
        unit[j] = 0;
      }
      return switch (all.solve()) {
        case NormalEquations.Solved solved -> solved.coefficients();
        case NormalEquations.Redundant redundant ->
          throw new IllegalArgumentException("the ridge " + ridge
              + " is too small for features that say the same thing (column "
              + redundant.column() + ")");
      };
    }

    private double loss(double[] beta) {
      double[] blocks = blocks()
          .mapToDouble(block -> {
            double sum = 0;
            double[] x = new double[columns];
            for (int row = block * BLOCK; row < end(block); row++) {
              double eta = fill(x, row, beta);
              sum += softplus(outcomes[row] ? -eta : eta);
            }
            return sum;
          })
          .toArray();
      double sum = 0;
      for (double block : blocks) {
        sum += block;
      }
      for (int j = 1; j < columns; j++) {
        sum += ridge / 2 * beta[j] * beta[j];
      }
      return sum;
    }

    private IntStream blocks() {
      return IntStream.range(0, (outcomes.length + BLOCK - 1) / BLOCK).parallel();
    }

    private int end(int block) {
      return Math.min(outcomes.length, (block + 1) * BLOCK);
    }

    /// @return the margin of the row whose columns x now holds
    private double fill(double[] x, int row, double[] beta) {
      x[0] = 1;
      double eta = beta[0];
      for (int j = 0; j < features; j++) {
        float value = inputs.value(row, j);
        boolean isMissing = Float.isNaN(value);
        x[1 + j] = isMissing ? 0 : (value - means[j]) / deviations[j];
        eta += beta[1 + j] * x[1 + j];
        if (flagOf[j] >= 0) {
          x[flagOf[j]] = isMissing ? 1 : 0;
          eta += isMissing ? beta[flagOf[j]] : 0;
        }
      }
      return eta;
    }
  }
}
