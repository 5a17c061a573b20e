package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.waymark.statistics.BenjaminiHochberg;
import org.waymark.statistics.Estimate;
import org.waymark.statistics.MeanTest;
import org.waymark.statistics.SmallestGroup;

/// Which differences between a group and all others are large, and more than the chance of so
/// many looks: three a group, adjusted together (Benjamini & Hochberg).
final class Concerns {

  /// A rate a quarter higher is worth a sentence.
  private static final double FACTOR = 1.25;

  private record Look(String group, double p, boolean isLarge, String sentence) {}

  private final List<Look> looks = new ArrayList<>();

  void look(String group, FlagTally in, FlagTally out) {
    if (in.students < SmallestGroup.SHOWN) {
      return;
    }
    worse(
        group,
        in.falseAlarms,
        in.students - in.outcomes,
        out.falseAlarms,
        out.students - out.outcomes,
        "flagged without need more often than all others: %.1f%% against %.1f%% of those who had no trouble");
    worse(
        group,
        in.missed,
        in.outcomes,
        out.missed,
        out.outcomes,
        "missed more often than all others: %.0f%% against %.0f%% of those who had trouble");
    foretold(group, in);
  }

  /// The concerns of each group that has any, in one sentence.
  Map<String, String> found() {
    double[] adjusted =
        BenjaminiHochberg.adjust(looks.stream().mapToDouble(Look::p).toArray());
    var found = new TreeMap<String, String>();
    for (int i = 0; i < adjusted.length; i++) {
      Look look = looks.get(i);
      if (look.isLarge() && adjusted[i] < 1 - MeanTest.CONFIDENCE) {
        found.merge(look.group(), look.sentence(), (one, other) -> one + "; " + other);
      }
    }
    return found;
  }

  /// Two shares by their pooled standard error.
  private void worse(String group, long k, long n, long otherK, long otherN, String words) {
    if (n == 0 || otherN == 0) {
      return;
    }
    double share = (double) k / n;
    double other = (double) otherK / otherN;
    double pooled = (double) (k + otherK) / (n + otherN);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / n + 1.0 / otherN));
    if (error > 0) {
      looks.add(new Look(
          group,
          Estimate.of(share - other, error).p(),
          share > FACTOR * other,
          words.formatted(100 * share, 100 * other)));
    }
  }

  /// What was foretold of the group against what happened.
  private void foretold(String group, FlagTally in) {
    double observed = (double) in.outcomes / in.students;
    double expected = in.expected / in.students;
    double error = Math.sqrt(expected * (1 - expected) / in.students);
    if (error > 0) {
      boolean isMore = observed > expected;
      looks.add(new Look(
          group,
          Estimate.of(observed - expected, error).p(),
          isMore ? observed > FACTOR * expected : expected > FACTOR * observed,
          "in trouble %s often than foretold: %.0f%% against %.0f%%"
              .formatted(isMore ? "more" : "less", 100 * observed, 100 * expected)));
    }
  }
}
