package org.waymark.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The people of a district as news needs them: who they are, whom they may see, what they chose.
/// All of it read once a night.
final class Staff {

  record Member(
      String personId,
      String email,
      String name,
      String role,
      Set<Long> schools,
      Map<NewsKind, Way> choices,
      PersonalHours hours) {
    Way way(NewsKind kind) {
      return choices.getOrDefault(kind, Way.EMAIL);
    }
  }

  /// That somebody sees a student, and by which bond.
  record Bond(String personId, String kind, @Nullable Long staffId) {}

  private final Map<String, Member> members;
  private final Map<Long, List<Bond>> bonds;
  private final Map<Long, String> schoolSources;

  private Staff(
      Map<String, Member> members, Map<Long, List<Bond>> bonds, Map<Long, String> schoolSources) {
    this.members = members;
    this.bonds = bonds;
    this.schoolSources = schoolSources;
  }

  /// @param students of whom tonight's news tells
  static Staff read(Connection connection, String tenant, Set<Long> students) throws SQLException {
    return new Staff(
        members(connection, tenant),
        bonds(connection, tenant, students),
        schools(connection, tenant));
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  Member member(String personId) {
    Member member = members.get(personId);
    if (member == null) {
      throw new IllegalArgumentException("no open account of person " + personId);
    }
    return member;
  }

  /// Everybody who may see the student, as row-level security says it.
  List<Bond> seers(long student) {
    return bonds.getOrDefault(student, List.of());
  }

  /// Whether a list of schools, by their ids in the roster, holds this one; an empty list holds
  /// all.
  boolean isAmong(@Nullable Long school, List<String> sources) {
    return sources.isEmpty()
        || school != null && sources.contains(schoolSources.getOrDefault(school, ""));
  }

  private static Map<String, Member> members(Connection connection, String tenant)
      throws SQLException {
    var schools = new HashMap<String, Set<Long>>();
    read(
        connection,
        "select person_id, school_id from ledger.grant_scope where tenant_id = ? and scope = 'school' and revoked_at is null"
            + " and (starts_on is null or starts_on <= current_date) and (ends_on is null or ends_on >= current_date)",
        tenant,
        rows ->
            schools.computeIfAbsent(rows.getString(1), id -> new HashSet<>()).add(rows.getLong(2)));
    var choices = new HashMap<String, Map<NewsKind, Way>>();
    read(
        connection,
        "select person_id, kind, way from ledger.alert_choice where tenant_id = ? and kind <> 'digest'",
        tenant,
        rows -> choices
            .computeIfAbsent(rows.getString(1), id -> new EnumMap<>(NewsKind.class))
            .put(NewsKind.of(rows.getString(2)), Way.of(rows.getString(3)).orElse(Way.EMAIL)));
    var members = new LinkedHashMap<String, Member>();
    read(
        connection,
        "select p.person_id, p.email, p.display_name, p.role, h.quiet_from, h.quiet_to, h.is_weekend_quiet"
            + " from ledger.person p left join ledger.alert_hours h on h.person_id = p.person_id"
            + " where p.tenant_id = ? and p.is_active order by p.person_id",
        tenant,
        rows -> members.put(
            rows.getString(1),
            new Member(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                schools.getOrDefault(rows.getString(1), Set.of()),
                choices.getOrDefault(rows.getString(1), Map.of()),
                PersonalHours.of(
                    rows.getObject(5, LocalTime.class),
                    rows.getObject(6, LocalTime.class),
                    rows.getBoolean(7)))));
    return members;
  }

  private static Map<Long, List<Bond>> bonds(
      Connection connection, String tenant, Set<Long> students) throws SQLException {
    var bonds = new HashMap<Long, List<Bond>>();
    if (students.isEmpty()) {
      return bonds;
    }
    try (var query = connection.prepareStatement(
        "select student_id, person_id, bond, staff_id from access.seers(?, ?) order by 2, 3, 4")) {
      query.setString(1, tenant);
      query.setArray(2, connection.createArrayOf("bigint", students.toArray()));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          bonds
              .computeIfAbsent(rows.getLong(1), id -> new ArrayList<>())
              .add(new Bond(rows.getString(2), rows.getString(3), rows.getObject(4, Long.class)));
        }
      }
    }
    return bonds;
  }

  private static Map<Long, String> schools(Connection connection, String tenant)
      throws SQLException {
    var schools = new HashMap<Long, String>();
    if (!exists(connection, "analytics.dim_schools")) {
      return schools;
    }
    read(
        connection,
        "select school_id, source_id from analytics.dim_schools where tenant_id = ?",
        tenant,
        rows -> schools.put(rows.getLong(1), rows.getString(2)));
    return schools;
  }

  /// A district whose first run is stopped has no published tables.
  static boolean exists(Connection connection, String table) throws SQLException {
    try (var query = connection.prepareStatement("select to_regclass(?) is not null")) {
      query.setString(1, table);
      try (var rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private interface Each {
    void row(java.sql.ResultSet rows) throws SQLException;
  }

  private static void read(Connection connection, String sql, String tenant, Each each)
      throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, tenant);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          each.row(rows);
        }
      }
    }
  }
}
