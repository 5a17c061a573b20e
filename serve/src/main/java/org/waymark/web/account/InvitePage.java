package org.waymark.web.account;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// Whom to invite, and who was invited and did not come yet.
///
/// @param trouble what has to be mended; empty for nothing
/// @param email what was typed, as the other fields
/// @param chosen ids of the schools that were ticked
public record InvitePage(
    boolean isSent,
    String trouble,
    String email,
    String name,
    String role,
    Set<String> chosen,
    String staff,
    List<School> schools,
    List<Waiting> waiting) {

  /// A school of the published roster.
  public record School(String sourceId, String schoolName) {}

  /// An invitation whose link was not used yet.
  ///
  /// @param by null where it was made on the command line
  public record Waiting(
      String displayName,
      String email,
      String role,
      @Nullable String by,
      OffsetDateTime createdAt,
      OffsetDateTime expiresAt,
      boolean isOver) {

    /// The role as people call it.
    public String title() {
      return Person.Role.of(role).title();
    }
  }

  static List<School> schools(JdbcClient rows) {
    return rows.sql("select source_id, school_name from analytics.dim_schools order by school_name")
        .query(Records.of(School.class))
        .list();
  }

  static List<Waiting> waiting(JdbcClient rows) {
    return rows.sql("""
            select p.display_name, p.email, p.role, b.display_name as by, l.created_at, l.expires_at,
                   l.expires_at <= now() as is_over
            from (select distinct on (person_id) person_id, created_by, created_at, expires_at
                  from ledger.password_link where kind = 'invite' and used_at is null
                  order by person_id, created_at desc) l
            join ledger.person p on p.person_id = l.person_id and p.password_set_at is null and p.is_active
            left join ledger.person b on b.person_id = l.created_by
            order by l.created_at desc limit 200
            """).query(Records.of(Waiting.class)).list();
  }

  /// The page's first sentence.
  public String title() {
    long open = waiting.stream().filter(it -> !it.isOver()).count();
    return open == 0
        ? "Invite somebody"
        : "Invite somebody; " + Words.counted(open, "invitation is", "invitations are")
            + " still open";
  }

  /// Everything that somebody can be to the district.
  public List<Person.Role> roles() {
    return List.of(Person.Role.values());
  }
}
