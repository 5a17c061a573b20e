package org.waymark.programs.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.programs.internal.ProgramEffect.Measured;
import org.waymark.programs.internal.ProgramEffect.NotMeasured;
import org.waymark.statistics.Estimate;
import org.waymark.statistics.NormalEquations;
import org.waymark.statistics.NormalEquations.Redundant;
import org.waymark.statistics.NormalEquations.Solved;
import org.waymark.statistics.Sample;
import org.waymark.statistics.SmallestGroup;

/// Holds the participants of one program, year and subject beside their nearest
/// non-participants: same grade, expected fall score within a caliper, then as alike as
/// possible in groups and other programs; up to five each, used again where needed.
///
/// What still differs is taken out by a regression among non-participants, and the variance
/// counts a student who serves as match more than once.
/// Source: Abadie & Imbens (2006), Econometrica 74(1), 235–267; (2011), J. Bus. Econ. Stat.
/// 29(1), 1–11.
final class Matching {

  /// How far an expected fall score may lie from the participant's, in standard deviations.
  static final double CALIPER = 0.25;

  static final int MATCHES = 5;

  /// One group or other program apart weighs as much as half a standard deviation.
  private static final double APART = 0.5;

  private final String program;
  private final List<Placed> participants = new ArrayList<>();
  private final Map<String, Nearby> nearby = new HashMap<>();
  private final List<Placed> pool = new ArrayList<>();
  private final List<String> otherPrograms;
  private int withoutExpectation;

  Matching(String program, List<Candidate> candidates) {
    this.program = program;
    var expectation = new Expectation(
        candidates.stream().filter(c -> !c.programs().contains(program)).toList());
    var poolByGrade = new HashMap<String, List<Placed>>();
    var others = new TreeSet<String>();
    for (Candidate candidate : candidates) {
      others.addAll(candidate.programs());
      OptionalDouble expected = expectation.of(candidate);
      boolean isIn = candidate.programs().contains(program);
      if (expected.isEmpty()) {
        withoutExpectation += isIn ? 1 : 0;
      } else {
        var placed = new Placed(candidate, expected.getAsDouble());
        (isIn ? participants : pool).add(placed);
        if (!isIn) {
          poolByGrade.computeIfAbsent(candidate.grade(), g -> new ArrayList<>()).add(placed);
        }
      }
    }
    poolByGrade.forEach((grade, students) -> nearby.put(grade, new Nearby(students)));
    others.remove(program);
    otherPrograms = List.copyOf(others);
  }

  ProgramEffect effect() {
    int all = participants.size() + withoutExpectation;
    if (all < SmallestGroup.SHOWN) {
      return new NotMeasured(
          all, SmallestGroup.tooFew(all) + " took part and have a fall and a spring score");
    }
    Map<Placed, List<Match>> matched = new LinkedHashMap<>();
    for (Placed participant : participants) {
      var nearest = nearest(participant);
      if (!nearest.isEmpty()) {
        matched.put(participant, nearest);
      }
    }
    Set<Placed> used = new HashSet<>();
    matched.values().forEach(list -> list.forEach(m -> used.add(m.placed())));
    if (matched.size() < SmallestGroup.SHOWN || used.size() < SmallestGroup.SHOWN) {
      return new NotMeasured(
          all,
          "too few students like the participants: fewer than " + SmallestGroup.SHOWN
              + " could be matched");
    }
    Trend trend = trend();
    return trend == null
        ? new NotMeasured(all, "students outside of the program are too few or too alike")
        : measured(matched, used, all - matched.size(), trend);
  }

  private List<Match> nearest(Placed participant) {
    return nearby
        .getOrDefault(participant.student().grade(), Nearby.NOBODY)
        .nearest(participant, CALIPER, MATCHES, this::distance);
  }

  private double distance(Placed participant, Placed other) {
    int apart = participant.student().differentGroups(other.student())
        + participant.student().differentPrograms(other.student(), program);
    return Math.abs(participant.expected() - other.expected()) + APART * apart;
  }

  /// What non-participants' change depends on, and how much of it is chance.
  private record Trend(List<Integer> columns, Solved solved, double variance) {}

  private @Nullable Trend trend() {
    var columns = new ArrayList<Integer>();
    for (int i = 0; i < row(pool.getFirst()).length; i++) {
      columns.add(i);
    }
    while (true) {
      if (pool.size() < columns.size() + SmallestGroup.SHOWN) {
        return null;
      }
      var equations = new NormalEquations(columns.size());
      pool.forEach(p -> equations.add(pick(row(p), columns), p.student().change(), 1));
      switch (equations.solve()) {
        case Redundant(int column) -> columns.remove(column);
        case Solved solved -> {
          double left = 0;
          for (Placed p : pool) {
            double residual = p.student().change() - solved.predict(pick(row(p), columns));
            left += residual * residual;
          }
          return new Trend(columns, solved, left / (pool.size() - columns.size()));
        }
      }
    }
  }

