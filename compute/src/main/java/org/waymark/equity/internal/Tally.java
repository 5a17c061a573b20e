package org.waymark.equity.internal;

import org.waymark.statistics.Sample;
import org.waymark.statistics.Share;

/// A group's number of students and sums of values.
final class Tally {
  long students;
  long unmeasured;
  double total;
  double squares;

  void add(Cell cell) {
    students += cell.students();
    unmeasured += cell.unmeasured();
    total += cell.total();
    squares += cell.squares();
  }

  double mean() {
    return total / students;
  }

  /// The rest of rounding in the difference of sums is no spread.
  Sample sample() {
    double left = squares - total * total / students;
    double variance =
        students < 2 || left < 1e-9 * Math.max(1, squares) ? 0 : left / (students - 1);
    return new Sample(students, mean(), Math.sqrt(variance));
  }

  Share share() {
    return Share.of(Math.round(total), students);
  }
}
