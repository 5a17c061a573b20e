package org.waymark.interventions;

import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;

/// Who looks after a student. Being on the team opens nothing that was closed.
public final class Team {
  private final JdbcClient rows;

  public Team(JdbcClient rows) {
    this.rows = rows;
  }

  /// One person on the team.
  ///
  /// @param duty in words, such as "attendance calls"; may be empty
  public record Member(
      long teamMemberId, String personId, String name, String duty, OffsetDateTime addedAt) {}

  /// A person who could be on it or lead a plan: sees the student, and acts.
  public record Candidate(String personId, String name, String role) {}

  public List<Member> of(long student) {
    return rows.sql("""
            select team_member_id, person_id, coalesce(access.colleague(person_id), 'someone who left') as name,
                   duty, added_at
            from ledger.team_member where student_id = ? and removed_at is null order by added_at, team_member_id
            """).param(student).query(Records.of(Member.class)).list();
  }

  public List<Candidate> candidates(long student) {
    return rows.sql("""
            select distinct person_id, display_name as name, role from access.who_sees(?)
            where role <> 'analyst' order by name, person_id
            """).param(student).query(Records.of(Candidate.class)).list();
  }

  /// @return false when the person is on the team already
  public boolean add(Person person, long student, String member, String duty) {
    return rows.sql("""
                insert into ledger.team_member (tenant_id, student_id, person_id, duty, added_by)
                values (:tenant, :student, :member, :duty, :me)
                on conflict (tenant_id, student_id, person_id) where removed_at is null do nothing
                """)
            .param("tenant", person.tenantId())
            .param("student", student)
            .param("member", member)
            .param("duty", duty)
            .param("me", person.personId())
            .update()
        == 1;
  }

  public boolean remove(Person person, long student, long member) {
    return rows.sql("""
                update ledger.team_member set removed_by = :me, removed_at = now()
                where team_member_id = :member and student_id = :student and removed_at is null
                """)
            .param("me", person.personId())
            .param("member", member)
            .param("student", student)
            .update()
        == 1;
  }
}
