package org.waymark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.waymark.engine.DuckDbSqlEngine;

/// Pitfall 24: an as-of date that was ignored, a test eight months later that was used.
class LeakageTest {

  private static final String DAY = "date '" + RiskDistrict.MIDDLE + "'";

  /// Everything after the day turns for the worst, and what is entered late tells of before.
  private static final List<String> FUTURE = List.of(
      "update sources.attendance set status = 'absent_unexcused' where attended_on > " + DAY,
      "update sources.course_grade set mark = 'F', percent = 5 where posted_on > " + DAY,
      "insert into sources.course_grade select * replace ('F' as mark, 5 as percent, " + DAY
          + " + 30 as posted_on) from sources.course_grade where posted_on <= " + DAY,
      "update sources.assessment_result set percentile = 1, growth_percentile = 1, score = score / 2 where tested_on > "
          + DAY,
      "insert into sources.assessment_result select * replace (1 as percentile, score / 2 as score, "
          + DAY + " + 240 as tested_on) from sources.assessment_result where tested_on <= " + DAY,
      "insert into sources.incident select * replace (source_id || '-later' as source_id, " + DAY
          + " + 3 as occurred_on, 'out_of_school_suspension' as action) from sources.incident",
      "insert into sources.program_membership select * replace (" + DAY
          + " + 3 as starts_on, null as ends_on, 'sped' as program) from sources.program_membership",
      "update sources.school_enrollment set ends_on = " + DAY + " + 20 where starts_on <= " + DAY
          + " and (ends_on is null or ends_on > " + DAY + " + 20) and hash(student_id) % 3 = 0");

  @Test
  void a_planted_future_moves_no_feature_and_no_sign_of_a_day_before_it() throws Exception {
    try (DuckDbSqlEngine as = RiskDistrict.read();
        DuckDbSqlEngine other = RiskDistrict.read()) {
      RiskDistrict.build(as);
      FUTURE.forEach(other::execute);
      RiskDistrict.build(other);
      for (String table : List.of("risk.feature", "risk.sign_input", "risk.sign")) {
        String before = " where as_of_on <= " + DAY;
        assertThat(rows(as, table, before))
            .as(table)
            .isNotEmpty()
            .isEqualTo(rows(other, table, before));
        assertThat(rows(as, table, " where as_of_on > " + DAY))
            .as("the future of " + table + " did change")
            .isNotEqualTo(rows(other, table, " where as_of_on > " + DAY));
      }
    }
  }

  private static List<?> rows(DuckDbSqlEngine engine, String table, String where) {
    return engine
        .query("select * from " + table + where + " order by student_key, as_of_on")
        .rows();
  }

  /// Pitfall 25: no attendance in the window is not 100 % present, no grades are not 2.5.
  @Test
  void missing_is_missing_and_never_fine() throws Exception {
    try (DuckDbSqlEngine engine = RiskDistrict.read()) {
      engine.execute("delete from sources.attendance where hash(student_id) % 2 = 0");
      engine.execute("delete from sources.course_grade where hash(student_id) % 2 = 0");
      engine.execute("delete from sources.assessment_result where hash(student_id) % 2 = 0");
      engine.execute("delete from sources.incident");
      RiskDistrict.build(engine);
      var today = engine.query("""
              select count(*), count(absence_30), count(gpa), count(percentile), count(incidents_90)
              from risk.feature join risk.as_of on as_of.as_of_on = feature.as_of_on and as_of.is_today
              """).rows().getFirst();
      long all = ((Number) today.get(0)).longValue();
      for (int column = 1; column <= 3; column++) {
        assertThat(((Number) today.get(column)).longValue()).isBetween(all / 4, all * 3 / 4);
      }
      assertThat(((Number) today.get(4)).longValue()).isZero();
    }
  }
}
