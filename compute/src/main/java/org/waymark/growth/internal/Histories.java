package org.waymark.growth.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.Growth.Reason;
import org.waymark.growth.Scores;

/// The district's score histories in the seasons that count, with what the tables say beside them.
///
/// One row per student, test, subject and year: the season's score, or the sitting that was
/// invalidated where there is no other.
final class Histories {

  static final Set<String> READS =
      Set.of("assessment.result", "growth.season", "warehouse.grade_level", "engine.run");

  /// How many school years get percentiles: this one and the one before, to compare with.
  static final int YEARS = 2;

  /// @param series its number
  record Series(int series, String platform, String scale, String subject, String season) {}

  private static final String QUESTION = """
      select season.series, result.student_key, result.school_year, grade_level.grade_order,
             result.score, result.standard_error, result.school_key, result.grade_level,
             case when result.is_season_score then 0 else 1 end as is_set_aside, result.assessment_key
      from assessment.result
      join growth.season
        on season.platform = result.platform and season.score_scale = result.score_scale
       and season.subject = result.subject and season.season = result.season
      left join warehouse.grade_level on grade_level.grade_level = result.grade_level
      where (result.is_season_score or not result.is_valid)
        and result.school_year <= season.school_year
      order by season.series, result.student_key, result.school_year, is_set_aside, result.tested_on desc
      """;

  final Scores scores = new Scores();
  final List<Series> series = new ArrayList<>();
  int schoolYear;
  private long[] student = new long[1024];
  private long[] school = new long[1024];
  private long[] assessment = new long[1024];
  private String[] gradeLevel = new String[1024];
  private int lastSeries = -1;
  private int lastYear;
  private long lastStudent;

  static Histories read(SqlEngine engine) {
    var histories = new Histories();
    engine.scan(
        "select series, platform, score_scale, subject, season, school_year from growth.season order by series",
        row -> {
          histories.series.add(
              new Series((int) row.whole(0), row.text(1), row.text(2), row.text(3), row.text(4)));
          histories.schoolYear = (int) row.whole(5);
        });
    engine.scan(QUESTION, row -> {
      int its = (int) row.whole(0);
      int year = (int) row.whole(2);
      if (its == histories.lastSeries
          && row.whole(1) == histories.lastStudent
          && year == histories.lastYear) {
        return;
      }
      histories.lastSeries = its;
      histories.lastStudent = row.whole(1);
      histories.lastYear = year;
      Reason problem = row.whole(8) == 1
          ? Reason.SCORE_INVALIDATED
          : row.isNull(3) ? Reason.GRADE_WITHOUT_ORDER : null;
      int at = histories.scores.add(
          its,
          row.whole(1),
          year,
          row.isNull(3) ? -9 : (int) row.whole(3),
          row.isNull(4) ? Double.NaN : row.number(4),
          row.isNull(5) ? Double.NaN : row.number(5),
          problem);
      histories.beside(at, row.whole(1), row.whole(6), row.whole(9), row.text(7));
    });
    return histories;
  }

  private void beside(int at, long itsStudent, long itsSchool, long itsAssessment, String level) {
    if (at == student.length) {
      int larger = 2 * at;
      student = Arrays.copyOf(student, larger);
      school = Arrays.copyOf(school, larger);
      assessment = Arrays.copyOf(assessment, larger);
      gradeLevel = Arrays.copyOf(gradeLevel, larger);
    }
    student[at] = itsStudent;
    school[at] = itsSchool;
    assessment[at] = itsAssessment;
    gradeLevel[at] = level.intern();
  }

  /// Whether a percentile is wanted for this row.
  boolean isWanted(int row) {
    return scores.year(row) > schoolYear - YEARS;
  }

  long student(int row) {
    return student[row];
  }

  /// 0 when the student was enrolled nowhere on the day of the test.
  long school(int row) {
    return school[row];
  }

  long assessment(int row) {
    return assessment[row];
  }

  String gradeLevel(int row) {
    return gradeLevel[row];
  }

  Series series(int number) {
    return series.get(number - 1);
  }
}
