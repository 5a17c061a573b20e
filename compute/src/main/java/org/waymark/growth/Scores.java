package org.waymark.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.waymark.growth.Growth.Reason;

/// Score histories, column by column: a million rows must fit beside their fits.
///
/// Rows come in the order of series, student, year, grade. A series is what may be compared from
/// year to
/// year: a subject of one test (and one season of it).
public final class Scores {

  private static final byte COUNTS = -1;
  private static final Reason[] REASONS = Reason.values();

  private int count;
  private int[] series = new int[1024];
  private long[] student = new long[1024];
  private int[] year = new int[1024];
  private int[] grade = new int[1024];
  private double[] score = new double[1024];
  private double[] error = new double[1024];
  /// What is wrong with the score itself.
  private byte[] own = new byte[1024];

  /// Why a score that counts has none before it.
  private byte[] alone = {};

  private int[] prior = {};
  private boolean linked;

  /// @param standardError of measurement; NaN when unknown
  /// @param problem why the score can't count, null when it does
  /// @return the row's number
  public int add(
      int itsSeries,
      long itsStudent,
      int itsYear,
      int itsGrade,
      double itsScore,
      double standardError,
      @Nullable Reason problem) {
    if (linked) {
      throw new IllegalStateException("the histories are linked: no more rows");
    }
    if (count > 0 && comesBefore(itsSeries, itsStudent, itsYear, itsGrade)) {
      throw new IllegalArgumentException("rows must come by series, student, year, grade");
    }
    if (count == series.length) {
      grow(Math.multiplyExact(count, 2));
    }
    series[count] = itsSeries;
    student[count] = itsStudent;
    year[count] = itsYear;
    grade[count] = itsGrade;
    score[count] = itsScore;
    error[count] = standardError;
    Reason found = problem == null && !Double.isFinite(itsScore) ? Reason.SCORE_MISSING : problem;
    own[count] = found == null ? COUNTS : (byte) found.ordinal();
    return count++;
  }

  private boolean comesBefore(int itsSeries, long itsStudent, int itsYear, int itsGrade) {
    int last = count - 1;
    int order = Integer.compare(itsSeries, series[last]);
    order = order != 0 ? order : Long.compare(itsStudent, student[last]);
    order = order != 0 ? order : Integer.compare(itsYear, year[last]);
    return (order != 0 ? order : Integer.compare(itsGrade, grade[last])) < 0;
  }

  public int count() {
    return count;
  }

  public double score(int row) {
    return score[row];
  }

  public int series(int row) {
    return series[row];
  }

  public int year(int row) {
    return year[row];
  }

  public int grade(int row) {
    return grade[row];
  }

  double error(int row) {
    return error[row];
  }

  /// Why a row has no score history, null when it has one.
  @Nullable
  Reason problem(int row) {
    if (own[row] != COUNTS) {
      return REASONS[own[row]];
    }
    return alone[row] == COUNTS ? null : REASONS[alone[row]];
  }

  /// Whether the score itself can't count.
  public boolean isSetAside(int row) {
    return own[row] != COUNTS;
  }

  /// The row of the year before in the grade below, -1 when there is none.
  public int prior(int row) {
    return prior[row];
  }

  /// How many consecutive years in consecutive grades lie before a row, at most `most`.
  public int history(int row, int most) {
    int order = 0;
    for (int at = prior[row]; at >= 0 && order < most; at = prior[at]) {
      order++;
    }
    return order;
  }

  /// Finds each row's prior score, or why it has none.
  public void link() {
    if (linked) {
      return;
    }
    linked = true;
    prior = new int[count];
    alone = new byte[count];
    Arrays.fill(prior, -1);
    Arrays.fill(alone, COUNTS);
    for (int from = 0; from < count; ) {
      int to = from + 1;
      while (to < count && series[to] == series[from] && student[to] == student[from]) {
        to++;
      }
      duplicates(from, to);
      for (int row = from; row < to; row++) {
        if (own[row] == COUNTS) {
          prior[row] = before(row, from);
          if (prior[row] < 0) {
            alone[row] = (byte) reason(row, from).ordinal();
          }
        }
      }
      from = to;
    }
  }

