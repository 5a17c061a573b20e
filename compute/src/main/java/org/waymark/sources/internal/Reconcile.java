package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.waymark.sources.Finding;
import org.waymark.sources.IngestPlan;

/// Makes one truth of what all files say: rosters first, then who the students are, then
/// the facts about them.
final class Reconcile {
  private static final String FAST = "attendance";

  private final Db db;
  private final List<SourceFile> files;
  private final Entities entities;
  private final Fates fates;
  private final KeyDuplicates duplicates;
  private final References references;
  private final StudentDirectory directory;
  private final StudentMatching matching;
  private final AttendanceGroups attendance;

  Reconcile(
      Db db,
      Entities entities,
      Fates fates,
      IngestPlan plan,
      List<SourceFile> files,
      List<Finding> findings) {
    this.files = List.copyOf(files);
    this.db = db;
    this.entities = entities;
    this.fates = fates;
    duplicates = new KeyDuplicates(db, fates);
    references = new References(db, entities, fates, findings);
    directory = new StudentDirectory(db, entities, findings);
    matching = new StudentMatching(db, fates, plan.idLinks(), findings);
    attendance = new AttendanceGroups(db, fates, entities.get(FAST));
  }

  void run() throws SQLException {
    for (Entity entity : entities.all()) {
      fates.markIssues(entity);
    }
    fates.followPrimary(files);
    for (Entity entity : entities.all()) {
      if (!entity.hasStudents()) {
        if (isFilled(entity)) {
          duplicates.withdraw(entity);
          references.mark(entity);
          duplicates.mark(entity);
        }
        if (entity.name().equals("organization")) {
          references.knowSchools();
        }
      }
    }
    boolean isDirectoryKnown = directory.build();
    List<Entity> facts = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Entity entity : entities.all()) {
      if (entity.hasStudents() && isFilled(entity)) {
        facts.add(entity);
        if (entity.name().equals(FAST)) {
          attendance.build();
          ids.add(AttendanceGroups.ids());
        } else {
          ids.add("select distinct "
              + String.join(", ", Entity.STUDENT_IDS)
              + " from "
              + entity.table()
              + " where "
              + LoadStatement.ISSUE
              + " is null");
        }
      }
    }
    matching.match(isDirectoryKnown, ids);
    for (Entity entity : facts) {
      matching.mark(entity);
      references.mark(entity);
      if (entity.name().equals(FAST)) {
        attendance.mark(duplicates);
      } else {
        duplicates.mark(entity);
      }
      matching.listUnmatched(entity);
    }
  }

  private boolean isFilled(Entity entity) throws SQLException {
    return db.isAny("select 1 from " + entity.table());
  }

  /// Leaves only good rows, without the columns that served the load. The many rows of
  /// attendance stay where they are; the others are written anew, with their student.
  void finish() throws SQLException {
    for (Entity entity : entities.all()) {
      if (entity.name().equals(FAST)) {
        if (fates.isAny(entity)) {
          db.run("delete from "
              + entity.table()
              + " where rowid in (select row_id from "
              + Fates.TABLE
              + " where entity = '"
              + FAST
              + "')");
        }
        db.run("alter table " + entity.table() + " drop column " + LoadStatement.ISSUE);
        db.run("alter table " + entity.table() + " drop column " + LoadStatement.MODIFIED);
      } else {
        rewrite(entity);
      }
    }
    attendance.drop();
  }

  private void rewrite(Entity entity) throws SQLException {
    String columns = entity.columns().stream()
        .map(column -> "g." + Db.name(column.name()))
        .collect(Collectors.joining(", "));
    String next = entity.table() + "_next";
    db.run("create or replace table "
        + next
        + " as select "
        + columns
        + (entity.hasStudents() ? ", m.matched_student_id" : "")
        + ", g.file_key from "
        + Fates.good(entity)
        + " g"
        + (entity.hasStudents() ? " left join " + KeyDuplicates.matchOf("g") : "")
        + " order by g.row_id");
    db.run("drop table " + entity.table());
    db.run("alter table " + next + " rename to " + entity.name());
  }
}
