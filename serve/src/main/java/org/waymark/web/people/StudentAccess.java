package org.waymark.web.people;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.Person.Role;
import org.waymark.access.ShowsStudents;
import org.waymark.store.Records;
import org.waymark.web.NotVisible;
import org.waymark.web.overview.OverviewFilter.Choice;
import org.waymark.web.student.WhoSees;

/// Who can see one student, who let them, and who looked.
///
/// @param looks newest first; for leaders only, else empty
/// @param given grants by hand that count today; for leaders only, else empty
/// @param colleagues to whom the person may grant the student; empty when the person may not
public record StudentAccess(
    long studentId,
    String name,
    List<String> you,
    List<String> others,
    boolean isLeader,
    List<Look> looks,
    List<Given> given,
    List<Choice> colleagues,
    LocalDate latest,
    HandGrant form,
    String notice)
    implements ShowsStudents {
  static final int MOST = 200;

  /// One entry of the audit.
  public record Look(
      OffsetDateTime at,
      String displayName,
      String role,
      String action,
      String place,
      List<String> bonds) {
    public String title() {
      return Role.of(role).title();
    }

    public String because() {
      return bonds.isEmpty() ? "no bond" : String.join(", ", bonds);
    }
  }

  /// One grant by hand.
  public record Given(
      long grantId,
      String displayName,
      LocalDate endsOn,
      String reason,
      @Nullable String grantedBy,
      OffsetDateTime grantedAt) {}

  @Override
  public List<Long> shownStudents() {
    return List.of(studentId);
  }

  static StudentAccess read(
      JdbcClient rows, Person person, long id, HandGrant form, String notice) {
    String name = rows.sql(
            "select first_name || ' ' || last_name from analytics.dim_students where student_id = ?")
        .param(id)
        .query(String.class)
        .optional()
        .orElseThrow(NotVisible::new);
    boolean isLeader = person.isIn(Circle.GIVING);
    WhoSees.Answer seen = WhoSees.of(rows, id, person);
    return new StudentAccess(
        id,
        name,
        seen.you(),
        seen.all(),
        isLeader,
        isLeader ? looks(rows, id) : List.of(),
        isLeader ? given(rows, id) : List.of(),
        isLeader ? colleagues(rows) : List.of(),
        LocalDate.now(ZoneOffset.UTC).plusDays(366),
        form,
        notice);
  }

  private static List<Look> looks(JdbcClient rows, long id) {
    return rows.sql("select * from access.looks_at(?, ?)")
        .param(id)
        .param(MOST)
        .query((row, n) -> new Look(
            row.getObject("at", OffsetDateTime.class),
            row.getString("display_name"),
            row.getString("role"),
            row.getString("action"),
            row.getString("place"),
            List.of((String[]) row.getArray("bonds").getArray())))
        .list();
  }

  private static List<Given> given(JdbcClient rows, long id) {
    return rows.sql("select * from access.given_by_hand(?)")
        .param(id)
        .query(Records.of(Given.class))
        .list();
  }

  private static List<Choice> colleagues(JdbcClient rows) {
    return rows.sql("select person_id, display_name, role from access.colleagues()")
        .query((row, n) -> new Choice(
            row.getString(1),
            row.getString(2) + ", " + Role.of(row.getString(3)).title()))
        .list();
  }
}
