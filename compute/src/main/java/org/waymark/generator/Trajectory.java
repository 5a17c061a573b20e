package org.waymark.generator;

/// The hidden course of one child: what was there from the start, what each term brought,
/// and the attendance, marks and scores that follow from both.
///
/// Let x be the state of a term, an AR(1) process. The logarithm of the absence rate and of
/// each course's shortfall (97 − percent) is: level + base + weight · x + noise. Given x
/// they are independent, so the chance of trouble in a coming term is a one-dimensional
/// integral over x, known before the term is drawn.
final class Trajectory {
  static final int TERMS = 2;
  static final double FULL_MARK = 97;
  static final double FAIL_SHORTFALL = FULL_MARK - 59.5;
  private static final double PERSISTENCE = 0.6;

  /// Keeps the state's standard deviation at 1 whatever the persistence.
  private static final double SHOCK = Math.sqrt(1 - PERSISTENCE * PERSISTENCE);

  private static final double ABSENCE_STATE = 0.46;
  private static final double ABSENCE_NOISE = 0.43;
  private static final double MARK_STATE = 0.42;
  private static final double MARK_NOISE = 0.28;
  private static final int NODES = 24;
  private static final double[] NODE = nodes();

  final Student student;
  final double ability;
  final double engagement;
  private final District district;
  private final double absenceBase;
  private final double markBase;
  private final double[] states;

  Trajectory(District district, Student student) {
    this.district = district;
    this.student = student;
    Dice dice = new Dice(district.seed(), Topic.LATENT, student.index);
    ability = dice.gaussian();
    engagement = 0.55 * ability + Math.sqrt(1 - 0.55 * 0.55) * dice.gaussian();
    boolean isPoor = student.meals != Household.Meals.NONE;
    absenceBase = -0.50 * engagement
        + (isPoor ? 0.16 : -0.08)
        + (student.isSped ? 0.10 : 0)
        + 0.12 * dice.gaussian();
    markBase = -0.30 * engagement
        - 0.26 * ability
        + (isPoor ? 0.10 : -0.05)
        + (student.isSped ? 0.10 : 0)
        + (student.isEll ? 0.08 : 0);
    states = new double[1 + TERMS * district.years()];
    states[0] = dice.gaussian();
    for (int t = 1; t < states.length; t++) {
      states[t] = PERSISTENCE * states[t - 1] + SHOCK * dice.gaussian();
    }
  }

  private static double[] nodes() {
    double[] nodes = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      nodes[i] = Normal.quantile((i + 0.5) / NODES);
    }
    return nodes;
  }

  /// The state in a term, standard normal across children.
  double state(int year, int term) {
    return states[1 + TERMS * year + term];
  }

  private double absenceLevel(int grade, int school, int term) {
    double byGrade =
        grade == 0 ? 0.14 : grade <= 2 ? 0.0 : grade <= 5 ? -0.12 : grade <= 8 ? -0.02 : 0.14;
    return -3.04 + byGrade + (term == 1 ? 0.06 : 0) + 0.06 * schoolEffect(school, 1);
  }

  private double markLevel(int grade, int school, int course) {
    double byGrade = grade <= 5 ? 1.90 : grade <= 8 ? 2.28 : 2.33;
    double byCourse = grade <= 5 ? 0 : Course.SECONDARY.get(course).hardness();
    return byGrade + byCourse + 0.06 * schoolEffect(school, 2);
  }

  /// Standard normal across schools.
  double schoolEffect(int school, int kind) {
    return new Dice(district.seed(), Topic.SCHOOL, school, kind, 0).gaussian();
  }

  /// Half days missed of the days enrolled in a term.
  int absentHalfDays(int year, int term, Student.Stay stay, int days) {
    double noise = new Dice(district.seed(), Topic.TERM, student.index, year, term).gaussian();
    double rate = StrictMath.exp(absenceLevel(stay.grade(), stay.school(), term)
        + absenceBase
        + ABSENCE_STATE * state(year, term)
        + ABSENCE_NOISE * noise);
    return (int) Math.min(2 * days * rate, 1.5 * days);
  }

  /// Percent at the end of a term, from 5 to 97.
  int percent(int year, int term, Student.Stay stay, int course) {
    double noise =
        new Dice(district.seed(), Topic.COURSE, student.index, year * 2L + term, course).gaussian();
    return percent(year, term, stay, course, noise);
  }

  /// Percent half way through a term: the term's, known less well.
  int progress(int year, int term, Student.Stay stay, int course) {
    Dice dice = new Dice(district.seed(), Topic.COURSE, student.index, year * 2L + term, course);
    double noise = dice.gaussian();
    return percent(year, term, stay, course, noise + 0.35 * dice.gaussian());
  }

  private int percent(int year, int term, Student.Stay stay, int course, double noise) {
    double shortfall = StrictMath.exp(markLevel(stay.grade(), stay.school(), course)
        + markBase
        + MARK_STATE * state(year, term)
        + MARK_NOISE * noise);
    double mark = FULL_MARK - shortfall;
    return (int) Math.max(5, Math.floor(mark + 0.5));
  }

  /// What was knowable the evening before the term.
  ///
  /// @param failure chance to fail at least one course
  /// @param absence chance to miss a tenth of the days
  /// @param trouble chance of either
  record Forecast(double failure, double absence, double trouble) {}

  /// @param days enrolled days of the term
  Forecast forecast(int year, int term, Student.Stay stay, int days, int courses) {
    double before = states[TERMS * year + term];
    double absenceEdge = StrictMath.log(Math.ceilDiv(days, 5) / (2.0 * days));
    double absence = absenceLevel(stay.grade(), stay.school(), term) + absenceBase;
    double markEdge = StrictMath.log(FAIL_SHORTFALL);
    double[] levels = new double[courses];
    for (int course = 0; course < courses; course++) {
      levels[course] = markLevel(stay.grade(), stay.school(), course) + markBase;
    }
    double failureSum = 0;
    double absenceSum = 0;
    double troubleSum = 0;
    for (double node : NODE) {
      double x = PERSISTENCE * before + SHOCK * node;
      double passesAll = 1;
      for (double level : levels) {
        passesAll *= Normal.cdf((markEdge - level - MARK_STATE * x) / MARK_NOISE);
      }
      double isAbsent = Normal.cdf((absence + ABSENCE_STATE * x - absenceEdge) / ABSENCE_NOISE);
      failureSum += 1 - passesAll;
      absenceSum += isAbsent;
      troubleSum += 1 - passesAll * (1 - isAbsent);
    }
    return new Forecast(failureSum / NODES, absenceSum / NODES, troubleSum / NODES);
  }

  /// Mean number of incidents in a full term.
  double incidents(int year, int term, int grade) {
    double level = grade <= 2 ? -4.6 : grade <= 5 ? -3.9 : grade <= 8 ? -2.75 : -3.0;
    return Math.min(
        4,
        StrictMath.exp(
            level - 0.75 * engagement + 0.7 * state(year, term) + (student.isGirl ? -0.3 : 0.2)));
  }
}
