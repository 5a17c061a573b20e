package org.waymark.web.people;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Person.Role;
import org.waymark.web.Words;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Accounts and grants, as the tenant administrator sees them.
public record People(String title, String query, List<Account> accounts) {

  /// One account.
  ///
  /// @param sees what its grants of today open
  public record Account(
      String personId,
      String displayName,
      String email,
      String role,
      boolean isActive,
      OffsetDateTime createdAt,
      String sees) {

    public String title() {
      return Role.of(role).title();
    }

    public String state() {
      return isActive ? "open" : "closed";
    }
  }

  /// What opens students to somebody.
  ///
  /// @param scope district, school, section_of_staff, caseload_of_staff or student
  /// @param origin role or hand
  public record Grant(
      long grantId,
      String scope,
      String origin,
      @Nullable String schoolName,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      @Nullable String reason,
      @Nullable String grantedBy,
      @Nullable OffsetDateTime revokedAt,
      boolean isOpen) {

    public boolean isByHand() {
      return origin.equals("hand");
    }

    public String words() {
      return switch (scope) {
        case "district" -> "All students of the district";
        case "school" -> "Students of " + Words.or(schoolName);
        case "section_of_staff" -> "Students of the sections taught now, by the roster";
        case "caseload_of_staff" -> "Students of the caseload, by the roster";
        default -> "One student";
      };
    }

    public String until() {
      return revokedAt != null
          ? "ended " + Words.moment(revokedAt)
          : endsOn == null ? "no end: it comes with the role" : Words.date(endsOn);
    }
  }

  /// What an administrator did with the account.
  public record Change(
      OffsetDateTime at, String what, @Nullable String changedBy) {}

  /// One account with its grants.
  ///
  /// @param takesGrants whether a grant by hand would open anything to the role
  public record Page(
      Account account,
      boolean isOwn,
      List<Grant> grants,
      List<Change> changes,
      List<Choice> schools,
      boolean takesGrants,
      LocalDate latest,
      HandGrant form,
      String notice) {}
}
