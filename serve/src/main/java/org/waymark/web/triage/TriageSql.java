package org.waymark.web.triage;

import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.waymark.web.overview.OverviewFilter;

/// The questions behind the list. Conditions are parameters; what is put together as text is
/// ours alone.
final class TriageSql {

  /// Nobody is ranked by a chance that was not published.
  private static final String SCORES =
      " left join analytics.fact_risk_scores s on s.tenant_id = i.tenant_id and s.student_id = i.student_id";

  private static final String NO_SCORES =
      " left join (select null::double precision as probability, null::text as band, null::text as unknown_reason) s on false";

  private static final String COUNSELOR = """
      with counselor as (
        select distinct on (b.student_id) b.student_id, b.staff_id, b.counselor_name
        from analytics.bridge_caseload b where b.is_current
        order by b.student_id, b.starts_on desc nulls last, b.counselor_name)
      """;

  private static final String TABLES = """
      from analytics.fact_indicators i
      join analytics.dim_students st on st.tenant_id = i.tenant_id and st.student_id = i.student_id
      left join analytics.dim_schools d on d.tenant_id = i.tenant_id and d.school_id = i.school_id
      left join counselor c on c.student_id = i.student_id
      left join analytics.fact_tier_weeks w on w.tenant_id = i.tenant_id and w.student_id = i.student_id
        and i.as_of_on - 7 between w.starts_on and w.ends_on
      """;

  private static final String CONDITIONS = """
      where (:school = '' or i.school_id::text = :school)
        and (:allGrades or i.grade_level in (:grades))
        and (:tier = '' or i.tier = :tier)
        and (:movement = '' or i.movement = :movement
             or :movement = 'attention' and i.movement in ('new', 'escalated'))
        and (:counselor = '' or c.staff_id::text = :counselor
             or :counselor = 'none' and c.staff_id is null)
        and (:group = 'all' or (:group = 'ell' and st.ell_status)
             or (:group = 'sped' and st.sped_status)
             or (:group = 'section_504' and st.section_504_status)
             or (:group = 'frl' and st.frl_status in ('free', 'reduced')))
        and (:section = '' or exists (
              select from analytics.bridge_section_students b
              where b.tenant_id = i.tenant_id and b.student_id = i.student_id and b.is_current
                and b.section_id::text = :section))
        and (:text = '' or strpos(lower(st.first_name || ' ' || st.last_name || ' '
                                        || st.first_name), :text) > 0
             or st.sis_id = :text or st.state_id = :text)
      """;

  private static final String GRADE =
      "array_position(array['PK','K','1','2','3','4','5','6','7','8','9','10','11','12'], i.grade_level)";

  private TriageSql() {}

  private static String from(boolean hasScores) {
    return TABLES + (hasScores ? SCORES : NO_SCORES) + "\n" + CONDITIONS;
  }

  /// How many, by movement.
  static String counts() {
    return COUNSELOR + """
        select i.movement, count(*) as students,
               count(*) filter (where i.tier in ('high', 'at_risk')) as flagged
        """ + from(false) + " group by i.movement";
  }

  /// How many, by the groups of the list.
  static String parts(TriageFilter filter) {
    return COUNSELOR + "select " + groupKey(filter) + " as key, " + groupName(filter) + " as name,"
        + """
         count(*) as students,
         count(*) filter (where i.tier in ('high', 'at_risk')) as flagged,
         count(*) filter (where i.movement in ('new', 'escalated')) as attention
        """ + from(false) + " group by 1, 2, " + groupRank(filter) + " order by "
        + groupRank(filter) + ", 2";
  }

  static String lines(TriageFilter filter, Ranking ranking) {
    return COUNSELOR + """
        select i.*, st.first_name, st.last_name, st.sis_id, c.counselor_name, s.probability, s.band, s.unknown_reason,
               coalesce(d.school_name, 'school unknown') as school_name,
               w.yellow_flags + w.red_flags as signs_then, w.red_flags as serious_then,
               case i.movement when 'new' then 1 when 'escalated' then 2 when 'continuing' then 3
                               when 'recovering' then 4 else 5 end as movement_rank,
               case i.tier when 'high' then 4 when 'at_risk' then 3 when 'some' then 2
                           when 'low' then 1 else 0 end as tier_rank,
               case i.tier when 'high' then 4 when 'at_risk' then 3 when 'some' then 2
                           when 'low' then 1 else 0 end * 1000
                 + i.red_flags * 100 + i.yellow_flags * 10 as signs_rank,
               1 - i.last30_absent_days::double precision / nullif(i.last30_enrolled_days, 0)
                 as recent_rate,
        """ + GRADE + " as grade_rank, " + groupName(filter) + " as group_name, "
        + groupRank(filter) + " as group_rank\n" + from(ranking.hasScores()) + " order by "
        + filter.orderBy(ranking.isByChance());
  }

  static StatementSpec bind(StatementSpec statement, TriageFilter filter) {
    return statement
        .param("school", filter.school())
        .param("allGrades", filter.band().isEmpty())
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("tier", filter.tier())
        .param("movement", filter.movement())
        .param("counselor", filter.counselor())
        .param("group", filter.group())
        .param("section", filter.section())
        .param("text", filter.text().toLowerCase(Locale.ROOT));
  }

  private static String groupKey(TriageFilter filter) {
    return switch (filter.by()) {
      case "counselor" -> "coalesce(c.staff_id::text, 'none')";
      case "school" -> "coalesce(i.school_id::text, '')";
      default -> "coalesce(i.grade_level, '')";
    };
  }

  private static String groupName(TriageFilter filter) {
    return switch (filter.by()) {
      case "counselor" -> "coalesce(c.counselor_name, 'No counselor named')";
      case "school" -> "coalesce(d.school_name, 'school unknown')";
      case "grade" -> "coalesce('Grade ' || i.grade_level, 'grade unknown')";
      default -> "''::text";
    };
  }

  private static String groupRank(TriageFilter filter) {
    return switch (filter.by()) {
      case "counselor" -> "c.staff_id is null";
      case "grade" -> GRADE;
      default -> "0";
    };
  }
}
