package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.statistics.NormalEquations;
import org.waymark.statistics.NormalEquations.Redundant;
import org.waymark.statistics.NormalEquations.Solved;
import org.waymark.statistics.SmallestGroup;

/// How schools that share grades compare once their intake is taken into account.
///
/// Slopes are found within schools, so that a school's own effect is not taken for its
/// intake's. A school's effect is the mean of what they leave of its students' scores, less
/// the mean of all its peers. It is then drawn towards 0 by how much of it is chance
/// (empirical Bayes): τ² by DerSimonian & Laird (1986), Controlled Clinical Trials 7,
/// 177–188; shrinkage τ² ÷ (τ² + se²) as in Morris (1983), JASA 78(381), 47–55.
final class SchoolEffects {

  enum Basis {
    /// Held beside students with the same score last spring.
    GROWTH,
    /// Held beside students of the same groups and grade.
    INTAKE
  }

  sealed interface Answer {}

  /// @param students that are counted
  /// @param peers schools compared, this one included
  /// @param mean of the scores, before adjustment
  /// @param effect above the peers, in standard deviations
  /// @param error its standard error
  /// @param kept share of the effect that is no chance, 0 to 1
  record Told(int students, int peers, double mean, double effect, double error, double kept)
      implements Answer {

    double shrunk() {
      return kept * effect;
    }

    double shrunkReach() {
      return RawGap.Z * Math.sqrt(kept) * error;
    }
  }

  record NotTold(String reason) implements Answer {}

  private final Basis basis;

  SchoolEffects(Basis basis) {
    this.basis = basis;
  }

  Map<Long, Answer> of(List<Intake> all) {
    var bySchool = new TreeMap<Long, List<Intake>>();
    for (Intake student : all) {
      bySchool.computeIfAbsent(student.school(), s -> new ArrayList<>());
      if (basis == Basis.INTAKE || student.last() != null) {
        bySchool.getOrDefault(student.school(), List.of()).add(student);
      }
    }
    var answers = new TreeMap<Long, Answer>();
    var large = new TreeMap<Long, List<Intake>>();
    bySchool.forEach((school, students) -> {
      if (students.size() >= SmallestGroup.SHOWN) {
        large.put(school, students);
      } else {
        answers.put(
            school,
            new NotTold(SmallestGroup.tooFew(students.size())
                + (basis == Basis.GROWTH ? " with a score of last spring" : "")));
      }
    });
    for (var peers : peers(large)) {
      if (peers.size() < 2) {
        answers.put(
            peers.firstKey(), new NotTold("no other school of the district tests the same grades"));
      } else {
        compare(peers, answers);
      }
    }
    return answers;
  }

  /// Sets of schools that are linked by grades they share.
  private static List<TreeMap<Long, List<Intake>>> peers(TreeMap<Long, List<Intake>> schools) {
    var sets = new ArrayList<TreeMap<Long, List<Intake>>>();
    var grades = new ArrayList<TreeSet<String>>();
    schools.forEach((school, students) -> {
      var joined = new TreeMap<Long, List<Intake>>();
      var taught = new TreeSet<String>();
      students.forEach(s -> taught.add(s.grade()));
      joined.put(school, students);
      for (int i = sets.size() - 1; i >= 0; i--) {
        if (grades.get(i).stream().anyMatch(taught::contains)) {
          joined.putAll(sets.remove(i));
          taught.addAll(grades.remove(i));
        }
      }
      sets.add(joined);
      grades.add(taught);
    });
    return sets;
  }

