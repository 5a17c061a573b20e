package org.waymark.publishing.internal;

import java.util.ArrayList;
import java.util.List;
import org.waymark.publishing.PublishedTable;

/// Who sees which row of a published table, as PostgreSQL's policies.
///
/// Every question to `access.*` stands in a subquery of its own, so that it is asked once
/// per query and not once per row. Students and schools need two policies. The one for everybody
/// tests each row, against a hash of the visible students: cheap, but it reads the whole table.
/// The one for `waymark_narrow`, which the pages wear for a person who does not see the whole
/// district, is a plain list that an index on student_id or school_id answers. The narrow one is
/// never wider: a member of both gets the same rows.
final class Policies {

  private static final String EVERYBODY = "waymark_reader, waymark_web";
  private static final String NARROW = "waymark_narrow";
  private static final String TENANT = "tenant_id = (select access.tenant())";
  private static final String STAFF = "tenant_id = (select access.staff_tenant())";
  private static final String DISTRICT = "(select access.is_district())";

  private Policies() {}

  /// The statements that give a table its rights and policies, whatever it had before.
  static List<String> of(PublishedTable table) {
    String name = "analytics." + table.name();
    var sql = new ArrayList<String>();
    sql.add("alter table " + name + " enable row level security");
    sql.add("drop policy if exists visible on " + name);
    sql.add("drop policy if exists visible_narrow on " + name);
    sql.add("revoke all on " + name + " from public, " + EVERYBODY + ", " + NARROW);
    switch (table.access()) {
      case PUBLIC -> sql.add(policy("visible", name, EVERYBODY + ", " + NARROW, TENANT));
      case EVERYONE -> sql.add(policy("visible", name, EVERYBODY + ", " + NARROW, STAFF));
      case STUDENT -> {
        sql.add(policy(
            "visible",
            name,
            EVERYBODY,
            TENANT + " and (" + DISTRICT
                + " or student_id in (select access.visible_students()))"));
        sql.add(policy(
            "visible_narrow",
            name,
            NARROW,
            TENANT + " and student_id = any ((select access.visible_student_ids())::bigint[])"));
      }
      case SCHOOL -> {
        String ofSchools = "school_id = any ((select access.school_ids())::bigint[])";
        sql.add(policy(
            "visible", name, EVERYBODY, TENANT + " and (" + DISTRICT + " or " + ofSchools + ")"));
        sql.add(policy("visible_narrow", name, NARROW, TENANT + " and " + ofSchools));
      }
      case DISTRICT ->
        sql.add(policy("visible", name, EVERYBODY + ", " + NARROW, TENANT + " and " + DISTRICT));
      case NONE -> {
        return sql;
      }
    }
    sql.add("grant select on " + name + " to " + EVERYBODY + ", " + NARROW);
    return sql;
  }

  private static String policy(String name, String table, String roles, String rule) {
    return "create policy " + name + " on " + table + " for select to " + roles + " using (" + rule
        + ")";
  }
}
