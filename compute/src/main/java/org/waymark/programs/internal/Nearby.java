package org.waymark.programs.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleBiFunction;

/// The non-participants of a grade in the order of their expected scores, so that the few
/// nearest are found without looking at everyone.
final class Nearby {

  static final Nearby NOBODY = new Nearby(List.of());

  private static final Comparator<Match> NEAREST_FIRST = Comparator.comparingDouble(Match::distance)
      .thenComparingLong(match -> match.placed().student().studentKey());

  private final List<Placed> students;

  Nearby(List<Placed> pool) {
    students = new ArrayList<>(pool);
    students.sort(Comparator.comparingDouble(Placed::expected));
  }

  /// @param caliper how far an expected score may lie from the participant's
  /// @param most how many to find
  /// @param distance never less than the difference of the expected scores
  List<Match> nearest(
      Placed participant, double caliper, int most, ToDoubleBiFunction<Placed, Placed> distance) {
    var found = new PriorityQueue<Match>(NEAREST_FIRST.reversed());
    int above = firstAtLeast(participant.expected());
    int below = above - 1;
    while (true) {
      double up = gap(above, participant);
      double down = gap(below, participant);
      double next = Math.min(up, down);
      boolean isFull = found.size() == most;
      if (next > caliper || isFull && next > found.element().distance()) {
        break;
      }
      Placed other = students.get(up <= down ? above++ : below--);
      found.add(new Match(other, distance.applyAsDouble(participant, other)));
      if (found.size() > most) {
        found.remove();
      }
    }
    return found.stream().sorted(NEAREST_FIRST).toList();
  }

  /// Infinite beyond both ends.
  private double gap(int at, Placed participant) {
    return at < 0 || at >= students.size()
        ? Double.POSITIVE_INFINITY
        : Math.abs(students.get(at).expected() - participant.expected());
  }

  private int firstAtLeast(double expected) {
    int low = 0;
    int high = students.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (students.get(middle).expected() < expected) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
