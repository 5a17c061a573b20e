package org.waymark.web.account;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// The own account, as the person reads it.
///
/// @param notice what was just done or refused; empty for nothing
/// @param isTrouble whether the notice tells of something that was refused
/// @param passwordSetAt null where it was never changed since the account was opened
/// @param secondFactorSince null where there is none
/// @param current the session that asks
public record AccountPage(
    Person person,
    String notice,
    boolean isTrouble,
    @Nullable OffsetDateTime passwordSetAt,
    @Nullable OffsetDateTime secondFactorSince,
    long codesLeft,
    List<Grant> grants,
    List<Open> sessions,
    long current) {

  /// What opens students to the person.
  ///
  /// @param endsOn null for as long as the role lasts
  public record Grant(
      String scope,
      @Nullable String school,
      @Nullable Long studentId,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable String reason) {

    /// In words.
    public String words() {
      return switch (scope) {
        case "district" -> "All students of the district";
        case "school" ->
          "The students of "
              + (school == null ? "a school that is not in the roster any more" : school);
        case "section_of_staff" ->
          "The students of the sections that you teach, while you teach them";
        case "caseload_of_staff" -> "The students of your caseload";
        default -> "One student";
      };
    }

    /// From when to when, in words.
    public String span() {
      String from = startsOn == null ? "" : "since " + Words.date(startsOn);
      String until = endsOn == null ? "" : "until " + Words.date(endsOn);
      return (from + (from.isEmpty() || until.isEmpty() ? "" : ", ") + until).strip();
    }
  }

  /// One session that stands.
  public record Open(
      long signInId,
      OffsetDateTime startedAt,
      OffsetDateTime lastSeenAt,
      String address,
      String browser) {}

  /// Reads everything that the person may know of the own account.
  ///
  /// @param idleSeconds a session that was idle for longer ended
  /// @param longestSeconds a session that is older ended
  static AccountPage read(
      JdbcClient rows,
      Person person,
      long current,
      long idleSeconds,
      long longestSeconds,
      String notice,
      boolean isTrouble) {
    record Own(
        @Nullable OffsetDateTime passwordSetAt,
        @Nullable OffsetDateTime secondFactorSince,
        long codesLeft) {}
    Own own = rows.sql("""
            select p.password_set_at, f.set_up_at as second_factor_since,
                   (select count(*) from ledger.recovery_code c
                    where c.person_id = p.person_id and c.used_at is null) as codes_left
            from ledger.person p left join ledger.second_factor f on f.person_id = p.person_id
            where p.person_id = access.person_id()
            """).query(Records.of(Own.class)).single();
    List<Grant> grants = rows.sql("""
            select g.scope, s.school_name as school, g.student_id, g.starts_on, g.ends_on, g.reason
            from ledger.grant_scope g
            left join analytics.dim_schools s on s.school_id = g.school_id
            where g.person_id = access.person_id() and g.revoked_at is null
              and (g.ends_on is null or g.ends_on >= current_date)
            order by g.scope, s.school_name, g.student_id
            """).query(Records.of(Grant.class)).list();
    List<Open> sessions = rows.sql("""
            select sign_in_id, started_at, last_seen_at, address, browser from ledger.sign_in
            where person_id = access.person_id() and closed_at is null
              and last_seen_at > now() - make_interval(secs => :idle)
              and started_at > now() - make_interval(secs => :longest)
            order by sign_in_id = :current desc, last_seen_at desc
            """)
        .param("idle", (double) idleSeconds)
        .param("longest", (double) longestSeconds)
        .param("current", current)
        .query(Records.of(Open.class))
        .list();
    return new AccountPage(
        person,
        notice,
        isTrouble,
        own.passwordSetAt(),
        own.secondFactorSince(),
        own.codesLeft(),
        new ArrayList<>(grants),
        sessions,
        current);
  }

  /// The page's first sentence.
  public String title() {
    return secondFactorSince == null
        ? "Your account opens with your password alone"
        : "Your account opens with your password and a code";
  }

  /// What somebody sees who has no grant.
  public String withoutGrants() {
    return switch (person.role()) {
      case BOARD ->
        "Your role sees figures of groups that are large enough to be public, and no student.";
      case ADMINISTRATOR ->
        "Your role keeps accounts, grants and the record of who looked; it sees no student.";
      case OPERATOR -> "Your role sees runs and files; it sees no student.";
      default ->
        "Nothing is open to you yet. Ask your tenant administrator to look at your grants.";
    };
  }
}
