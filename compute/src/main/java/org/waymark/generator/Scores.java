package org.waymark.generator;

import org.jspecify.annotations.Nullable;
import org.waymark.generator.Student.Stay;

/// One child's achievement by year, season and subject, and when it was tested.
final class Scores {
  private final District district;
  private final Trajectory trajectory;
  private final Participation participation;
  private final double gaps;
  private final double[] tilt = new double[2];

  Scores(District district, Trajectory trajectory) {
    this.district = district;
    this.trajectory = trajectory;
    Student student = trajectory.student;
    participation = new Participation(district, student);
    gaps = (student.isEll ? Effects.ELL : 0)
        + (student.isSped ? Effects.SPED : 0)
        + (student.meals != Household.Meals.NONE ? Effects.FRL : 0);
    Dice dice = new Dice(district.seed(), Topic.SCORE, student.index);
    tilt[0] = dice.gaussian();
    tilt[1] = dice.gaussian();
  }

  /// True achievement in standard deviations of the norm.
  double z(Stay stay, Season season, boolean isMath) {
    int subject = isMath ? 1 : 0;
    int year = stay.year();
    Dice dice = new Dice(
        district.seed(),
        Topic.SCORE,
        trajectory.student.index,
        1L + year * 3L + season.ordinal(),
        subject);
    double seasons = year + season.ordinal() / 2.0 - district.latest();
    return Effects.DISTRICT
        + 0.68 * trajectory.ability
        + 0.26 * tilt[subject]
        + gaps
        + Effects.SCHOOL_SD * trajectory.schoolEffect(stay.school(), 3)
        + 0.05 * trajectory.engagement * seasons
        - 0.10 * trajectory.state(year, season == Season.FALL ? 0 : 1)
        + participation.gain(
            isMath ? Program.MATH_TUTORING : Program.READING_INTERVENTION, year, season)
        + 0.12 * dice.gaussian();
  }

  /// A child's test in a window.
  ///
  /// @param day school day
  /// @param again school day of the second sitting, or −1
  /// @param noise error of measurement of the last sitting, standard normal
  record Sitting(Stay stay, int day, int again, double noise, double firstNoise, Dice dice) {}

  /// When the child sat a platform's test, or null: three in a hundred miss a window.
  @Nullable
  Sitting sitting(int year, Season season, boolean isMath, int platform) {
    int reached = district.calendar(year).reached;
    int subject = isMath ? 1 : 0;
    Dice dice = new Dice(
        district.seed(),
        Topic.SITTING,
        trajectory.student.index,
        year * 3L + season.ordinal(),
        subject + 2L * platform);
    int first = SchoolCalendar.windowFirst(season);
    int last = SchoolCalendar.windowLast(season);
    int day = dice.between(first, last - 6);
    boolean isMissed = dice.chance(0.03);
    int again = dice.chance(0.02) ? day + dice.between(3, 6) : -1;
    double noise = dice.gaussian();
    double firstNoise = dice.gaussian();
    Stay stay = trajectory.student.on(year, day);
    if (stay == null || isMissed || day >= reached) {
      return null;
    }
    if (again > stay.last()) {
      again = -1;
    }
    return new Sitting(stay, day, again, noise, firstNoise, dice);
  }
}
