package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.access.Person;
import org.waymark.access.PersonTransaction;
import org.waymark.access.Recall;
import org.waymark.web.MapleValley.Role;

/// An answer is used again only where the database would give it again.
class RecallTest {
  private static MapleValley district;
  private static PersonTransaction transaction;

  private final AtomicInteger asked = new AtomicInteger();

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    transaction = new PersonTransaction(district.database.web());
  }

  @BeforeEach
  void forget() {
    Recall.forget();
  }

  private int students(Role role, Object with) throws SQLException {
    return transaction.read(
        person(role),
        rows -> Recall.of(rows, Integer.class, "students", with, () -> {
          asked.incrementAndGet();
          return rows.sql("select count(*) from analytics.dim_students")
              .query(Integer.class)
              .single();
        }));
  }

  private static Person person(Role role) throws SQLException {
    try (var owner = district.database.open();
        var statement = owner.createStatement();
        var row = statement.executeQuery(
            "select person_id, role from ledger.person where email = '" + role.email + "'")) {
      row.next();
      return new Person(
          row.getString(1),
          MapleValley.TENANT,
          role.email,
          role.email,
          Person.Role.of(row.getString(2)));
    }
  }

  @Test
  void the_second_time_nothing_is_asked() throws Exception {
    assertThat(students(Role.DISTRICT, "")).isEqualTo(students(Role.DISTRICT, ""));
    assertThat(asked).hasValue(1);
    students(Role.DISTRICT, "another filter");
    assertThat(asked).hasValue(2);
  }

  @Test
  void nobody_gets_the_answer_of_somebody_who_sees_other_rows() throws Exception {
    int all = students(Role.DISTRICT, "");
    for (Role role : Role.values()) {
      long own = transaction.read(
          person(role),
          rows -> rows.sql("select count(*) from analytics.dim_students")
              .query(Long.class)
              .single());
      assertThat(students(role, "")).as(role.name()).isEqualTo((int) own);
    }
    assertThat(students(Role.TEACHER, "")).isPositive().isLessThan(all);
    assertThat(students(Role.ADMINISTRATOR, "")).isZero();
  }

  @Test
  void a_student_granted_or_taken_away_changes_the_answer_at_once() throws Exception {
    int before = students(Role.TEACHER, "");
    district.execute(
        """
        insert into ledger.grant_scope (person_id, tenant_id, scope, student_id, starts_on, ends_on, origin, reason, granted_by)
        select p.person_id, p.tenant_id, 'student', %d, current_date, current_date + 1, 'hand', 'recall',
               (select person_id from ledger.person where email = '%s')
        from ledger.person p where p.email = '%s'
        """.formatted(district.othersStudent, Role.DISTRICT.email, Role.TEACHER.email));
    try {
      assertThat(students(Role.TEACHER, "")).isEqualTo(before + 1);
    } finally {
      district.execute("delete from ledger.grant_scope where reason = 'recall'");
    }
    assertThat(students(Role.TEACHER, "")).isEqualTo(before);
  }

  @Test
  void a_grant_that_changed_without_anybody_telling_is_seen_by_the_next_question()
      throws Exception {
    int before = students(Role.TEACHER, "");
    try (var owner = district.database.open();
        var statement = owner.createStatement()) {
      // not through execute(), which forgets
      statement.execute(
          "update ledger.grant_scope g set starts_on = current_date - 9, ends_on = current_date - 1 from ledger.person p"
              + " where p.person_id = g.person_id and g.origin = 'role' and p.email = '"
              + Role.TEACHER.email + "'");
      try {
        assertThat(students(Role.TEACHER, "")).isZero();
      } finally {
        statement.execute("update ledger.grant_scope g set ends_on = null from ledger.person p"
            + " where p.person_id = g.person_id and g.origin = 'role' and p.email = '"
            + Role.TEACHER.email + "'");
      }
    }
    assertThat(students(Role.TEACHER, "")).isEqualTo(before);
    assertThat(asked).hasValue(2);
  }

  @Test
  void a_publication_is_another_question() throws Exception {
    String now = "select access.publication()";
    String before = transaction.read(
        person(Role.DISTRICT), rows -> rows.sql(now).query(String.class).single());
    district.execute(
        "create table analytics.recall_probe (tenant_id text) partition by list (tenant_id);"
            + "create table analytics.recall_probe_1 partition of analytics.recall_probe for values in ('x')");
    try {
      assertThat(transaction.<String>read(
              person(Role.DISTRICT), rows -> rows.sql(now).query(String.class).single()))
          .isNotEqualTo(before);
    } finally {
      district.execute("drop table analytics.recall_probe");
    }
  }
}
