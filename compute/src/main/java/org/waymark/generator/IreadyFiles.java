package org.waymark.generator;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.waymark.generator.Scores.Sitting;
import org.waymark.generator.Student.Stay;

/// i-Ready diagnostics, grades 2 to 5 of the schools that use it instead of MAP.
final class IreadyFiles {
  private static final DateTimeFormatter US = DateTimeFormatter.ofPattern("M/d/yyyy", Locale.ROOT);
  private static final String[] WINDOWS = {
    "Fall (Beginning of Year - November 15)",
    "Winter (November 16 - March 1)",
    "Spring (March 2 - End of Year)"
  };
  private static final List<String> MATH_DOMAINS = List.of(
      "Number and Operations",
      "Algebra and Algebraic Thinking",
      "Measurement and Data",
      "Geometry");
  private static final List<String> READING_DOMAINS = List.of(
      "Vocabulary",
      "Comprehension: Overall",
      "Comprehension: Literature",
      "Comprehension: Informational Text");
  private static final List<String> EARLY_DOMAINS =
      List.of("Phonological Awareness", "Phonics", "High-Frequency Words");
  private final District district;

  IreadyFiles(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    if (district.schools.all().stream().noneMatch(Schools.School::usesIready)) {
      return;
    }
    for (int i = 0; i < district.years(); i++) {
      int year = i;
      String label = district.calendar(year).label();
      workspace.markedFile(
          "assessments/iready/diagnostic_results_math_" + label + ".csv",
          Headers.IREADY_MATH,
          table -> rows(table, year, true));
      workspace.markedFile(
          "assessments/iready/diagnostic_results_ela_" + label + ".csv",
          Headers.IREADY_READING,
          table -> rows(table, year, false));
    }
  }

  private void rows(Table table, int year, boolean isMath) throws IOException {
    WideRow row = new WideRow(isMath ? Headers.IREADY_MATH : Headers.IREADY_READING);
    for (Student student : district.roster.students()) {
      boolean isHere = false;
      for (Stay stay : student.stays) {
        isHere |= stay.year() == year
            && district.schools.get(stay.school()).usesIready()
            && stay.grade() >= 2;
      }
      if (!isHere) {
        continue;
      }
      Scores scores = new Scores(district, new Trajectory(district, student));
      Sitting[] sittings = new Sitting[Season.values().length];
      int newest = -1;
      for (Season season : Season.values()) {
        Sitting sitting = scores.sitting(year, season, isMath, 2);
        if (sitting != null && district.schools.get(sitting.stay().school()).usesIready()) {
          sittings[season.ordinal()] = sitting;
          newest = season.ordinal();
        }
      }
      int baseline = -1;
      for (Season season : Season.values()) {
        Sitting sitting = sittings[season.ordinal()];
        if (sitting != null) {
          double z = scores.z(sitting.stay(), season, isMath) + 0.2 * sitting.noise();
          int score = score(sitting.stay().grade(), season, isMath, z);
          boolean isBaseline = baseline < 0;
          baseline = isBaseline ? score : baseline;
          row.clear();
          who(row, student, sitting.stay());
          result(row, sitting, season, isMath, z, score - baseline);
          row.set("Baseline Diagnostic (Y/N)", isBaseline ? "Y" : "N")
              .set("Most Recent Diagnostic YTD (Y/N)", season.ordinal() == newest ? "Y" : "N")
              .write(table);
        }
      }
    }
  }

  private static int score(int grade, Season season, boolean isMath, double z) {
    double score = Norms.ireadyMean(isMath, grade, season) + Norms.ireadySpread(isMath, grade) * z;
    return (int) Math.clamp(Math.round(score), 100, 800);
  }

