package org.waymark.interventions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Orders the next steps for one student and one role: need first; among equals, what people of
/// that role accepted and what worked.
///
/// Each step has two unknown rates: how often such people accept it, and how often its plans
/// reach their goal. Both are Beta-Bernoulli; a role's own counts are shrunk toward those of all
/// roles. Where trying out is on, the order follows one draw from both (Thompson sampling:
/// Thompson (1933), Biometrika 25, 285–294), so that a step of which little is known comes up
/// first now and then. Draws are seeded by student, role and day: the same order all day.
public final class StepOrder {
  /// A role's own rate counts as much as that of all roles after so many decisions.
  static final double SHRINK = 6;
  /// Fewer decisions than this are too few to say.
  static final int FEW = 10;
  /// How often the order is drawn to learn the chance of a position.
  static final int DRAWS = 400;

  private StepOrder() {}

  /// What is known of a playbook and a role.
  public record Counts(long accepted, long dismissed, long met, long partly, long unmet) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          accepted + other.accepted,
          dismissed + other.dismissed,
          met + other.met,
          partly + other.partly,
          unmet + other.unmet);
    }

    public long decided() {
      return accepted + dismissed;
    }

    public long ended() {
      return met + partly + unmet;
    }
  }

  /// A step that fits, before it is ordered.
  ///
  /// @param own counts of the role that asks
  /// @param all counts of all roles
  public record Candidate(
      Playbook playbook, List<Need> needs, Counts own, Counts all, boolean isSerious) {
    public Candidate(Playbook playbook, List<Need> needs, Counts own, Counts all) {
      this(playbook, needs, own, all, needs.stream().anyMatch(Need::isSerious));
    }
  }

  /// A step at its place.
  ///
  /// @param value accepted rate × worked rate, both as means
  /// @param propensity the chance of this place, 1 where nothing is tried out
  /// @param isToLearn whether it stands higher than its mean alone would put it
  public record Placed(
      Candidate candidate, int position, double value, double propensity, boolean isToLearn) {}

  /// @param seed of student, role and day
  /// @param explores whether steps of which little is known come up first now and then
  public static List<Placed> order(List<Candidate> candidates, String seed, boolean explores) {
    // dice are thrown in the order of the keys, whatever order the candidates came in
    List<Candidate> byKey = candidates.stream()
        .sorted(Comparator.comparing(it -> it.playbook().key()))
        .toList();
    List<Known> known = byKey.stream().map(Known::of).toList();
    double[] values = known.stream().mapToDouble(Known::mean).toArray();
    int[] means = sorted(byKey, values);
    if (!explores || byKey.size() < 2) {
      return placed(byKey, values, means, means, new int[0]);
    }
    SplittableRandom dice = new SplittableRandom(hash(seed));
    int[] drawn = sorted(byKey, draw(known, dice));
    int[] hits = new int[drawn.length];
    for (int i = 0; i < DRAWS; i++) {
      int[] other = sorted(byKey, draw(known, dice));
      for (int at = 0; at < hits.length; at++) {
        hits[at] += other[at] == drawn[at] ? 1 : 0;
      }
    }
    return placed(byKey, values, drawn, means, hits);
  }

  /// @param order places of the candidates, first step first
  /// @param hits how often the step of a position came out there again; empty where nothing is
  ///     tried out
  private static List<Placed> placed(
      List<Candidate> candidates, double[] values, int[] order, int[] means, int[] hits) {
    int[] meanPosition = new int[means.length];
    for (int at = 0; at < means.length; at++) {
      meanPosition[means[at]] = at;
    }
    List<Placed> placed = new ArrayList<>();
    for (int at = 0; at < order.length; at++) {
      int it = order[at];
      // the order that was drawn is one more draw: never a chance of none
      double chance = hits.length == 0 ? 1 : (hits[at] + 1.0) / (DRAWS + 1.0);
      placed.add(new Placed(candidates.get(it), at + 1, values[it], chance, at < meanPosition[it]));
    }
    return placed;
  }

  /// What is believed of a candidate's two rates.
  private record Known(Beta accept, Beta work) {
    static Known of(Candidate it) {
      return new Known(
          Beta.shrunk(
              it.own().accepted(),
              it.own().dismissed(),
              it.all().accepted(),
              it.all().dismissed()),
          // a goal partly met is half a success
          Beta.shrunk(
              it.own().met() + it.own().partly() / 2.0,
              it.own().unmet() + it.own().partly() / 2.0,
              it.all().met() + it.all().partly() / 2.0,
              it.all().unmet() + it.all().partly() / 2.0));
    }

    double mean() {
      return accept.mean() * work.mean();
    }
  }

  private static double[] draw(List<Known> known, SplittableRandom dice) {
    double[] values = new double[known.size()];
    for (int i = 0; i < values.length; i++) {
      Known it = known.get(i);
      values[i] = it.accept().draw(dice) * it.work().draw(dice);
    }
    return values;
  }

  /// Places of the candidates in order, by insertion: a handful, four hundred times.
  private static int[] sorted(List<Candidate> candidates, double[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && isBefore(candidates, values, i, order[at - 1])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  /// A serious sign first, whatever was learned; then the value; then the stronger evidence;
  /// else as they stand, by their keys.
  private static boolean isBefore(
      List<Candidate> candidates, double[] values, int left, int right) {
    Candidate one = candidates.get(left);
    Candidate other = candidates.get(right);
    if (one.isSerious() != other.isSerious()) {
      return one.isSerious();
    }
    if (values[left] != values[right]) {
      return values[left] > values[right];
    }
    return one.playbook().rank() < other.playbook().rank();
  }

  private static long hash(String seed) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : seed.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /// A rate that is not known for certain.
  record Beta(double yes, double no) {
    /// The role's own counts on top of what all roles say, which itself begins at one half.
    static Beta shrunk(double yes, double no, double allYes, double allNo) {
      double pooled = (allYes + 1) / (allYes + allNo + 2);
      double weight = Math.min(SHRINK, allYes + allNo + 2);
      return new Beta(weight * pooled + yes, weight * (1 - pooled) + no);
    }

    double mean() {
      return yes / (yes + no);
    }

    double draw(SplittableRandom dice) {
      double a = gamma(yes, dice);
      double b = gamma(no, dice);
      return a + b == 0 ? mean() : a / (a + b);
    }

    /// Source: Marsaglia & Tsang (2000), ACM Transactions on Mathematical Software 26(3),
    /// 363–372; below shape 1 by their note of section 6.
    private static double gamma(double shape, SplittableRandom dice) {
      if (shape < 1) {
        return gamma(shape + 1, dice) * Math.pow(dice.nextDouble(), 1 / shape);
      }
      double d = shape - 1.0 / 3;
      double c = 1 / Math.sqrt(9 * d);
      while (true) {
        double x = dice.nextGaussian();
        double v = Math.pow(1 + c * x, 3);
        if (v > 0 && Math.log(dice.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
          return d * v;
        }
      }
    }
  }
}
