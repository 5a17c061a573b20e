package org.waymark.generator;

import java.io.IOException;
import java.time.LocalDate;
import org.waymark.generator.Scores.Sitting;
import org.waymark.generator.Student.Stay;

/// Renaissance Star, early literacy and numeracy: kindergarten to grade 2, two files a year.
final class StarFiles {
  private static final int LAST_GRADE = 2;
  private final District district;

  StarFiles(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    for (int i = 0; i < district.years(); i++) {
      int year = i;
      String label = district.calendar(year).label();
      workspace.file(
          "assessments/star/SR_v2_" + label + ".csv",
          Headers.STAR,
          table -> rows(table, year, false));
      workspace.file(
          "assessments/star/SM_v2_" + label + ".csv",
          Headers.STAR,
          table -> rows(table, year, true));
    }
  }

  private void rows(Table table, int year, boolean isMath) throws IOException {
    WideRow row = new WideRow(Headers.STAR);
    for (Student student : district.roster.students()) {
      Stay here = null;
      for (Stay stay : student.stays) {
        here = stay.year() == year && stay.grade() <= LAST_GRADE ? stay : here;
      }
      if (here == null) {
        continue;
      }
      Scores scores = new Scores(district, new Trajectory(district, student));
      int fall = 0;
      for (Season season : Season.values()) {
        Sitting sitting = scores.sitting(year, season, isMath, 1);
        if (sitting == null) {
          continue;
        }
        double z = scores.z(sitting.stay(), season, isMath) + 0.25 * sitting.noise();
        int percentile = Normal.percentile(z);
        row.clear();
        who(row, student, sitting.stay());
        result(row, sitting, season, isMath, z, percentile, student);
        if (season == Season.FALL) {
          fall = percentile;
        } else if (fall > 0) {
          int growth = Normal.percentile((z - Normal.quantile(fall / 100.0)) / 0.42);
          row.set("StudentGrowthPercentileFall" + season.title, growth).set("CurrentSGP", growth);
        }
        row.write(table);
      }
    }
  }

  private static String uuid(long topic, long value) {
    long high = Dice.mix(topic);
    long low = Dice.mix(value);
    return "%08x-%04x-%04x-%04x-%012x"
        .formatted(
            high >>> 32, high >>> 16 & 0xffff, high & 0xffff, low >>> 48, low & 0xffffffffffffL);
  }

  private static String at(LocalDate day) {
    return day + "T00:00:00Z";
  }

  private static String flag(boolean value) {
    return value ? "Yes" : "No";
  }

  private void who(WideRow row, Student student, Stay stay) {
    SchoolCalendar calendar = district.calendar(stay.year());
    Schools.School school = district.schools.get(stay.school());
    row.set("RenaissanceClientID", "4177")
        .set("SchoolYear", calendar.label())
        .set("SchoolYearStartDate", at(calendar.firstDay()))
        .set("SchoolYearEndDate", at(calendar.lastDay()))
        .set("StudentRenaissanceID", uuid(1, student.index))
        .set("StudentSourcedID", student.sourcedId())
        .set("StudentIdentifier", student.number())
        .set("StudentUserID", "mv" + student.number())
        .set("StudentStateID", student.stateId())
        .set("StudentFirstName", student.firstName(district.seed()))
        .set("StudentLastName", student.lastName)
        .set("Gender", student.isGirl ? "F" : "M")
        .set("BirthDate", at(student.birthDate()))
        .set("MultiRace", flag(student.race == Race.TWO_OR_MORE))
        .set("HispanicOrLatino", flag(student.race == Race.HISPANIC))
        .set("AmericanIndianOrAlaskaNative", flag(student.race == Race.AMERICAN_INDIAN))
        .set("Asian", flag(student.race == Race.ASIAN))
        .set("BlackOrAfricanAmerican", flag(student.race == Race.BLACK))
        .set("NativeHawaiianOrOtherPacificIslander", flag(student.race == Race.PACIFIC_ISLANDER))
        .set("White", flag(student.race == Race.WHITE))
        .set("CurrentGrade", Course.gradeCell(stay.grade()))
        .set("EnrollmentStatus", "Enrolled")
        .set("DistrictRenaissanceID", uuid(2, 0))
        .set("DistrictSourcedID", District.SOURCED_ID)
        .set("DistrictStateID", "4100000")
        .set("DistrictName", "Maple Valley School District")
        .set("SchoolRenaissanceID", uuid(3, school.index()))
        .set("SchoolSourcedID", school.sourcedId())
        .set("SchoolIdentifier", school.code())
        .set("SchoolStateID", school.stateId())
        .set("SchoolName", school.name());
  }

