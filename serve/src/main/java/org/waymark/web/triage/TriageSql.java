package org.waymark.web.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.waymark.access.Recall;
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

  private static final String STUDENTS =
      " join analytics.dim_students st on st.tenant_id = i.tenant_id and st.student_id = i.student_id\n";

  private static final String SCHOOLS =
      " left join analytics.dim_schools d on d.tenant_id = i.tenant_id and d.school_id = i.school_id\n";

  private static final String COUNSELORS =
      " left join counselor c on c.student_id = i.student_id\n";

  /// For a few students, whose rows an index finds one by one.
  private static final String COUNSELORS_OF_FEW = """
       left join lateral (
         select b.staff_id, b.counselor_name from analytics.bridge_caseload b
         where b.student_id = i.student_id and b.is_current
         order by b.starts_on desc nulls last, b.counselor_name limit 1) c on true
      """;

  private static final String RANKS = """
       case i.movement when 'new' then 1 when 'escalated' then 2 when 'continuing' then 3
                       when 'recovering' then 4 else 5 end as movement_rank,
       case i.tier when 'high' then 4 when 'at_risk' then 3 when 'some' then 2
                   when 'low' then 1 else 0 end as tier_rank,
       case i.tier when 'high' then 4 when 'at_risk' then 3 when 'some' then 2
                   when 'low' then 1 else 0 end * 1000
         + i.red_flags * 100 + i.yellow_flags * 10 as signs_rank,
       1 - i.last30_absent_days::double precision / nullif(i.last30_enrolled_days, 0)
         as recent_rate,
      """;

  private static final String LAST_WEEK = """
       left join analytics.fact_tier_weeks w on w.tenant_id = i.tenant_id and w.student_id = i.student_id
         and i.as_of_on - 7 between w.starts_on and w.ends_on
      """;

  private static final String GRADE =
      "array_position(array['PK','K','1','2','3','4','5','6','7','8','9','10','11','12'], i.grade_level)";

  private TriageSql() {}

  /// The conditions that are asked for and no others, so that a list of everybody joins nothing
  /// that it does not need.
  private static String conditions(TriageFilter filter) {
    List<String> asked = new ArrayList<>();
    if (!filter.school().isEmpty()) {
      asked.add("i.school_id = :school");
    }
    if (!filter.band().isEmpty()) {
      asked.add("i.grade_level in (:grades)");
    }
    if (!filter.tier().isEmpty()) {
      asked.add("i.tier = :tier");
    }
    if (filter.movement().equals(TriageFilter.ATTENTION)) {
      asked.add("i.movement in ('new', 'escalated')");
    } else if (!filter.movement().isEmpty()) {
      asked.add("i.movement = :movement");
    }
    if (!filter.counselor().isEmpty()) {
      asked.add(
          filter.counselor().equals("none") ? "c.staff_id is null" : "c.staff_id = :counselor");
    }
    switch (filter.group()) {
      case "ell" -> asked.add("st.ell_status");
      case "sped" -> asked.add("st.sped_status");
      case "section_504" -> asked.add("st.section_504_status");
      case "frl" -> asked.add("st.frl_status in ('free', 'reduced')");
      default -> {
        // everybody
      }
    }
    if (!filter.section().isEmpty()) {
      asked.add("""
          exists (select from analytics.bridge_section_students b
                  where b.tenant_id = i.tenant_id and b.student_id = i.student_id and b.is_current
                    and b.section_id = :section)
          """);
    }
    if (!filter.text().isEmpty()) {
      asked.add("i.student_id = any (:named)");
    }
    return asked.isEmpty() ? "" : " where " + String.join(" and ", asked);
  }

  /// @param more what the rows are grouped or sorted by, where it needs a table of its own
  private static String from(TriageFilter filter, String more) {
    String named = more + conditions(filter);
    return " from analytics.fact_indicators i\n"
        + (named.contains("st.") || named.contains("_name") ? STUDENTS : "")
        + (named.contains("d.school_name") ? SCHOOLS : "")
        + (named.contains("c.") ? COUNSELORS : "");
  }

  private static String counselor(String from) {
    return from.contains(COUNSELORS) ? COUNSELOR : "";
  }

  /// How many, by movement.
  static String counts(TriageFilter filter) {
    String from = from(filter, "");
    return counselor(from) + """
        select i.movement, count(*) as students,
               count(*) filter (where i.tier in ('high', 'at_risk')) as flagged
        """ + from + conditions(filter) + " group by i.movement";
  }

  /// How many, by the groups of the list.
  static String parts(TriageFilter filter) {
    String from = from(filter, groupKey(filter) + groupName(filter) + groupRank(filter));
    return counselor(from) + "select " + groupKey(filter) + " as key, " + groupName(filter)
        + " as name,"
        + """
         count(*) as students,
         count(*) filter (where i.tier in ('high', 'at_risk')) as flagged,
         count(*) filter (where i.movement in ('new', 'escalated')) as attention
        """ + from + conditions(filter) + " group by 1, 2, " + groupRank(filter) + " order by "
        + groupRank(filter) + ", 2";
  }

  /// @param few whether only the students `:ids` are asked for
  static String lines(TriageFilter filter, Ranking ranking, boolean few) {
    String where = conditions(filter);
    return (few ? "" : COUNSELOR) + """
        select i.*, st.first_name, st.last_name, st.sis_id, c.counselor_name, s.probability, s.band, s.unknown_reason,
               coalesce(d.school_name, 'school unknown') as school_name,
               w.yellow_flags + w.red_flags as signs_then, w.red_flags as serious_then,
        """ + RANKS + GRADE + " as grade_rank, " + groupName(filter)
        + " as group_name, "
        + groupRank(filter) + " as group_rank\n from analytics.fact_indicators i\n" + STUDENTS
        + SCHOOLS + (few ? COUNSELORS_OF_FEW : COUNSELORS) + LAST_WEEK + scores(ranking) + where
        + (few ? (where.isEmpty() ? " where" : " and") + " i.student_id = any (:ids)" : "")
        + " order by " + filter.orderBy(ranking.isByChance());
  }

  /// The students of the first pages, found before anything else is looked up about them. Where
  /// the order needs no names, none is asked for, and those who tie with the last one come along.
  static String cut(TriageFilter filter, Ranking ranking) {
    if (filter.isWithoutNames()) {
      String from = from(filter, "");
      return counselor(from) + "select i.student_id, " + RANKS + GRADE + " as grade_rank" + from
          + scores(ranking) + conditions(filter) + " order by "
          + filter.orderOfRanks(ranking.isByChance()) + " fetch first :most rows with ties";
    }
    String named = "coalesce(d.school_name, 'school unknown') as school_name, " + groupName(filter)
        + " as group_name, " + groupRank(filter) + " as group_rank";
    String from = from(filter, "st.last_name" + named);
    return counselor(from) + "select i.student_id, st.last_name, st.first_name, " + RANKS + GRADE
        + " as grade_rank, " + named + from + scores(ranking) + conditions(filter) + " order by "
        + filter.orderBy(ranking.isByChance()) + " limit :most";
  }

  private static String scores(Ranking ranking) {
    return ranking.hasScores() ? SCORES : NO_SCORES;
  }

  /// A question with the conditions of the filter bound.
  static StatementSpec asked(JdbcClient rows, String sql, TriageFilter filter) {
    return rows.sql(sql)
        .param("school", key(filter.school()))
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("tier", filter.tier())
        .param("movement", filter.movement())
        .param("counselor", key(filter.counselor()))
        .param("group", filter.group())
        .param("section", key(filter.section()))
        .param("named", named(rows, filter.text()));
  }

  /// Who has these letters in the name, or this id. Found once for all questions about the list:
  /// from a list of students PostgreSQL knows how many they are, from a test of letters it does
  /// not.
  private static Long[] named(JdbcClient rows, String text) {
    if (text.isEmpty()) {
      return new Long[0];
    }
    record Named(List<Long> students) {}
    // the list writes "Family, Given", and so do people
    String letters = text.toLowerCase(Locale.ROOT).replaceAll("[,\\s]+", " ").strip();
    return Recall.of(
            rows,
            Named.class,
            "named",
            letters,
            () -> new Named(
                rows.sql("""
                select student_id from analytics.dim_students
                where strpos(search_given, :letters) > 0 or strpos(search_family, :letters) > 0
                   or lower(sis_id) = :letters or lower(state_id) = :letters
                """).param("letters", letters).query(Long.class).list()))
        .students()
        .toArray(Long[]::new);
  }

  /// A key as a number; one that is none, or too long to be one, is nobody's.
  private static long key(String written) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException none) {
      return 0;
    }
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