  private void who(WideRow row, Student student, Stay stay) {
    Schools.School school = district.schools.get(stay.school());
    row.set("Last Name", student.lastName)
        .set("First Name", student.firstName(district.seed()))
        .set("Student ID", student.number())
        .set("Student Grade", Course.gradeCell(stay.grade()))
        .set("Academic Year", district.calendar(stay.year()).label())
        .set("School", school.name())
        .set("Enrolled", "Enrolled")
        .set("District State ID", "4100000")
        .set("School State ID", school.stateId())
        .set("Student State ID", student.stateId())
        .set("User Name", "mv" + student.number())
        .set("Sex", student.isGirl ? "female" : "male")
        .set("Hispanic or Latino", student.race == Race.HISPANIC ? "Y" : "N")
        .set("Race", student.race == Race.HISPANIC ? "White" : student.race.title)
        .set("English Language Learner", student.isEll ? "Y" : "N")
        .set("Special Education", student.isSped ? "Y" : "N")
        .set("Economically Disadvantaged", student.meals == Household.Meals.NONE ? "N" : "Y")
        .set("Class(es)", district.sections.id(stay, 0));
  }

  private void result(
      WideRow row, Sitting sitting, Season season, boolean isMath, double z, int gain) {
    int grade = sitting.stay().grade();
    String day = US.format(district.day(sitting.stay().year(), sitting.day()));
    int score = score(grade, season, isMath, z);
    Dice dice = sitting.dice();
    int typical = isMath ? 22 : 26;
    row.set("Start Date", day)
        .set("Completion Date", day)
        .set("Norming Window", WINDOWS[season.ordinal()])
        .set("Duration (min)", dice.between(35, 95))
        .set("Read Aloud", "Off")
        .set("Overall Scale Score", score)
        .set("Overall Placement", placement(grade, z))
        .set("Overall Relative Placement", relative(z))
        .set("Percentile", Normal.percentile(z))
        .set("Grouping", Math.clamp((int) (z + 3), 1, 5))
        .set("Diagnostic Gain", gain)
        .set("Annual Typical Growth Measure", typical)
        .set("Annual Stretch Growth Measure", typical + 14)
        .set("Percent Progress to Annual Typical Growth (%)", Math.max(0, 100 * gain / typical))
        .set(
            "Percent Progress to Annual Stretch Growth (%)",
            Math.max(0, 100 * gain / (typical + 14)))
        .set("Mid On Grade Level Scale Score", score(grade, Season.SPRING, isMath, 0.3));
    if (isMath) {
      measure(row, "Quantile", "Q", (int) (150 * grade + 130 * z));
    } else {
      measure(row, "Lexile", "L", (int) (170 * grade + 190 * z));
      row.set("Reading Difficulty Indicator (Y/N)", z < -1.2 ? "Y" : "N");
      for (String domain : EARLY_DOMAINS) {
        row.set(domain + " Placement", "Not Assessed")
            .set(domain + " Relative Placement", "Not Assessed");
      }
    }
    for (String domain : isMath ? MATH_DOMAINS : READING_DOMAINS) {
      double part = z + 0.3 * dice.gaussian();
      row.set(domain + " Scale Score", score(grade, season, isMath, part))
          .set(domain + " Placement", placement(grade, part))
          .set(domain + " Relative Placement", relative(part));
    }
  }

  private static void measure(WideRow row, String name, String unit, int value) {
    int rounded = value / 5 * 5;
    String cell = rounded < 0 ? "BR" + -rounded + unit : rounded + unit;
    row.set(name + " Measure", cell)
        .set(
            name + " Range",
            Math.max(0, rounded - 100) + unit + "-" + Math.max(50, rounded + 50) + unit);
  }

  private static String placement(int grade, double z) {
    int below = below(z);
    if (below > 0) {
      return grade <= below ? "Grade K" : "Grade " + (grade - below);
    }
    return (z < 0.6 ? "Early " : z < 1.3 ? "Mid " : "Late ") + grade;
  }

  private static int below(double z) {
    return z >= 0 ? 0 : z >= -0.9 ? 1 : z >= -1.7 ? 2 : 3;
  }

  private static String relative(double z) {
    return switch (below(z)) {
      case 0 -> z < 0.6 ? "Early On Grade Level" : "Mid or Above Grade Level";
      case 1 -> "1 Grade Level Below";
      case 2 -> "2 Grade Levels Below";
      default -> "3 or More Grade Levels Below";
    };
  }
}
