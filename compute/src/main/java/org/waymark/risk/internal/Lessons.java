package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.waymark.risk.learning.Inputs;

/// What there is to learn from: one row per student and day whose next grading period is over,
/// with the outcome, and what the rule said on that day. In the order of student and day.
///
/// @param student key of each row's student
/// @param target number of the period foretold
/// @param isEnd whether the day is the last of its period, not its middle
/// @param school key of the school on that day; 0 for none
/// @param ruleScore orders students as the rule does: tier, then red, then yellow flags
/// @param isRuleFlagged tier at_risk or high
/// @param outcome in trouble in the target period
record Lessons(
    long[] student,
    int[] target,
    boolean[] isEnd,
    long[] school,
    double[] ruleScore,
    boolean[] isRuleFlagged,
    boolean[] outcome,
    Inputs inputs) {

  int rows() {
    return student.length;
  }

  /// The periods foretold, in the order of time.
  List<Integer> targets() {
    var targets = new TreeSet<Integer>();
    for (int each : target) {
      targets.add(each);
    }
    return new ArrayList<>(targets);
  }

  int[] where(IntPredicate rows) {
    return IntStream.range(0, rows()).filter(rows).toArray();
  }

  boolean[] outcomes(int[] rows) {
    boolean[] answer = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      answer[i] = outcome[rows[i]];
    }
    return answer;
  }

  long students(int[] rows) {
    return IntStream.of(rows).mapToLong(r -> student[r]).distinct().count();
  }

  int troubled(int[] rows) {
    return (int) IntStream.of(rows).filter(r -> outcome[r]).count();
  }

  /// The same rows with some of the features.
  Lessons only(List<String> features) {
    return new Lessons(
        student, target, isEnd, school, ruleScore, isRuleFlagged, outcome, inputs.only(features));
  }
}
