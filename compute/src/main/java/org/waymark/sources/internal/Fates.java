package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.List;
import org.waymark.sources.internal.SourceFile.LoadedFeed;

/// What becomes of the rows that do not stay: one line per row that is a duplicate,
/// superseded, quarantined, ignored or refused. The first fate of a row is its only one.
final class Fates {
  static final String TABLE = "sources.row_fate";

  private final Db db;

  Fates(Db db) throws SQLException {
    this.db = db;
    db.run("create or replace table "
        + TABLE
        + " (entity varchar, row_id bigint, fate varchar, kind varchar, column_name varchar,"
        + " detail varchar)");
  }

  /// The rows of an entity that have no fate yet, with their `row_id`.
  static String good(Entity entity) {
    return "(select t.rowid as row_id, t.* from "
        + entity.table()
        + " t anti join (select row_id as gone from "
        + TABLE
        + " where entity = "
        + Db.literal(entity.name())
        + ") f on t.rowid = f.gone)";
  }

  /// @param select row_id, fate, kind, column_name, detail; of rows without a fate
  void mark(Entity entity, String select) throws SQLException {
    db.run("insert into " + TABLE + " select " + Db.literal(entity.name()) + ", * from (" + select
        + ")");
  }

  /// The rows that the load itself could not keep.
  void markIssues(Entity entity) throws SQLException {
    String issue = LoadStatement.ISSUE;
    mark(
        entity,
        "select rowid, case split_part("
            + issue
            + ", ':', 2) when 'withdrawn' then 'superseded' when 'ignored' then 'ignored'"
            + " else 'quarantined' end, split_part("
            + issue
            + ", ':', 2), split_part("
            + issue
            + ", ':', 1), null from "
            + entity.table()
            + " where "
            + issue
            + " is not null");
  }

  /// What else a row tells is not used when the row itself was set aside or withdrawn.
  void followPrimary(List<SourceFile> files) throws SQLException {
    for (SourceFile file : files) {
      for (LoadedFeed also : file.feeds()) {
        if (also.isPrimary()) {
          continue;
        }
        for (LoadedFeed primary : file.feeds()) {
          if (primary.isPrimary()) {
            follow(also, primary);
          }
        }
      }
    }
  }

  private void follow(LoadedFeed also, LoadedFeed primary) throws SQLException {
    Entity entity = also.feed().entity();
    mark(
        entity,
        "select p.row_id - "
            + primary.base()
            + " + "
            + also.base()
            + " as row_id, 'quarantined', 'primary', '-', null from "
            + TABLE
            + " p where p.entity = "
            + Db.literal(primary.feed().entity().name())
            + " and p.fate <> 'ignored' and p.row_id between "
            + primary.base()
            + " and "
            + (primary.base() + primary.count() - 1)
            + " and not exists (from "
            + TABLE
            + " a where a.entity = "
            + Db.literal(entity.name())
            + " and a.row_id = p.row_id - "
            + primary.base()
            + " + "
            + also.base()
            + ")");
  }

  /// Every row of a stretch, whatever it was before: the file it came from is refused.
  void refuse(Entity entity, long base, long count) throws SQLException {
    String range = "between " + base + " and " + (base + count - 1);
    db.run("update "
        + entity.table()
        + " set "
        + LoadStatement.ISSUE
        + " = '-:refused' where rowid "
        + range);
  }

  boolean isAny(Entity entity) throws SQLException {
    return db.isAny("select 1 from " + TABLE + " where entity = " + Db.literal(entity.name()));
  }
}
