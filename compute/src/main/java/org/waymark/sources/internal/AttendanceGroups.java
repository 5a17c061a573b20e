package org.waymark.sources.internal;

import java.sql.SQLException;

/// Finds repeated days among tens of millions of attendance rows without grouping by day.
///
/// Each student and school gets, per stretch of 1024 days, a bitmap of the days seen. Where
/// there are more rows than bits, days repeat, and only there the rows are looked at one by
/// one.
final class AttendanceGroups {
  private static final String TABLE = "sources.attendance_group";

  private final Db db;
  private final Fates fates;
  private final Entity attendance;

  AttendanceGroups(Db db, Fates fates, Entity attendance) {
    this.db = db;
    this.fates = fates;
    this.attendance = attendance;
  }

  void build() throws SQLException {
    db.run("create or replace table "
        + TABLE
        + " as select student_id, student_state_id, student_alternate_id, school_id,"
        + " (attended_on - date '1900-01-01') // 1024 as stretch, count(*) as days,"
        + " count(*) <> bit_count(bitstring_agg((attended_on - date '1900-01-01') % 1024,"
        + " 0, 1023)) as has_repeats from sources.attendance where "
        + LoadStatement.ISSUE
        + " is null group by all");
  }

  static String ids() {
    return "select distinct student_id, student_state_id, student_alternate_id from " + TABLE;
  }

  /// Marks repeated days, once students are matched.
  void mark(KeyDuplicates duplicates) throws SQLException {
    db.run("create or replace temp table attendance_suspect as select distinct g.student_id,"
        + " g.student_state_id, g.student_alternate_id, g.school_id from "
        + TABLE
        + " g join "
        + KeyDuplicates.matchOf("g")
        + " where m.matched_student_id is not null"
        + " qualify bool_or(g.has_repeats) over (partition by g.student_id,"
        + " g.student_state_id, g.student_alternate_id, g.school_id)"
        + " or count(distinct hash(g.student_id, g.student_state_id, g.student_alternate_id))"
        + " over (partition by m.matched_student_id, g.school_id) > 1");
    if (db.isAny("from attendance_suspect")) {
      duplicates.mark(
          attendance,
          "exists (from attendance_suspect s where s.student_id is not distinct from g.student_id"
              + " and s.student_state_id is not distinct from g.student_state_id"
              + " and s.student_alternate_id is not distinct from g.student_alternate_id"
              + " and s.school_id = g.school_id)");
    }
    db.run("drop table attendance_suspect");
  }

  void drop() throws SQLException {
    db.run("drop table if exists " + TABLE);
  }

  boolean isUnmatched() throws SQLException {
    return db.isAny("select 1 from "
        + TABLE
        + " g join "
        + KeyDuplicates.matchOf("g")
        + " where m.problem is not null");
  }

  Fates fates() {
    return fates;
  }
}
