package org.waymark.interventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// Reads what early warning says about students, in the words that playbooks use.
public final class NeedReader {
  /// Figures that a playbook's goal may begin at.
  static final Set<String> FIGURES = new TreeSet<>(
      Set.of("days_missed_30", "incidents_45", "d_or_f_courses", "percentile", "gpa"));

  private final JdbcClient rows;

  public NeedReader(JdbcClient rows) {
    this.rows = rows;
  }

  /// One student's needs, the serious ones first.
  ///
  /// @param band of the chance where a model scored the student, else of the signs
  ///
  /// @param figures what the published tables say now, by the names of [#FIGURES]; unknown ones
  ///     are not in it
  public record Needs(
      long studentId,
      String gradeLevel,
      String band,
      List<Need> needs,
      Map<String, Double> figures) {
    /// Of whom early warning says nothing.
    public static Needs nothing(long studentId) {
      return new Needs(studentId, "", "unknown", List.of(), Map.of());
    }

    public boolean isSerious() {
      return needs.stream().anyMatch(Need::isSerious);
    }
  }

  private record Row(
      long studentId,
      @Nullable String gradeLevel,
      @Nullable String band,
      @Nullable String attendanceFlag,
      @Nullable String attendanceReason,
      @Nullable String gradesFlag,
      @Nullable String gradesReason,
      @Nullable String assessmentFlag,
      @Nullable String assessmentReason,
      @Nullable String latestSubject,
      @Nullable String behaviorFlag,
      @Nullable String behaviorReason,
      @Nullable String late,
      @Nullable Double last30AbsentDays,
      @Nullable Integer incidents45,
      @Nullable Integer dOrFCourses,
      @Nullable Integer latestPercentile,
      @Nullable Double gpa) {}

  private static final String INDICATORS = """
      select i.student_id, i.grade_level, i.attendance_flag, i.attendance_reason, i.grades_flag, i.grades_reason,
             i.assessment_flag, i.assessment_reason, i.latest_subject, i.behavior_flag, i.behavior_reason,
             i.last30_absent_days::double precision as last30_absent_days, i.incidents_45 as incidents45,
             i.d_or_f_courses, i.latest_percentile, i.gpa,
      """;
  private static final String SCORED = INDICATORS + """
             coalesce(s.band, i.tier) as band, l.reason as late
      from analytics.fact_indicators i
      left join analytics.fact_risk_scores s on s.student_id = i.student_id and s.student_id = any (:ids)
      left join analytics.fact_risk_reasons l on l.student_id = i.student_id and l.student_id = any (:ids)
        and l.feature = 'lateness' and l.effect = 'raises'
      where i.student_id = any (:ids)
      """;
  private static final String UNSCORED = INDICATORS + """
             i.tier as band, null::text as late
      from analytics.fact_indicators i where i.student_id = any (:ids)
      """;

  /// By student; a student of whom nothing is known is not in it.
  public Map<Long, Needs> of(List<Long> students) {
    boolean hasScores = rows.sql("select to_regclass('analytics.fact_risk_scores') is not null")
        .query(Boolean.class)
        .single();
    Map<Long, Needs> all = new TreeMap<>();
    rows.sql(hasScores ? SCORED : UNSCORED)
        .param("ids", students.stream().distinct().toArray(Long[]::new))
        .query(Records.of(Row.class))
        .list()
        .forEach(row -> all.put(
            row.studentId(),
            new Needs(
                row.studentId(),
                row.gradeLevel() == null ? "" : row.gradeLevel(),
                row.band() == null ? "unknown" : row.band(),
                needs(row),
                figures(row))));
    return all;
  }

  private static List<Need> needs(Row row) {
    List<Need> needs = new ArrayList<>();
    add(needs, "attendance", row.attendanceFlag(), row.attendanceReason());
    add(needs, "grades", row.gradesFlag(), row.gradesReason());
    add(needs, "behavior", row.behaviorFlag(), row.behaviorReason());
    String subject =
        row.latestSubject() == null ? "" : row.latestSubject().toLowerCase(Locale.ROOT);
    if (subject.contains("math")) {
      add(needs, "math", row.assessmentFlag(), row.assessmentReason());
    } else if (subject.contains("read") || subject.contains("ela")) {
      add(needs, "reading", row.assessmentFlag(), row.assessmentReason());
    }
    add(needs, "tests", row.assessmentFlag(), row.assessmentReason());
    String late = row.late();
    if (late != null) {
      needs.add(new Need("lateness", false, late));
    }
    needs.sort((a, b) -> Boolean.compare(b.isSerious(), a.isSerious()));
    return needs;
  }

  private static Map<String, Double> figures(Row row) {
    Map<String, Double> figures = new TreeMap<>();
    put(figures, "days_missed_30", row.last30AbsentDays());
    put(figures, "incidents_45", row.incidents45());
    put(figures, "d_or_f_courses", row.dOrFCourses());
    put(figures, "percentile", row.latestPercentile());
    put(figures, "gpa", row.gpa());
    return figures;
  }

  private static void put(Map<String, Double> figures, String key, @Nullable Number value) {
    if (value != null) {
      figures.put(key, value.doubleValue());
    }
  }

  private static void add(
      List<Need> needs, String key, @Nullable String flag, @Nullable String reason) {
    if ("yellow".equals(flag) || "red".equals(flag)) {
      needs.add(new Need(key, "red".equals(flag), reason == null ? key : reason));
    }
  }
}
