package org.waymark.interventions;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;

/// Notes about a student. The database shows each only to those for whom it was written.
public final class Notes {
  /// Longest note, in characters.
  public static final int LONGEST = 4_000;

  private final JdbcClient rows;

  public Notes(JdbcClient rows) {
    this.rows = rows;
  }

  /// For whom a note is.
  public enum Visibility {
    TEAM("The student's team"),
    SEERS("Whoever sees the student"),
    LEADERS("Counselors and leaders only");

    private final String words;

    Visibility(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String key() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// @return null for a word that is none
    public static @Nullable Visibility of(String key) {
      for (Visibility it : values()) {
        if (it.key().equals(key)) {
          return it;
        }
      }
      return null;
    }
  }

  /// One note.
  ///
  /// @param isOwn whether the person who asks wrote it
  public record Note(
      long noteId,
      @Nullable Long planId,
      String visibility,
      String body,
      String author,
      OffsetDateTime writtenAt,
      boolean isOwn) {

    public String forWhom() {
      Visibility it = Visibility.of(visibility);
      return it == null ? visibility : it.words();
    }
  }

  /// Newest first.
  public List<Note> of(long student) {
    return rows.sql("""
            select note_id, plan_id, visibility, body,
                   coalesce(access.colleague(written_by), 'someone who left') as author, written_at,
                   written_by = access.person_id() as is_own
            from ledger.note where student_id = ? and withdrawn_at is null order by written_at desc, note_id desc
            """).param(student).query(Records.of(Note.class)).list();
  }

  /// Writes a note; the same form sent twice writes one.
  public void write(
      Person person,
      long student,
      @Nullable Long plan,
      String entryKey,
      Visibility visibility,
      String body) {
    rows.sql("""
            insert into ledger.note (tenant_id, student_id, plan_id, entry_key, visibility, body, written_by)
            values (:tenant, :student, :plan, :key, :visibility, :body, :me)
            on conflict (tenant_id, entry_key) do nothing
            """)
        .param("tenant", person.tenantId())
        .param("student", student)
        .param("plan", plan, java.sql.Types.BIGINT)
        .param("key", entryKey)
        .param("visibility", visibility.key())
        .param("body", body)
        .param("me", person.personId())
        .update();
  }

  /// Takes one's own note back.
  public boolean withdraw(long student, long note) {
    return rows.sql("""
                update ledger.note set withdrawn_at = now()
                where note_id = ? and student_id = ? and withdrawn_at is null and written_by = access.person_id()
                """).param(note).param(student).update() == 1;
  }
}
