package org.waymark.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waymark.generator.Student.Stay;

/// What 5,000 students look like, whatever the seed.
class DistributionTest {
  private record Chance(double probability, boolean happened) {}

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 2026})
  void attendance_marks_and_what_can_be_foreseen_are_realistic(long seed) {
    District district = new District(DistrictPlan.of(Path.of("unused"), 5000, seed));
    AttendanceSheet sheet = new AttendanceSheet(district);
    List<Chance> chances = new ArrayList<>();
    int years = 0;
    int chronicYears = 0;
    int markedYears = 0;
    int failedYears = 0;
    for (Student student : district.roster.students()) {
      Trajectory trajectory = new Trajectory(district, student);
      for (int year = 0; year < district.years(); year++) {
        if (!sheet.fill(trajectory, year) || sheet.enrolled(0) + sheet.enrolled(1) < 10) {
          continue;
        }
        years++;
        int halves = sheet.absentHalfDays(0) + sheet.absentHalfDays(1);
        chronicYears += halves * 5 >= sheet.enrolled(0) + sheet.enrolled(1) ? 1 : 0;
        int marked = 0;
        boolean hasFailed = false;
        for (int term = 0; term < Trajectory.TERMS; term++) {
          Stay stay = district.calendar(year).isTermFinished(term)
              ? GradeFile.marking(student, year, term)
              : null;
          if (stay == null) {
            continue;
          }
          int courses = Course.of(stay.grade()).size();
          boolean fails = false;
          for (int course = 0; course < courses; course++) {
            fails |= Course.letter(trajectory.percent(year, term, stay, course)).equals("F");
          }
          int days = sheet.enrolled(term);
          boolean trouble = fails || sheet.absentHalfDays(term) * 5 >= days;
          chances.add(
              new Chance(trajectory.forecast(year, term, stay, days, courses).trouble(), trouble));
          marked += stay.grade() >= 6 ? 1 : 0;
          hasFailed |= fails;
        }
        markedYears += marked == 2 ? 1 : 0;
        failedYears += marked == 2 && hasFailed ? 1 : 0;
      }
    }
    assertThat(chronicYears / (double) years).as("chronically absent").isBetween(0.18, 0.28);
    assertThat(failedYears / (double) markedYears)
        .as("failed a course in a year")
        .isBetween(0.10, 0.20);
    assertThat(auroc(chances)).as("best possible AUROC").isBetween(0.80, 0.90);
    double expected =
        chances.stream().mapToDouble(Chance::probability).average().orElseThrow();
    double observed =
        chances.stream().mapToInt(chance -> chance.happened() ? 1 : 0).average().orElseThrow();
    assertThat(observed)
        .as("chances come true as often as they say")
        .isBetween(expected - 0.012, expected + 0.012);
  }

  /// The share of pairs, one in trouble and one not, that the chance puts in the right order.
  private static double auroc(List<Chance> chances) {
    List<Chance> sorted =
        chances.stream().sorted(Comparator.comparingDouble(Chance::probability)).toList();
    double ranks = 0;
    double positive = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).happened()) {
        ranks += i + 1;
        positive++;
      }
    }
    double negative = sorted.size() - positive;
    return (ranks - positive * (positive + 1) / 2) / (positive * negative);
  }
}