  private void duplicates(int from, int to) {
    for (int row = from; row < to; ) {
      int end = row;
      int valid = 0;
      while (end < to && year[end] == year[row] && grade[end] == grade[row]) {
        valid += own[end++] == COUNTS ? 1 : 0;
      }
      for (; row < end; row++) {
        if (valid > 1 && own[row] == COUNTS) {
          own[row] = (byte) Reason.SCORE_DUPLICATED.ordinal();
        }
      }
    }
  }

  private int before(int row, int from) {
    for (int other = place(year[row] - 1, grade[row] - 1, from, row);
        other < row && year[other] == year[row] - 1 && grade[other] == grade[row] - 1;
        other++) {
      if (own[other] == COUNTS) {
        return other;
      }
    }
    return -1;
  }

  private Reason reason(int row, int from) {
    Reason found = Reason.NO_PRIOR_SCORE;
    for (int other = place(year[row] - 1, Integer.MIN_VALUE, from, row);
        other < row && year[other] == year[row] - 1;
        other++) {
      if (own[other] == COUNTS) {
        return grade[other] == grade[row] ? Reason.REPEATED_GRADE : Reason.OTHER_GRADE;
      }
      if (own[other] == Reason.SCORE_DUPLICATED.ordinal()) {
        found = Reason.PRIOR_SCORE_DUPLICATED;
      } else if (own[other] == Reason.SCORE_INVALIDATED.ordinal()) {
        found = Reason.PRIOR_SCORE_INVALIDATED;
      }
    }
    return found;
  }

  /// The first of a student's rows at or after a year and grade.
  private int place(int itsYear, int itsGrade, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (year[middle] < itsYear || year[middle] == itsYear && grade[middle] < itsGrade) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The rows of one series, year and grade that have at least one prior score.
  record Cohort(int series, int year, int grade, int[] rows) {}

  /// The largest first.
  List<Cohort> cohorts() {
    link();
    record Key(int series, int year, int grade) {}
    Map<Key, IntStream.Builder> found = new HashMap<>();
    for (int row = 0; row < count; row++) {
      if (prior[row] >= 0) {
        found
            .computeIfAbsent(new Key(series[row], year[row], grade[row]), k -> IntStream.builder())
            .add(row);
      }
    }
    var cohorts = new ArrayList<Cohort>();
    found.forEach((key, rows) ->
        cohorts.add(new Cohort(key.series, key.year, key.grade, rows.build().toArray())));
    cohorts.sort((a, b) -> Integer.compare(b.rows.length, a.rows.length));
    return cohorts;
  }

  /// All valid scores of a grade in the years before one, ascending; a score given twice is
  /// there twice.
  double[] valid(int itsSeries, int itsGrade, int beforeYear) {
    double[] found = new double[64];
    int n = 0;
    for (int row = first(itsSeries); row < count && series[row] == itsSeries; row++) {
      boolean isValid = own[row] == COUNTS || own[row] == Reason.SCORE_DUPLICATED.ordinal();
      if (isValid && grade[row] == itsGrade && year[row] < beforeYear) {
        if (n == found.length) {
          found = Arrays.copyOf(found, 2 * n);
        }
        found[n++] = score[row];
      }
    }
    double[] sorted = Arrays.copyOf(found, n);
    Arrays.sort(sorted);
    return sorted;
  }

  private int first(int itsSeries) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (series[middle] < itsSeries) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow(int capacity) {
    series = Arrays.copyOf(series, capacity);
    student = Arrays.copyOf(student, capacity);
    year = Arrays.copyOf(year, capacity);
    grade = Arrays.copyOf(grade, capacity);
    score = Arrays.copyOf(score, capacity);
    error = Arrays.copyOf(error, capacity);
    own = Arrays.copyOf(own, capacity);
  }
}
