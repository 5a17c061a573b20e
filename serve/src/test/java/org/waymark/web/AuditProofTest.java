package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waymark.store.AuditRecord;
import org.waymark.web.MapleValley.Role;

/// The record of who looked: it only grows, and whoever bends it leaves a mark.
class AuditProofTest {
  private MapleValley district;
  private AuditRecord audit;

  @BeforeEach
  void looks() throws Exception {
    district = MapleValley.open();
    audit = district.database.audit(MapleValley.TENANT);
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    teacher.get("/students/" + district.ownStudent);
    teacher.get("/students/" + district.ownStudent);
  }

  @Test
  void looks_of_many_at_once_stand_in_one_chain() throws Exception {
    long before = audit.prove(List.of()).entries();
    try (var many = Executors.newFixedThreadPool(8)) {
      Callable<Integer> look = () -> {
        Visitor visitor = Visitor.signedIn(district, Role.SCHOOL);
        for (int i = 0; i < 3; i++) {
          assertThat(visitor.get("/api/v1/students/" + district.ownStudent).statusCode())
              .isEqualTo(200);
        }
        return 3;
      };
      for (var done : many.invokeAll(List.of(look, look, look, look))) {
        done.get();
      }
    }
    AuditRecord.Proof proof = audit.prove(List.of(audit.head().orElseThrow()));
    assertThat(proof.breaks()).isEmpty();
    assertThat(proof.entries()).isEqualTo(before + 12);
  }

  @Test
  void no_entry_is_changed_or_taken_out_even_by_the_owner() {
    for (String attempt : List.of(
        "update ledger.audit set person_id = 'x'",
        "delete from ledger.audit",
        "truncate ledger.audit")) {
      assertThatThrownBy(() -> district.execute(attempt)).hasMessageContaining("only grows");
    }
  }

  @Test
  void a_changed_entry_shows() throws Exception {
    long entry = audit.head().orElseThrow().entry() - 1;
    bent(
        "update ledger.audit set person_id = 'somebody else' where tenant_id = '%s' and entry = %d",
        entry,
        proof -> assertThat(proof.breaks())
            .contains(new AuditRecord.Break(entry, "was changed after it was written")));
  }

  @Test
  void an_entry_taken_out_of_the_middle_shows() throws Exception {
    long entry = audit.head().orElseThrow().entry() - 1;
    bent(
        "delete from ledger.audit where tenant_id = '%s' and entry = %d",
        entry,
        proof ->
            assertThat(proof.breaks()).extracting(AuditRecord.Break::entry).contains(entry + 1));
  }

  @Test
  void a_record_cut_at_its_end_shows_by_the_head_that_was_kept_outside() throws Exception {
    AuditRecord.Head head = audit.head().orElseThrow();
    bent(
        "delete from ledger.audit where tenant_id = '%s' and entry = %d",
        head.entry(),
        proof -> assertThat(proof.breaks())
            .extracting(AuditRecord.Break::what)
            .anyMatch(what -> what.startsWith("is gone, but was there")));
  }

  @Test
  void a_question_by_sql_is_in_the_record() throws Exception {
    long before = district.count("select count(*) from ledger.audit where action = 'sql'");
    district.database.personLogin().query(Role.TEACHER.email, "select 1 as one");
    assertThat(district.count("select count(*) from ledger.audit where action = 'sql'"))
        .isEqualTo(before + 1);
  }

  private interface Finding {
    void check(AuditRecord.Proof proof);
  }

  /// Bends the record as somebody could who holds the database itself, looks, and bends it back.
  private void bent(String sql, long entry, Finding finding) throws SQLException {
    AuditRecord.Head head = audit.head().orElseThrow();
    try (Connection owner = district.database.open();
        Statement statement = owner.createStatement()) {
      statement.execute("create temp table kept as select * from ledger.audit where tenant_id = '"
          + MapleValley.TENANT + "' and entry = " + entry);
      statement.execute("alter table ledger.audit disable trigger append_only");
      try {
        statement.execute(sql.formatted(MapleValley.TENANT, entry));
        finding.check(audit.prove(List.of(head)));
      } finally {
        statement.execute("delete from ledger.audit where tenant_id = '" + MapleValley.TENANT
            + "' and entry = " + entry);
        statement.execute("insert into ledger.audit select * from kept");
        statement.execute("alter table ledger.audit enable trigger append_only");
      }
    }
    assertThat(audit.prove(List.of(head)).breaks()).isEmpty();
  }
}
