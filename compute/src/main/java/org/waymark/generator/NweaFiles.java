package org.waymark.generator;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.generator.Scores.Sitting;
import org.waymark.generator.Student.Stay;

/// NWEA MAP Growth, one file a term, mathematics and reading, grades 2 to 10.
final class NweaFiles {
  private static final DateTimeFormatter US =
      DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
  private static final int FIRST_GRADE = 2;
  private static final int LAST_GRADE = 10;
  private static final double ERROR = 3.1;
  private static final double GROWTH_SPREAD = 6.5;
  private static final List<String> MATH_GOALS = List.of(
      "Operations and Algebraic Thinking",
      "Number and Operations",
      "Measurement and Data",
      "Geometry");
  private static final List<String> READING_GOALS =
      List.of("Literary Text", "Informational Text", "Vocabulary Acquisition and Use");
  private static final String[] QUINTILES = {"Low", "LoAvg", "Avg", "HiAvg", "High"};
  private final District district;

  NweaFiles(District district) {
    this.district = district;
  }

  static String path(District district, int year, Season season) {
    return "assessments/nwea/AssessmentResults_" + season.title + " "
        + district.calendar(year).label() + ".csv";
  }

  void add(Workspace workspace) {
    for (int i = 0; i < district.years(); i++) {
      int year = i;
      for (Season season : Season.values()) {
        if (district.calendar(year).reached > SchoolCalendar.windowLast(season)) {
          workspace.quotedFile(
              path(district, year, season), Headers.NWEA, table -> rows(table, year, season));
        }
      }
    }
  }

  private void rows(Table table, int year, Season season) throws IOException {
    WideRow row = new WideRow(Headers.NWEA);
    for (Student student : district.roster.students()) {
      if (student.stays[0].year() > year || student.lastStay().year() < year) {
        continue;
      }
      Scores scores = new Scores(district, new Trajectory(district, student));
      for (boolean isMath : new boolean[] {true, false}) {
        Sitting sitting = sitting(scores, year, season, isMath);
        if (sitting == null) {
          continue;
        }
        int last = rit(scores, sitting, season, isMath, sitting.noise());
        if (sitting.again() >= 0) {
          int first = rit(scores, sitting, season, isMath, sitting.firstNoise() - 1.2);
          row(row, student, scores, sitting, season, isMath, sitting.day(), first, false);
          row.write(table);
        }
        int day = sitting.again() >= 0 ? sitting.again() : sitting.day();
        row(row, student, scores, sitting, season, isMath, day, last, true);
        row.write(table);
      }
    }
  }

  private @Nullable Sitting sitting(Scores scores, int year, Season season, boolean isMath) {
    if (year < 0) {
      return null;
    }
    Sitting sitting = scores.sitting(year, season, isMath, 0);
    if (sitting == null
        || sitting.stay().grade() < FIRST_GRADE
        || sitting.stay().grade() > LAST_GRADE) {
      return null;
    }
    boolean usesIready = district.schools.get(sitting.stay().school()).usesIready();
    return usesIready && sitting.stay().grade() <= 5 ? null : sitting;
  }

  private static int rit(
      Scores scores, Sitting sitting, Season season, boolean isMath, double noise) {
    Stay stay = sitting.stay();
    double mean = Norms.ritMean(isMath, stay.grade(), season);
    double rit = mean
        + Norms.ritSpread(isMath, stay.grade()) * scores.z(stay, season, isMath)
        + ERROR * noise;
    return (int) Math.clamp(Math.round(rit), 105, 320);
  }

