package org.waymark.web.triage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Asks the database for the list.
final class TriageReader {
  private static final int LONGEST_FILE = 200_000;

  private static final String FROM = """
      from analytics.fact_indicators i
      join analytics.dim_students st on st.tenant_id = i.tenant_id and st.student_id = i.student_id
      left join analytics.dim_schools d on d.tenant_id = i.tenant_id and d.school_id = i.school_id
      where (:school = '' or i.school_id::text = :school)
        and (:allGrades or i.grade_level in (:grades))
        and (:tier = '' or i.tier = :tier)
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

  private static final String COLUMNS = """
      select i.*, st.first_name, st.last_name, st.sis_id,
             coalesce(d.school_name, 'school unknown') as school_name,
             case i.tier when 'high' then 4 when 'at_risk' then 3 when 'some' then 2
                         when 'low' then 1 else 0 end * 1000
               + i.red_flags * 100 + i.yellow_flags * 10 as signs_rank,
             array_position(array['PK','K','1','2','3','4','5','6','7','8','9','10','11','12'],
                            i.grade_level) as grade_rank,
             1 - i.last30_absent_days::double precision / nullif(i.last30_enrolled_days, 0)
               as recent_rate
      """;

  private TriageReader() {}

  static Triage read(JdbcClient rows, Freshness fresh, TriageFilter filter) {
    record Counts(long total, long signs, long serious) {}
    Counts counts = bind(rows.sql("""
                    select count(*) as total,
                           count(*) filter (where i.tier in ('high', 'at_risk')) as signs,
                           count(*) filter (where i.tier = 'high') as serious
                    """ + FROM), filter).query(Counts.class).single();
    List<Triage.Line> lines = bind(
            rows.sql(
                COLUMNS + FROM + " order by " + filter.orderBy() + " limit :size offset :skip"),
            filter)
        .param("size", TriageFilter.SIZE)
        .param("skip", (filter.page() - 1) * TriageFilter.SIZE)
        .query((row, n) -> line(row))
        .list();
    List<Choice> schools = rows.sql("""
                select d.school_id, d.school_name from analytics.dim_schools d
                where exists (select from analytics.fact_indicators i
                              where i.tenant_id = d.tenant_id and i.school_id = d.school_id)
                order by 2
                """)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
    return new Triage(
        title(counts.total(), counts.signs(), counts.serious()),
        filter,
        sentence(filter, schools),
        lines,
        counts.total(),
        schools,
        OverviewFilter.GROUPS.stream()
            .map(g -> new Choice(g, Words.subgroup(g)))
            .toList(),
        fresh.through(),
        FigureNotes.read(rows).of("tier"));
  }

  /// Everyone on the list, for a file.
  static List<Triage.Line> all(JdbcClient rows, TriageFilter filter) {
    return bind(
            rows.sql(COLUMNS + FROM + " order by " + filter.orderBy() + " limit " + LONGEST_FILE),
            filter)
        .query((row, n) -> line(row))
        .list();
  }

  private static StatementSpec bind(StatementSpec statement, TriageFilter filter) {
    return statement
        .param("school", filter.school())
        .param("allGrades", filter.band().isEmpty())
        .param("grades", OverviewFilter.gradesOf(filter.band()))
        .param("tier", filter.tier())
        .param("group", filter.group())
        .param("section", filter.section())
        .param("text", filter.text().toLowerCase(Locale.ROOT));
  }

  private static String title(long total, long signs, long serious) {
    if (total == 0) {
      return "No student fits these filters";
    }
    if (signs == 0) {
      return "None of %s meets two or more warning signs"
          .formatted(Words.counted(total, "student", "students"));
    }
    return "%s of %s %s two or more warning signs or a serious one; %s %s two or more serious ones"
        .formatted(
            Words.count(signs),
            Words.counted(total, "student", "students"),
            signs == 1 ? "meets" : "meet",
            Words.count(serious),
            serious == 1 ? "meets" : "meet");
  }

  private static String sentence(TriageFilter filter, List<Choice> schools) {
    List<String> parts = new ArrayList<>();
    OverviewFilter.BANDS.stream()
        .filter(b -> b.key().equals(filter.band()))
        .forEach(b -> parts.add(b.words()));
    parts.add(schools.stream()
        .filter(s -> s.key().equals(filter.school()))
        .map(Choice::words)
        .findFirst()
        .orElse(schools.size() == 1 ? schools.getFirst().words() : "all schools"));
    parts.add(Words.subgroup(filter.group()));
    TriageFilter.TIERS.stream()
        .filter(t -> t.key().equals(filter.tier()))
        .forEach(t -> parts.add(t.words().toLowerCase(Locale.ROOT)));
    if (!filter.section().isEmpty()) {
      parts.add("one section");
    }
    if (!filter.text().isEmpty()) {
      parts.add("“" + filter.text() + "”");
    }
    return String.join(" · ", parts);
  }

  private static Triage.Line line(ResultSet row) throws SQLException {
    return new Triage.Line(
        row.getLong("student_id"),
        row.getString("last_name") + ", " + row.getString("first_name"),
        row.getString("sis_id"),
        row.getString("grade_level"),
        row.getString("school_name"),
        SignsReader.of(row),
        real(row, "attendance_rate"),
        real(row, "last30_absent_days"),
        whole(row, "last30_enrolled_days"),
        real(row, "gpa"));
  }

  private static @Nullable Double real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : value;
  }

  private static @Nullable Integer whole(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }
}