  private void compare(TreeMap<Long, List<Intake>> schools, Map<Long, Answer> answers) {
    var grades = new TreeSet<String>();
    schools.values().forEach(students -> students.forEach(s -> grades.add(s.grade())));
    var gradeList = List.copyOf(grades);
    int columns = row(schools.firstEntry().getValue().getFirst(), gradeList).length;
    var kept = new ArrayList<Integer>();
    for (int i = 0; i < columns; i++) {
      kept.add(i);
    }
    Solved solved = slopes(schools, gradeList, kept);
    var left = new HashMap<Long, double[]>();
    int students = 0;
    double squares = 0;
    for (var school : schools.entrySet()) {
      double[] rests = school.getValue().stream()
          .mapToDouble(s -> s.score() - solved.predict(pick(row(s, gradeList), kept)))
          .toArray();
      double mean = Arrays.stream(rests).average().orElseThrow();
      squares += Arrays.stream(rests).map(r -> (r - mean) * (r - mean)).sum();
      students += rests.length;
      left.put(school.getKey(), new double[] {mean, rests.length});
    }
    double variance = squares / Math.max(1, students - schools.size() - kept.size());
    double center = 0;
    for (double[] each : left.values()) {
      center += each[0] * each[1] / students;
    }
    double between = between(left.values().stream().toList(), center, variance);
    for (var school : schools.entrySet()) {
      double[] rest = left.getOrDefault(school.getKey(), new double[2]);
      double error = Math.sqrt(variance * (1 / rest[1] - 1.0 / students));
      double share = between <= 0 ? 0 : between / (between + error * error);
      double mean =
          school.getValue().stream().mapToDouble(Intake::score).average().orElseThrow();
      answers.put(
          school.getKey(),
          error > 1e-12
              ? new Told((int) rest[1], schools.size(), mean, rest[0] - center, error, share)
              : new NotTold("every student has the same score, so chance can't be judged"));
    }
  }

  /// How much the schools differ beyond chance: τ² by the method of moments.
  private static double between(List<double[]> schools, double center, double variance) {
    double chi = 0;
    double weights = 0;
    double squared = 0;
    for (double[] school : schools) {
      double weight = school[1] / variance;
      chi += weight * (school[0] - center) * (school[0] - center);
      weights += weight;
      squared += weight * weight;
    }
    return (chi - (schools.size() - 1)) / (weights - squared / weights);
  }

  /// Least squares within schools; columns that say nothing are dropped from `kept`, be it
  /// all of them.
  private Solved slopes(
      TreeMap<Long, List<Intake>> schools, List<String> grades, List<Integer> kept) {
    while (true) {
      var equations = new NormalEquations(kept.size());
      for (List<Intake> students : schools.values()) {
        double[] mean = new double[kept.size()];
        double score = 0;
        for (Intake student : students) {
          double[] x = pick(row(student, grades), kept);
          for (int i = 0; i < x.length; i++) {
            mean[i] += x[i] / students.size();
          }
          score += student.score() / students.size();
        }
        for (Intake student : students) {
          double[] x = pick(row(student, grades), kept);
          for (int i = 0; i < x.length; i++) {
            x[i] -= mean[i];
          }
          equations.add(x, student.score() - score, 1);
        }
      }
      switch (equations.solve()) {
        case Redundant(int column) -> kept.remove(column);
        case Solved solved -> {
          return solved;
        }
      }
    }
  }

  /// Groups, grades but one, and for growth the scores of last spring.
  private double[] row(Intake student, List<String> grades) {
    int groups = student.groups().length;
    int extra = basis == Basis.GROWTH ? 3 : 0;
    double[] row = new double[groups + grades.size() - 1 + extra];
    for (int i = 0; i < groups; i++) {
      row[i] = student.groups()[i] ? 1 : 0;
    }
    int grade = grades.indexOf(student.grade());
    if (grade > 0) {
      row[groups + grade - 1] = 1;
    }
    if (extra > 0) {
      int at = groups + grades.size() - 1;
      row[at] = student.last() == null ? 0 : student.last();
      row[at + 1] = student.otherLast() == null ? 0 : student.otherLast();
      row[at + 2] = student.otherLast() == null ? 1 : 0;
    }
    return row;
  }

  private static double[] pick(double[] row, List<Integer> columns) {
    double[] picked = new double[columns.size()];
    for (int i = 0; i < picked.length; i++) {
      picked[i] = row[columns.get(i)];
    }
    return picked;
  }
}
