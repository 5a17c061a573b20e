package org.waymark.sources.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waymark.sources.Finding;

/// Who the students are, and every id by which a file may name one.
///
/// An id that two students share names neither. Within a kind, the number that a school
/// writes (`local_id`) goes before the internal `source_id`.
final class StudentDirectory {
  private final Db db;
  private final Entities entities;
  private final List<Finding> findings;

  StudentDirectory(Db db, Entities entities, List<Finding> findings) {
    this.db = db;
    this.entities = entities;
    this.findings = findings;
  }

  /// @return false if no file says who the students are
  boolean build() throws SQLException {
    db.run("create or replace temp table student_id_candidate"
        + " (id_kind varchar, id_value varchar, student_id varchar, place integer)");
    fromRoster();
    if (!db.isAny("from student_id_candidate")) {
      fromEnrollment();
    }
    db.run("create or replace temp table student_id_first as select id_kind, id_value,"
        + " count(distinct student_id) as students, min(student_id) as student_id"
        + " from (select *, min(place) over (partition by id_kind, id_value) as first"
        + " from student_id_candidate where id_value is not null and student_id is not null)"
        + " where place = first group by id_kind, id_value");
    db.run("insert into sources.student_identifier select id_kind, id_value, student_id"
        + " from student_id_first where students = 1");
    db.run("insert into sources.ambiguous_identifier select id_kind, id_value from student_id_first"
        + " where students > 1");
    db.run("drop table student_id_candidate");
    db.run("drop table student_id_first");
    long ambiguous = db.number("select count(*) from sources.ambiguous_identifier");
    if (ambiguous > 0) {
      findings.add(Finding.warning(
          "",
          "ambiguous_id",
          ambiguous + " student ids belong to more than one student and match nobody"));
    }
    return db.isAny("from sources.student_identifier") || ambiguous > 0;
  }

  private void fromRoster() throws SQLException {
    db.run("insert into student_id_candidate with student as (select p.* from "
        + Fates.good(entities.get("person"))
        + " p where p.role = 'student' or p.source_id in (select person_id from "
        + Fates.good(entities.get("person_role"))
        + " where role = 'student') or p.source_id in (select person_id from "
        + Fates.good(entities.get("section_enrollment"))
        + " where role = 'student'))"
        + " select 'sis', local_id, source_id, 1 from student"
        + " union all select 'sis', source_id, source_id, 2 from student"
        + " union all select 'state', state_id, source_id, 1 from student"
        + " union all select 'alternate', lower(username), source_id, 1 from student"
        + " union all select 'alternate', lower(email), source_id, 1 from student");
  }

  private void fromEnrollment() throws SQLException {
    for (String name : List.of("demographics", "school_enrollment")) {
      String good = Fates.good(entities.get(name));
      String student = "coalesce(student_id, student_state_id, student_alternate_id)";
      db.run("insert into student_id_candidate select distinct 'sis', student_id, "
          + student
          + ", 1 from "
          + good
          + " union all select distinct 'state', student_state_id, "
          + student
          + ", 1 from "
          + good
          + " union all select distinct 'alternate', lower(student_alternate_id), "
          + student
          + ", 1 from "
          + good);
    }
  }

  /// The decisions of people about single ids.
  static String links(Map<String, Optional<String>> links) {
    return links.isEmpty()
        ? "(select null::varchar as id_value, null::varchar as student_id, false as is_ignored where false)"
        : links.entrySet().stream()
            .map(link -> "("
                + Db.literal(link.getKey())
                + ", "
                + link.getValue().map(Db::literal).orElse("null")
                + ", "
                + link.getValue().isEmpty()
                + ")")
            .collect(Collectors.joining(
                ", ", "(select * from (values ", ") l (id_value, student_id, is_ignored))"));
  }
}