  private void result(
      WideRow row,
      Sitting sitting,
      Season season,
      boolean isMath,
      double z,
      int percentile,
      Student student) {
    Stay stay = sitting.stay();
    int grade = stay.grade();
    SchoolCalendar calendar = district.calendar(stay.year());
    LocalDate day = calendar.day(sitting.day());
    int unified =
        (int) Math.round(Norms.starMean(isMath, grade, season) + Norms.starSpread(grade) * z);
    String time =
        "T15:%02d:%02d".formatted(sitting.dice().below(60), sitting.dice().below(60));
    long test = ((student.index * 16L + stay.year()) * 3 + season.ordinal()) * 2 + (isMath ? 1 : 0);
    row.set("AssessmentID", uuid(4, test))
        .set("LaunchDate", day + time + ".120Z")
        .set("CompletedDate", day + time.replace("T15", "T16") + ".480Z")
        .set("CompletedDateLocal", day + time.replace("T15", "T11") + ".480Z")
        .set("AssessmentNumber", "1")
        .set("AssessmentType", "Enterprise")
        .set("AssessmentStatus", "Active")
        .set("GradePlacement", grade + "." + (season.ordinal() * 4 + 1) + "0")
        .set("Grade", Course.gradeCell(grade))
        .set("ExtraTime", "No")
        .set("ScaledScore", Math.clamp(unified - 600L, 0, 1400))
        .set("StandardErrorOfMeasurement", "0.37" + sitting.dice().between(100, 999))
        .set("UnifiedScore", Math.clamp((long) unified, 600, 1400))
        .set("PercentileRank", percentile)
        .set("NormalCurveEquivalent", Integer.toString((int)
            Math.clamp(Math.round(50 + 21.06 * z), 1, 99)))
        .set("TotalTimeInSeconds", sitting.dice().between(600, 1700))
        .set("TotalCorrect", sitting.dice().between(15, 27))
        .set("TotalPossible", "34")
        .set("ScreeningPeriodWindowName", season.title)
        .set("ScreeningWindowStartDate", at(calendar.day(SchoolCalendar.windowFirst(season))))
        .set("ScreeningWindowEndDate", at(calendar.day(SchoolCalendar.windowLast(season))))
        .set("TakenAt", "school")
        .set("StudentDisplayID", student.number());
    benchmark(row, percentile);
  }

  private static void benchmark(WideRow row, int percentile) {
    int level = percentile >= 40 ? 1 : percentile >= 25 ? 2 : percentile >= 10 ? 3 : 4;
    String[] names = {"At/Above Benchmark", "On Watch", "Intervention", "Urgent Intervention"};
    int[] lowest = {40, 25, 10, 1};
    int[] highest = {99, 39, 24, 9};
    row.set("RenaissanceBenchmarkCategoryName", names[level - 1])
        .set("RenaissanceBenchmarkCategoryLevel", level)
        .set("RenaissanceBenchmarkCategoryNumberOfLevels", 4)
        .set("RenaissanceBenchmarkCategoryMinPercentileRank", lowest[level - 1])
        .set("RenaissanceBenchmarkCategoryMaxPercentileRank", highest[level - 1]);
  }
}
