package org.waymark.risk.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.waymark.risk.learning.Skill.Point;
import org.waymark.statistics.Share;

/// Rows by falling score, those with the same score together in one run, so that any weighting
/// of the rows is measured in one walk.
///
/// Which of several equal scores comes first is chance. Where it would matter, the expectation
/// over all their orders counts; so no figure depends on the order of the rows.
final class Ranking {

  private static final int BINS = 10;

  private final double[] scores;
  private final boolean[] outcomes;
  private final int[] order;

  /// Where each run ends in the order, exclusive.
  private final int[] ends;

  Ranking(double[] scores, boolean[] outcomes) {
    Skill.check(scores, outcomes);
    this.scores = scores;
    this.outcomes = outcomes;
    var rows = new Integer[scores.length];
    Arrays.setAll(rows, i -> i);
    Arrays.parallelSort(rows, (a, b) -> scores[a] > scores[b] ? -1 : scores[a] < scores[b] ? 1 : 0);
    order = Arrays.stream(rows).mapToInt(Integer::intValue).toArray();
    int[] found = new int[order.length];
    int runs = 0;
    for (int i = 1; i <= order.length; i++) {
      if (i == order.length || scores[order[i]] != scores[order[i - 1]]) {
        found[runs++] = i;
      }
    }
    ends = Arrays.copyOf(found, runs);
  }

  Counted counted() {
    int[] once = new int[order.length];
    Arrays.fill(once, 1);
    return counted(once);
  }

  /// @param weights how often each row counts; both outcomes must count
  Counted counted(int[] weights) {
    double[] yes = new double[ends.length];
    double[] no = new double[ends.length];
    int at = 0;
    for (int run = 0; run < ends.length; run++) {
      for (; at < ends[run]; at++) {
        int row = order[at];
        if (outcomes[row]) {
          yes[run] += weights[row];
        } else {
          no[run] += weights[row];
        }
      }
    }
    return new Counted(yes, no);
  }

  /// The runs with how often each outcome counts in them.
  final class Counted {

    private final double[] yes;
    private final double[] no;
    private final double allYes;
    private final double allNo;

    private Counted(double[] yes, double[] no) {
      this.yes = yes;
      this.no = no;
      this.allYes = Arrays.stream(yes).sum();
      this.allNo = Arrays.stream(no).sum();
    }

    /// @param flagged the share of the rows that there is capacity for
    double measure(Measure measure, double flagged) {
      return switch (measure) {
        case AUROC -> auroc();
        case AVERAGE_PRECISION -> averagePrecision();
        case PRECISION_AT_CAPACITY -> hits(flagged) / (flagged * (allYes + allNo));
        case RECALL_AT_CAPACITY -> hits(flagged) / allYes;
        case BRIER -> brier();
        case CALIBRATION_ERROR -> calibrationError();
      };
    }

    private double auroc() {
      double noBelow = allNo;
      double sum = 0;
      for (int run = 0; run < ends.length; run++) {
        noBelow -= no[run];
        sum += yes[run] * (noBelow + no[run] / 2);
      }
      return sum / (allYes * allNo);
    }

    private double averagePrecision() {
      double hits = 0;
      double seen = 0;
      double sum = 0;
      for (int run = 0; run < ends.length; run++) {
        hits += yes[run];
        seen += yes[run] + no[run];
        sum += yes[run] == 0 ? 0 : yes[run] * (hits / seen);
      }
      return sum / allYes;
    }

    private double hits(double flagged) {
      double left = flagged * (allYes + allNo);
      double hits = 0;
      for (int run = 0; run < ends.length && left > 0; run++) {
        double size = yes[run] + no[run];
        hits += size <= left ? yes[run] : yes[run] * (left / size);
        left -= size;
      }
      return hits;
    }

    private double brier() {
      double sum = 0;
      for (int run = 0; run < ends.length; run++) {
        double p = scores[order[ends[run] - 1]];
        sum += yes[run] * (1 - p) * (1 - p) + no[run] * p * p;
      }
      return sum / (allYes + allNo);
    }

    private double calibrationError() {
      double sum = 0;
      for (double[] bin : bins()) {
        sum += Math.abs(bin[0] - bin[1]);
      }
      return sum / (allYes + allNo);
    }

    List<Point> curve() {
      var points = new ArrayList<Point>();
      for (double[] bin : bins()) {
        if (bin[2] > 0) {
          Share observed = Share.of(Math.round(bin[1]), Math.round(bin[2]));
          points.add(new Point(
              bin[0] / bin[2],
              observed.value(),
              observed.low(),
              observed.high(),
              Math.round(bin[2])));
        }
      }
      return points.reversed();
    }

    /// Ten bins of equal weight, the highest first: the sum of predictions, the outcomes, the
    /// rows of each. A run is not split; it lies where its middle lies.
    private double[][] bins() {
      double[][] bins = new double[BINS][3];
      double before = 0;
      for (int run = 0; run < ends.length; run++) {
        double size = yes[run] + no[run];
        int place = (int) (BINS * (before + size / 2) / (allYes + allNo));
        int bin = Math.min(place, BINS - 1); // a run that doesn't count may stand behind the last
        bins[bin][0] += size * scores[order[ends[run] - 1]];
        bins[bin][1] += yes[run];
        bins[bin][2] += size;
        before += size;
      }
      return bins;
    }
  }
}
