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
      @Nullable String tier,
      @Nullable String attendanceFlag,
      @Nullable String attendanceReason,
      @Nullable String gradesFlag,
      @Nullable String gradesReason,
      @Nullable String assessmentFlag,
      @Nullable String assessmentReason,
      @Nullable String latestSubject,
      @Nullable String behaviorFlag,
      @Nullable String behaviorReason,
      @Nullable Double last30AbsentDays,
      @Nullable Integer incidents45,
      @Nullable Integer dOrFCourses,
      @Nullable Integer latestPercentile,
      @Nullable Double gpa) {}

  private record Lateness(long studentId, String reason) {}

  private record Band(long studentId, String band) {}

  /// By student; a student of whom nothing is known is not in it.
  public Map<Long, Needs> of(List<Long> students) {
    Long[] ids = students.stream().distinct().toArray(Long[]::new);
    boolean hasScores = rows.sql("select to_regclass('analytics.fact_risk_scores') is not null")
        .query(Boolean.class)
        .single();
    Map<Long, String> bands = new TreeMap<>();
    Map<Long, String> late = new TreeMap<>();
    if (hasScores) {
      rows.sql(
              "select student_id, band from analytics.fact_risk_scores where student_id = any (?) and band is not null")
          .param(ids)
          .query(Records.of(Band.class))
          .list()
          .forEach(band -> bands.put(band.studentId(), band.band()));
      rows.sql("""
              select student_id, reason from analytics.fact_risk_reasons
              where student_id = any (?) and feature = 'lateness' and effect = 'raises'
              """)
          .param(ids)
          .query(Records.of(Lateness.class))
          .list()
          .forEach(it -> late.put(it.studentId(), it.reason()));
    }
    Map<Long, Needs> all = new TreeMap<>();
    rows.sql("""
            select student_id, grade_level, tier, attendance_flag, attendance_reason, grades_flag, grades_reason,
                   assessment_flag, assessment_reason, latest_subject, behavior_flag, behavior_reason,
                   last30_absent_days::double precision as last30_absent_days, incidents_45 as incidents45,
                   d_or_f_courses, latest_percentile, gpa
            from analytics.fact_indicators where student_id = any (?)
            """)
        .param(ids)
        .query(Records.of(Row.class))
        .list()
        .forEach(row -> all.put(
            row.studentId(),
            new Needs(
                row.studentId(),
                row.gradeLevel() == null ? "" : row.gradeLevel(),
                bands.getOrDefault(row.studentId(), row.tier() == null ? "unknown" : row.tier()),
                needs(row, late.get(row.studentId())),
                figures(row))));
    return all;
  }

  private static List<Need> needs(Row row, @Nullable String late) {
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
