package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.statistics.Estimate;
import org.waymark.statistics.NormalEquations;
import org.waymark.statistics.NormalEquations.Redundant;
import org.waymark.statistics.NormalEquations.Solved;
import org.waymark.statistics.SmallestGroup;

/// What remains of a gap when other things are equal: the same school, the same grade, and
/// the same of English learning, special education and lunch.
///
/// Least squares within school and grade. All columns are flags, so students of one cell
/// share a row and their sums suffice, for the residuals too. Standard errors allow for
/// unequal spread (HC2: MacKinnon & White 1985, J. Econometrics 29, 305–325); degrees of
/// freedom by Satterthwaite from the weights w of the estimate Σ w·y: (Σw²)²/Σw⁴ − 1.
/// The sandwich equals Welch's test where nothing is held equal.
final class AdjustedGap {

  /// A flag that fewer students have on record than this share is not held equal.
  private static final double KNOWN = 0.8;

  sealed interface Answer {}

  /// @param students in the regression
  /// @param heldEqual names of groups, comma-separated
  record Adjusted(Estimate gap, long students, String heldEqual) implements Answer {}

  record NotAdjusted(String reason) implements Answer {}

  private record Place(long school, String grade) {}

  /// @param mean of the place: each flag, then the outcome, then the number of students
  private record Line(double[] flags, Cell cell, double[] mean) {

    double[] centred() {
      double[] x = new double[flags.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = flags[i] - mean[i];
      }
      return x;
    }
  }

  private AdjustedGap() {}

  static Answer of(List<Cell> cells, Group group) {
    var columns = new ArrayList<Group>();
    columns.add(group);
    for (Group other : Group.HELD_EQUAL) {
      if (!other.equals(group) && isKnown(cells, other)) {
        columns.add(other);
      }
    }
    while (true) {
      var lines = lines(cells, columns);
      if (count(lines, 1) < SmallestGroup.SHOWN || count(lines, 0) < SmallestGroup.SHOWN) {
        return new NotAdjusted("too few students whose groups are all on record");
      }
      var equations = new NormalEquations(columns.size());
      for (Line line : lines) {
        equations.add(
            line.centred(),
            line.cell().total() / line.cell().students(),
            line.cell().students());
      }
      switch (equations.solve()) {
        case Redundant(int column)
        when column == 0 -> {
          return new NotAdjusted(
              "no school and grade has students both in the group and outside of it");
        }
        case Redundant(int column) -> columns.remove(column);
        case Solved solved -> {
          return estimate(lines, solved, columns);
        }
      }
    }
  }

  private static Answer estimate(List<Line> lines, Solved solved, List<Group> columns) {
    int outcome = columns.size();
    double variance = 0;
    double second = 0;
    double fourth = 0;
    long students = 0;
    for (Line line : lines) {
      double[] mean = line.mean();
      double[] x = line.centred();
      Cell cell = line.cell();
      double fitted = mean[outcome] + solved.predict(x);
      double left = cell.squares() - 2 * fitted * cell.total() + cell.students() * fitted * fitted;
      double weight = 0;
      for (int i = 0; i < x.length; i++) {
        weight += solved.inverse()[0][i] * x[i];
      }
      double free = 1 - 1 / mean[outcome + 1] - solved.leverage(x);
      if (free > 1e-9) {
        variance += weight * weight * Math.max(0, left) / free;
      }
      second += cell.students() * weight * weight;
      fourth += cell.students() * Math.pow(weight, 4);
      students += cell.students();
    }
    if (variance <= 1e-18) {
      return new NotAdjusted("every student has the same value, so chance can't be judged");
    }
    double df = Math.max(1, second * second / fourth - 1);
    String heldEqual = columns.stream().skip(1).map(Group::name).collect(Collectors.joining(","));
    return new Adjusted(
        Estimate.of(solved.coefficients()[0], Math.sqrt(variance), df), students, heldEqual);
  }

  private static boolean isKnown(List<Cell> cells, Group group) {
    long all = cells.stream().mapToLong(Cell::students).sum();
    long known = cells.stream()
        .filter(c -> group.has(c.who()) != null)
        .mapToLong(Cell::students)
        .sum();
    return known >= KNOWN * all;
  }

  private static List<Line> lines(List<Cell> cells, List<Group> columns) {
    var lines = new ArrayList<Line>();
    var means = new HashMap<Place, double[]>();
    for (Cell cell : cells) {
      var known = columns.stream().map(g -> g.has(cell.who())).toList();
      if (cell.students() > 0 && known.stream().allMatch(flag -> flag != null)) {
        double[] flags = known.stream()
            .mapToDouble(flag -> Boolean.TRUE.equals(flag) ? 1 : 0)
            .toArray();
        double[] sum = means.computeIfAbsent(
            new Place(cell.schoolKey(), cell.grade()), p -> new double[flags.length + 2]);
        for (int i = 0; i < flags.length; i++) {
          sum[i] += cell.students() * flags[i];
        }
        sum[flags.length] += cell.total();
        sum[flags.length + 1] += cell.students();
        lines.add(new Line(flags, cell, sum));
      }
    }
    for (double[] mean : means.values()) {
      for (int i = 0; i < mean.length - 1; i++) {
        mean[i] /= mean[mean.length - 1];
      }
    }
    return lines;
  }

  private static long count(List<Line> lines, double flag) {
    return lines.stream()
        .filter(l -> l.flags()[0] == flag)
        .mapToLong(l -> l.cell().students())
        .sum();
  }
}