  private void row(
      WideRow row,
      Student student,
      Scores scores,
      Sitting sitting,
      Season season,
      boolean isMath,
      int day,
      int rit,
      boolean isLast) {
    Stay stay = sitting.stay();
    Schools.School school = district.schools.get(stay.school());
    int percentile = percentile(isMath, stay.grade(), season, rit);
    Dice dice = new Dice(
        district.seed(),
        Topic.SITTING,
        student.index,
        1000L + stay.year() * 200L + day,
        isMath ? 1 : 0);
    String band = stay.grade() >= 6 ? "6+" : "2-5";
    row.clear();
    row.set("TermName", season.title + " " + district.calendar(stay.year()).label())
        .set("DistrictName", "Maple Valley School District")
        .set("District_StateID", "4100000")
        .set("SchoolName", school.name())
        .set("School_StateID", school.stateId())
        .set("StudentID", student.number())
        .set("Student_StateID", student.stateId())
        .set("Subject", isMath ? "Mathematics" : "Language Arts: Reading")
        .set("Course", isMath ? "Math K-12" : "Reading")
        .set("GrowthMeasureYN", isLast ? "TRUE" : "FALSE")
        .set("NormsReferenceData", "2025")
        .set("WISelectedAY" + season.title, weeks(season))
        .set("TestType", "Survey With Goals")
        .set("TestName", "Growth: " + (isMath ? "Math " : "Reading ") + band + " CCSS 2010 V3")
        .set("TestID", testId(student, stay, season, isMath, isLast))
        .set("TestStartDate", US.format(district.day(stay.year(), day)))
        .set(
            "TestStartTime",
            "%02d:%02d:%02d".formatted(dice.between(8, 13), dice.below(60), dice.below(60)))
        .set("TestDurationMinutes", dice.between(28, 74))
        .set("TestRITScore", rit)
        .set("TestStandardError", "3." + dice.below(6))
        .set("TestPercentile", percentile)
        .set("AchievementQuintile", QUINTILES[Math.min(4, percentile / 20)])
        .set("PercentCorrect", dice.between(44, 57))
        .set("RapidGuessingPercentage", isLast ? "0.0" + dice.below(10) : "0.1" + dice.below(9));
    if (isMath) {
      measure(row, "Quantile", "Q", 9 * rit - 1250);
    } else {
      measure(row, "Lexile", "L", (int) (13.5 * rit - 2200));
    }
    goals(row, isMath ? MATH_GOALS : READING_GOALS, rit, dice);
    if (isLast) {
      growth(row, scores, sitting, season, isMath, rit);
    }
  }

  private static int percentile(boolean isMath, int grade, Season season, int rit) {
    return Normal.percentile(
        (rit - Norms.ritMean(isMath, grade, season)) / Norms.ritSpread(isMath, grade));
  }

  private static String weeks(Season season) {
    return switch (season) {
      case FALL -> "4";
      case WINTER -> "20";
      case SPRING -> "32";
    };
  }

  private String testId(Student student, Stay stay, Season season, boolean isMath, boolean isLast) {
    long place = student.index;
    int kind = season.ordinal() * 4 + (isMath ? 2 : 0) + (isLast ? 0 : 1);
    return Long.toString(700_000_000_000L
        + (place * 16 + kind) * 10
        + district.calendar(stay.year()).springYear % 10);
  }

  private static void measure(WideRow row, String name, String unit, int value) {
    String sign = value < 0 ? "BR" : "";
    row.set(name + "Score", sign + Math.abs(value) / 5 * 5 + unit)
        .set(name + "Min", Integer.toString((value - 100) / 5 * 5))
        .set(name + "Max", Integer.toString((value + 50) / 5 * 5));
  }

  private static void goals(WideRow row, List<String> goals, int rit, Dice dice) {
    for (int i = 0; i < goals.size(); i++) {
      int goal = rit + dice.between(-8, 8);
      String name = "Goal" + (i + 1);
      row.set(name + "Name", goals.get(i))
          .set(name + "RitScore", goal)
          .set(name + "StdErr", "6." + dice.below(10))
          .set(name + "Range", (goal - 6) + "-" + (goal + 6))
          .set(name + "Adjective", QUINTILES[Math.clamp((goal - rit) / 4 + 2, 0, 4)]);
    }
  }

  private void growth(
      WideRow row, Scores scores, Sitting sitting, Season season, boolean isMath, int rit) {
    for (Season from : Season.values()) {
      boolean isSameYear = from.ordinal() < season.ordinal();
      boolean isYearApart = from == season;
      if (!isSameYear && !isYearApart) {
        continue;
      }
      Stay now = sitting.stay();
      Sitting earlier = sitting(scores, now.year() - (isYearApart ? 1 : 0), from, isMath);
      if (earlier == null) {
        continue;
      }
      int before = rit(scores, earlier, from, isMath, earlier.noise());
      int projected = Math.max(
          1,
          Norms.ritMean(isMath, now.grade(), season)
              - Norms.ritMean(isMath, earlier.stay().grade(), from));
      double index = (rit - before - projected) / GROWTH_SPREAD;
      int percentile = Normal.percentile(index);
      String span = from.title + "To" + season.title;
      row.set(span + "ProjectedGrowth", projected)
          .set(span + "ObservedGrowth", rit - before)
          .set(span + "ObservedGrowthSE", "4.4")
          .set(span + "MetProjectedGrowth", rit - before >= projected ? "Yes" : "No")
          .set(span + "ConditionalGrowthIndex", hundredths(index))
          .set(span + "ConditionalGrowthPercentile", percentile)
          .set(span + "GrowthQuintile", QUINTILES[Math.min(4, percentile / 20)])
          .set("Typical" + span + "Growth", projected);
    }
  }

  private static String hundredths(double value) {
    long rounded = Math.round(value * 100);
    return (rounded < 0 ? "-" : "") + Math.abs(rounded) / 100 + "."
        + "%02d".formatted(Math.abs(rounded) % 100);
  }
}
