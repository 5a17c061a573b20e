package org.waymark.access;

import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Someone who signed in.
///
/// @param personId key in `ledger.person`
/// @param tenantId the district that the person belongs to
/// @param email what the person signs in with
/// @param displayName what the pages call the person
/// @param role decides which pages exist for the person; the rows are decided by the database
public record Person(String personId, String tenantId, String email, String displayName, Role role)
    implements Serializable {

  @Serial
  private static final long serialVersionUID = 1L;

  /// What the person is to the district.
  public enum Role {
    /// Sees every student and decides for the district.
    DISTRICT("District leader"),
    /// Sees the students of the schools that the person leads.
    SCHOOL("School leader"),
    /// Sees the students of the caseload.
    COUNSELOR("Counselor"),
    /// Sees the students of the sections taught now.
    TEACHER("Teacher"),
    /// Sees every student and the district's files, and decides nothing.
    ANALYST("Data analyst"),
    /// Sees figures of groups that are large enough to be public, and no student.
    BOARD("Board member"),
    /// Keeps accounts, grants and the record of who looked; sees no student.
    ADMINISTRATOR("Tenant administrator"),
    /// Runs the product; sees runs and files, and no student.
    OPERATOR("Operator");

    private final String title;

    Role(String title) {
      this.title = title;
    }

    /// The role in words.
    public String title() {
      return title;
    }

    /// @param written as the ledger writes it, such as `district` or `teacher`
    public static Role of(String written) {
      return Arrays.stream(values())
          .filter(role -> role.written().equals(written))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("role: saw \"" + written
              + "\", expected one of "
              + Arrays.stream(values()).map(Role::written).collect(Collectors.joining(", "))));
    }

    /// As the ledger writes it.
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Whether the person sees students one by one and by own bonds only: sections, caseload.
    public boolean seesOwnOnly() {
      return this == TEACHER || this == COUNSELOR;
    }
  }

  /// Whether the person stands inside that circle.
  public boolean isIn(Circle circle) {
    return circle.has(role);
  }

  /// Whether the person may work on the district's own files and rows.
  public boolean isDistrict() {
    return isIn(Circle.DISTRICT_DATA);
  }
}