  private ProgramEffect measured(
      Map<Placed, List<Match>> matched, Set<Placed> used, int unmatched, Trend trend) {
    int n = matched.size();
    double[] gains = new double[n];
    double change = 0;
    double otherChange = 0;
    double apart = 0;
    double sharedWeights = 0;
    var weights = new HashMap<Placed, Double>();
    int at = 0;
    for (var pair : matched.entrySet()) {
      Candidate student = pair.getKey().student();
      double share = 1.0 / pair.getValue().size();
      double expectedChange = expectedChange(pair.getKey(), trend);
      double fall = 0;
      double theirs = 0;
      double corrected = 0;
      for (Match match : pair.getValue()) {
        Candidate other = match.placed().student();
        fall += share * other.fall();
        theirs += share * other.change();
        corrected += share * (other.change() - expectedChange(match.placed(), trend));
        weights.merge(match.placed(), share, Double::sum);
        sharedWeights += share * share;
      }
      gains[at++] = student.change() - expectedChange - corrected;
      change += student.change() / n;
      otherChange += theirs / n;
      apart += (student.fall() - fall) / n;
    }
    double gain = 0;
    for (double each : gains) {
      gain += each / n;
    }
    double variance = 0;
    for (double each : gains) {
      variance += (each - gain) * (each - gain);
    }
    double again = weights.values().stream().mapToDouble(w -> w * w).sum() - sharedWeights;
    variance += Math.max(0, again) * trend.variance();
    double error = Math.sqrt(variance) / n;
    if (error <= 1e-12) {
      return new NotMeasured(n, "every change is the same, so chance can't be judged");
    }
    return new Measured(
        n,
        unmatched,
        used.size(),
        change,
        otherChange,
        apart / spread(),
        Estimate.of(gain, error, n - 1.0),
        givenPretest());
  }

  private double expectedChange(Placed placed, Trend trend) {
    return trend.solved().predict(pick(row(placed), trend.columns()));
  }

  /// Spread of the fall scores of everyone.
  private double spread() {
    var falls = new ArrayList<Double>();
    participants.forEach(p -> falls.add(p.student().fall()));
    pool.forEach(p -> falls.add(p.student().fall()));
    double sd =
        Sample.of(falls.stream().mapToDouble(Double::doubleValue).toArray()).sd();
    return sd > 0 ? sd : 1;
  }

  /// The other reading: change regressed on the fall score itself and all else.
  private @Nullable Estimate givenPretest() {
    int columns = row(pool.getFirst()).length + 2;
    var equations = new NormalEquations(columns);
    var all = new ArrayList<Placed>(pool);
    all.addAll(participants);
    all.forEach(p -> equations.add(withPretest(p), p.student().change(), 1));
    if (!(equations.solve() instanceof Solved solved)) {
      return null;
    }
    double variance = 0;
    for (Placed p : all) {
      double[] x = withPretest(p);
      double residual = p.student().change() - solved.predict(x);
      double weight = 0;
      for (int i = 0; i < x.length; i++) {
        weight += solved.inverse()[1][i] * x[i];
      }
      variance += weight * weight * residual * residual / Math.max(0.05, 1 - solved.leverage(x));
    }
    return variance > 0 ? Estimate.of(solved.coefficients()[1], Math.sqrt(variance)) : null;
  }

  private double[] withPretest(Placed placed) {
    double[] row = row(placed);
    double[] longer = new double[row.length + 2];
    longer[0] = 1;
    longer[1] = placed.student().programs().contains(program) ? 1 : 0;
    longer[2] = placed.student().fall();
    System.arraycopy(row, 1, longer, 3, row.length - 1);
    return longer;
  }

  private double[] row(Placed placed) {
    boolean[] groups = placed.student().groups();
    double[] row = new double[2 + groups.length + otherPrograms.size()];
    row[0] = 1;
    row[1] = placed.expected();
    for (int i = 0; i < groups.length; i++) {
      row[2 + i] = groups[i] ? 1 : 0;
    }
    for (int i = 0; i < otherPrograms.size(); i++) {
      row[2 + groups.length + i] =
          placed.student().programs().contains(otherPrograms.get(i)) ? 1 : 0;
    }
    return row;
  }

  private static double[] pick(double[] row, List<Integer> columns) {
    return columns.stream().mapToDouble(c -> row[c]).toArray();
  }
}
