package org.waymark.risk.internal;

import org.waymark.statistics.Share;

/// Right and wrong flags among some students.
final class FlagTally {
  long students;
  long outcomes;
  long flagged;
  long falseAlarms;
  long missed;
  double expected;

  void add(double probability, boolean isFlagged, boolean outcome) {
    students++;
    outcomes += outcome ? 1 : 0;
    flagged += isFlagged ? 1 : 0;
    falseAlarms += isFlagged && !outcome ? 1 : 0;
    missed += !isFlagged && outcome ? 1 : 0;
    expected += probability;
  }

  Share falseAlarm() {
    return share(falseAlarms, students - outcomes);
  }

  Share missed() {
    return share(missed, outcomes);
  }

  private static Share share(long k, long n) {
    return n == 0 ? new Share(0, 0, 1) : Share.of(k, n);
  }
}
