package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.stream.Collectors;

/// Rows that state the same fact twice: the same content is a duplicate, other content is
/// superseded
/// by the row that was changed or came last.
final class KeyDuplicates {
  private final Db db;
  private final Fates fates;

  KeyDuplicates(Db db, Fates fates) {
    this.db = db;
    this.fates = fates;
  }

  /// Rows marked as deleted take an older row of the same key with them.
  void withdraw(Entity entity) throws SQLException {
    String withdrawn = LoadStatement.ISSUE + " = '-:withdrawn'";
    if (entity.hasStudents()
        || !db.isAny("select 1 from " + entity.table() + " where " + withdrawn)) {
      return;
    }
    String keys = entity.key().stream().map(Db::name).collect(Collectors.joining(", "));
    fates.mark(
        entity,
        "select distinct g.row_id, 'superseded', 'withdrawn', '-', null from "
            + Fates.good(entity)
            + " g join (select rowid as gone_id, * from "
            + entity.table()
            + " where "
            + withdrawn
            + ") w using ("
            + keys
            + ") where coalesce(g.row_modified_at <= w.row_modified_at, g.row_id < w.gone_id)");
  }

  void mark(Entity entity) throws SQLException {
    mark(entity, "true");
  }

  /// @param where over `g`, the rows to look at
  void mark(Entity entity, String where) throws SQLException {
    String keys = entity.key().stream()
        .map(key -> key.equals("student") ? "m.matched_student_id" : "g." + Db.name(key))
        .collect(Collectors.joining(", "));
    String match = entity.hasStudents() ? " join " + matchOf("g") : "";
    String content = entity.columns().stream()
        .map(column -> column.name())
        .filter(name -> !Entity.STUDENT_IDS.contains(name) && !name.equals("modified_at"))
        .map(name -> "g." + Db.name(name))
        .collect(Collectors.joining(", "));
    db.run("create or replace temp table keyed as select g.row_id, hash("
        + keys
        + ") as key, "
        + (content.isEmpty() ? "0" : "hash(" + content + ")")
        + " as content, g.row_modified_at as modified from "
        + Fates.good(entity)
        + " g"
        + match
        + " where "
        + where);
    String groups = "(partition by key)";
    fates.mark(
        entity,
        "select row_id, case when content = winner then 'duplicate' else 'superseded' end,"
            + " 'same_key', '-', null from (select row_id, content,"
            + " first_value(content) over latest as winner, row_number() over latest as place"
            + " from (select *, case when bool_and(modified is not null) over "
            + groups
            + " then modified end as age from keyed where key in"
            + " (select key from keyed group by key having count(*) > 1))"
            + " window latest as (partition by key order by age desc nulls last, row_id desc))"
            + " where place > 1");
    db.run("drop table keyed");
  }

  /// `sources.student_match m on …` for the three ids of a row.
  static String matchOf(String row) {
    return "sources.student_match m on "
        + Entity.STUDENT_IDS.stream()
            .map(id -> "m." + id + " is not distinct from " + row + "." + id)
            .collect(Collectors.joining(" and "));
  }
}
