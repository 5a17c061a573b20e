package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.sources.Finding;

/// Finds the student of every fact: by SIS id, then state id, then another id.
///
/// Each distinct combination of ids is matched once. An id that would fit if zeros in front
/// were added or dropped is not matched: two different students may differ in nothing else.
/// It is set aside and the near one is named.
final class StudentMatching {
  private final Db db;
  private final Fates fates;
  private final Map<String, Optional<String>> idLinks;
  private final List<Finding> findings;

  StudentMatching(
      Db db, Fates fates, Map<String, Optional<String>> idLinks, List<Finding> findings) {
    this.db = db;
    this.fates = fates;
    this.idLinks = idLinks;
    this.findings = findings;
  }

  /// @param isDirectoryKnown false if no file says who the students are
  /// @param idSelects queries for the three ids as they occur
  void match(boolean isDirectoryKnown, List<String> idSelects) throws SQLException {
    if (idSelects.isEmpty()) {
      return;
    }
    String ids = String.join(" union ", idSelects);
    if (!isDirectoryKnown) {
      db.run("insert into sources.student_match select student_id, student_state_id,"
          + " student_alternate_id, coalesce(student_id, student_state_id,"
          + " student_alternate_id), null, null from ("
          + ids
          + ")");
      if (db.isAny("from sources.student_match")) {
        findings.add(Finding.warning(
            "",
            "no_roster",
            "no roster, demographics or school enrollment file came: students are known only"
                + " by the ids in the other files"));
      }
      return;
    }
    String links = StudentDirectory.links(idLinks);
    db.run("insert into sources.student_match with ids as ("
        + ids
        + "), link as "
        + links
        + ", found as (select ids.*, l.is_ignored, coalesce(l.student_id, a.student_id,"
        + " b.student_id, c.student_id) as matched, x.id_value is not null or"
        + " y.id_value is not null or z.id_value is not null as is_ambiguous from ids"
        + " left join link l on l.id_value = coalesce(ids.student_id, ids.student_state_id,"
        + " ids.student_alternate_id)"
        + join("a", "student_identifier", "sis", "ids.student_id")
        + join("b", "student_identifier", "state", "ids.student_state_id")
        + join("c", "student_identifier", "alternate", "lower(ids.student_alternate_id)")
        + join("x", "ambiguous_identifier", "sis", "ids.student_id")
        + join("y", "ambiguous_identifier", "state", "ids.student_state_id")
        + join("z", "ambiguous_identifier", "alternate", "lower(ids.student_alternate_id)")
        + "), bare as (select id_kind, ltrim(id_value, '0') as bare, min(id_value) as written"
        + " from sources.student_identifier group by all having count(distinct student_id) = 1)"
        + " select f.student_id, f.student_state_id, f.student_alternate_id,"
        + " case when f.is_ignored then null else f.matched end,"
        + " case when f.is_ignored then 'ignored_student' when f.matched is not null then null"
        + " when f.is_ambiguous then 'ambiguous_student' else 'unmatched_student' end,"
        + " case when f.matched is null then coalesce(n.written, o.written) end"
        + " from found f left join bare n on n.id_kind = 'sis'"
        + " and n.bare = ltrim(f.student_id, '0')"
        + " left join bare o on o.id_kind = 'state' and o.bare = ltrim(f.student_state_id, '0')");
  }

  private static String join(String alias, String table, String kind, String value) {
    return " left join sources."
        + table
        + " "
        + alias
        + " on "
        + alias
        + ".id_kind = '"
        + kind
        + "' and "
        + alias
        + ".id_value = "
        + value;
  }

  void mark(Entity entity) throws SQLException {
    if (!db.isAny("select 1 from sources.student_match where problem is not null")) {
      return;
    }
    fates.mark(
        entity,
        "select g.row_id, 'quarantined', m.problem, case when g.student_id is not null"
            + " then 'student_id' when g.student_state_id is not null then 'student_state_id'"
            + " else 'student_alternate_id' end, m.nearest from "
            + Fates.good(entity)
            + " g join (from sources.student_match where problem is not null) m on "
            + on());
  }

  private static String on() {
    return KeyDuplicates.matchOf("g").substring("sources.student_match m on ".length());
  }

  /// The worklist of ids: which, how many rows hang on each, what it may have been.
  void listUnmatched(Entity entity) throws SQLException {
    db.run("insert into quality.unmatched select s.source, "
        + Db.literal(entity.name())
        + ", case f.column_name when 'student_id' then 'sis' when 'student_state_id'"
        + " then 'state' else 'alternate' end, coalesce(t.student_id, t.student_state_id,"
        + " t.student_alternate_id), count(*), any_value(f.detail) from "
        + Fates.TABLE
        + " f join "
        + entity.table()
        + " t on t.rowid = f.row_id join sources.run_source s using (file_key)"
        + " where f.entity = "
        + Db.literal(entity.name())
        + " and f.kind in ('unmatched_student', 'ambiguous_student') group by all");
  }
}
