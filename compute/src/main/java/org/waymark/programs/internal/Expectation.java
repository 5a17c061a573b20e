package org.waymark.programs.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.waymark.statistics.NormalEquations;
import org.waymark.statistics.NormalEquations.Solved;

/// The fall score that a student's other scores lead one to expect.
///
/// Students are matched on it and not on the fall score itself: an error of measurement in
/// the fall score would otherwise choose the matches, vanish by spring, and look like a
/// change (regression to the mean). Errors of other sittings are not in the change.
/// See Lockwood & McCaffrey (2014), J. Educ. Behav. Stat. 39(1), 22–52.
final class Expectation {

  /// Students from whom one pattern of known scores is learned.
  private static final int LEARNED_FROM = 40;

  private final Map<Integer, Solved> byPattern = new HashMap<>();

  /// @param learners those who were in no program of interest
  Expectation(List<Candidate> learners) {
    int patterns = 8;
    for (int pattern = 1; pattern < patterns; pattern++) {
      var equations = new NormalEquations(1 + Integer.bitCount(pattern));
      int rows = 0;
      for (Candidate learner : learners) {
        if ((known(learner) & pattern) == pattern) {
          equations.add(row(learner, pattern), learner.fall(), 1);
          rows++;
        }
      }
      if (rows >= LEARNED_FROM && equations.solve() instanceof Solved solved) {
        byPattern.put(pattern, solved);
      }
    }
  }

  /// By as many of the student's other scores as could be learned from.
  OptionalDouble of(Candidate student) {
    int known = known(student);
    int best = 0;
    for (int pattern : byPattern.keySet()) {
      boolean fits = (known & pattern) == pattern;
      if (fits && rank(pattern) > rank(best)) {
        best = pattern;
      }
    }
    Solved solved = byPattern.get(best);
    return solved == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(solved.predict(row(student, best)));
  }

  /// More scores go before fewer; the same subject before others.
  private static int rank(int pattern) {
    return 8 * Integer.bitCount(pattern) + (pattern & 2) + (pattern & 1);
  }

  private static int known(Candidate student) {
    int known = 0;
    for (int i = 0; i < student.others().length; i++) {
      known |= student.others()[i] == null ? 0 : 1 << i;
    }
    return known;
  }

  private static double[] row(Candidate student, int pattern) {
    double[] row = new double[1 + Integer.bitCount(pattern)];
    row[0] = 1;
    int at = 1;
    for (int i = 0; i < student.others().length; i++) {
      Double score = student.others()[i];
      if ((pattern >> i & 1) == 1 && score != null) {
        row[at++] = score;
      }
    }
    return row;
  }
}
