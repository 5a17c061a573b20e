package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waymark.sources.Finding;

/// Rows that name a school, person or section that no file knows.
///
/// A table without any rows makes its references unknown, not wrong: that is told once.
final class References {
  private final Db db;
  private final Entities entities;
  private final Fates fates;
  private final List<Finding> findings;
  private final Set<String> told = new HashSet<>();

  References(Db db, Entities entities, Fates fates, List<Finding> findings) {
    this.db = db;
    this.entities = entities;
    this.fates = fates;
    this.findings = findings;
  }

  /// Every way to write a school: its source id, its code, its NCES number; none that is
  /// ambiguous.
  void knowSchools() throws SQLException {
    db.run("insert into sources.school_identifier select id_value, any_value(source_id) from ("
        + "select id_value, source_id, min(place) over (partition by id_value) as first, place"
        + " from (select source_id, unnest([source_id, identifier, nces_id]) as id_value,"
        + " unnest([1, 2, 3]) as place from "
        + Fates.good(entities.get("organization"))
        + ") where id_value is not null) where place = first"
        + " group by id_value having count(distinct source_id) = 1");
  }

  void mark(Entity entity) throws SQLException {
    for (Entity.Column column : entity.columns()) {
      String refers = column.refers();
      if (refers != null && isKnown(entity, refers)) {
        mark(entity, column, refers);
      }
    }
  }

  private void mark(Entity entity, Entity.Column column, String refers) throws SQLException {
    String name = Db.name(column.name());
    List<String> lost = db.query(
        "select distinct "
            + name
            + " from "
            + entity.table()
            + " where "
            + name
            + " is not null and "
            + LoadStatement.ISSUE
            + " is null and "
            + name
            + " not in ("
            + known(refers)
            + ")",
        row -> row.getString(1));
    if (lost.isEmpty()) {
      return;
    }
    String values =
        lost.stream().map(value -> "(" + Db.literal(value) + ")").collect(Collectors.joining(", "));
    fates.mark(
        entity,
        "select g.row_id, 'quarantined', 'dangling_reference', "
            + Db.literal(column.name())
            + ", "
            + Db.literal(refers)
            + " from "
            + Fates.good(entity)
            + " g where g."
            + name
            + " in (select id from (values "
            + values
            + ") lost (id))");
  }

  private String known(String refers) {
    return refers.equals("school")
        ? "select id_value from sources.school_identifier"
        : "select source_id from " + Fates.good(entities.get(refers));
  }

  private boolean isKnown(Entity entity, String refers) throws SQLException {
    if (db.isAny(known(refers))) {
      return true;
    }
    if (db.isAny("select 1 from " + entity.table()) && told.add(refers)) {
      findings.add(Finding.warning(
          "",
          "dangling_table",
          "no file lists any "
              + refers
              + ", so the "
              + refers
              + " ids in "
              + entity.name()
              + " and others cannot be checked"));
    }
    return false;
  }
}
