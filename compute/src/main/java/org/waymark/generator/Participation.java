package org.waymark.generator;

import org.jspecify.annotations.Nullable;
import org.waymark.generator.Student.Stay;

/// Which programs a child was in, year by year. Need decides, seen through a noisy eye.
final class Participation {
  static final int FIRST_DAY = 35;
  static final int LAST_DAY = 165;
  static final int LAST_GRADE = 8;
  private final District district;
  private final Student student;
  private final boolean[][] in;

  Participation(District district, Student student) {
    this.district = district;
    this.student = student;
    in = new boolean[Program.values().length][district.years()];
    Dice latent = new Dice(district.seed(), Topic.LATENT, student.index);
    double ability = latent.gaussian();
    boolean isPoor = student.meals != Household.Meals.NONE;
    double gaps = (student.isEll ? Effects.ELL : 0)
        + (student.isSped ? Effects.SPED : 0)
        + (isPoor ? Effects.FRL : 0);
    for (int year = 0; year < district.years(); year++) {
      Dice dice = new Dice(district.seed(), Topic.PROGRAM, student.index, year, 0);
      double need = -(0.75 * ability + gaps);
      double reading = need + 0.5 * dice.gaussian();
      double math = need + 0.5 * dice.gaussian();
      boolean readingOffered = dice.chance(0.6);
      boolean mathOffered = dice.chance(0.5);
      boolean afterSchool = dice.chance((isPoor ? 0.16 : 0.06) + (need > 0.6 ? 0.08 : 0));
      Stay stay = place(year);
      if (stay == null || stay.grade() > LAST_GRADE || stay.last() < FIRST_DAY) {
        continue;
      }
      in[0][year] = reading > 1.0 && readingOffered;
      in[1][year] = math > 1.1 && mathOffered && stay.grade() >= 2;
      in[2][year] = afterSchool;
    }
  }

  /// Where the child is on the day that programs start; who leaves before they end is not
  /// in one.
  @Nullable
  Stay place(int year) {
    int last = Math.min(LAST_DAY, district.calendar(year).reached - 1);
    Stay start = student.on(year, FIRST_DAY);
    return start != null && start.last() >= last ? start : null;
  }

  boolean isIn(Program program, int year) {
    return in[program.ordinal()][year];
  }

  /// What programs have added to a subject by a season, in standard deviations.
  double gain(Program program, int year, Season season) {
    double years = 0;
    for (int earlier = 0; earlier < year; earlier++) {
      years += in[program.ordinal()][earlier] ? 1 : 0;
    }
    if (in[program.ordinal()][year]) {
      years += switch (season) {
        case FALL -> 0;
        case WINTER -> 0.5;
        case SPRING -> 1;
      };
    }
    return years * program.gain;
  }
}
