package org.waymark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.store.Database;

/// The people who browse: accounts in the proportions of a district's working day.
final class WebPeople {
  static final String PASSWORD = "bench-people-only";

  /// Of ten people, so many of each role; the rest of fifty comes out the same.
  private static final List<Person.Role> TEN = List.of(
      Person.Role.TEACHER,
      Person.Role.COUNSELOR,
      Person.Role.SCHOOL,
      Person.Role.TEACHER,
      Person.Role.DISTRICT,
      Person.Role.TEACHER,
      Person.Role.SCHOOL,
      Person.Role.TEACHER,
      Person.Role.COUNSELOR,
      Person.Role.ANALYST);

  /// Someone who browses.
  record Someone(String email, Person.Role role) {}

  private WebPeople() {}

  /// Opens the accounts, or finds them again. Which teacher, counselor and school is drawn by
  /// the seed.
  static List<Someone> open(Database database, String tenant, int users, long seed) {
    JdbcClient rows = JdbcClient.create(database.owner());
    Random random = new Random(seed);
    List<String> teachers = staff(rows, "section");
    List<String> counselors = staff(rows, "caseload");
    List<String> schools = rows.sql(
            "select source_id from analytics.dim_schools d where exists (select from"
                + " analytics.student_school s where s.school_id = d.school_id) order by 1")
        .query(String.class)
        .list();
    var accounts = new Accounts(database.owner());
    List<Someone> people = new ArrayList<>();
    for (int i = 0; i < users; i++) {
      // one administrator in fifty
      Person.Role role = i % 50 == 49 ? Person.Role.ADMINISTRATOR : TEN.get(i % TEN.size());
      @Nullable
      String staff = switch (role) {
        case TEACHER -> teachers.get(random.nextInt(teachers.size()));
        case COUNSELOR -> counselors.get(random.nextInt(counselors.size()));
        case DISTRICT, SCHOOL, ANALYST, BOARD, ADMINISTRATOR, OPERATOR -> null;
      };
      List<String> led = role == Person.Role.SCHOOL
          ? List.of(schools.get(random.nextInt(schools.size())))
          : List.of();
      var someone = new Someone("bench" + i + "@maple-valley.example", role);
      accounts.open(new Accounts.NewAccount(
          tenant, someone.email(), "Bench " + i, PASSWORD, role, led, staff));
      people.add(someone);
    }
    return people;
  }

  private static List<String> staff(JdbcClient rows, String relation) {
    return rows.sql("""
            select distinct d.source_id from analytics.staff_student t
            join analytics.dim_staff d using (tenant_id, staff_id) where t.relation = ? order by 1
            """).param(relation).query(String.class).list();
  }
}
