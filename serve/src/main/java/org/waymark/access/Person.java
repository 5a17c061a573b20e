package org.waymark.access;

import java.io.Serial;
import java.io.Serializable;

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
    DISTRICT("District data team"),
    SCHOOL("School leader"),
    TEACHER("Teacher");

    private final String title;

    Role(String title) {
      this.title = title;
    }

    /// The role in words.
    public String title() {
      return title;
    }

    /// @param written as the ledger writes it: `district`, `school` or `teacher`
    public static Role of(String written) {
      return switch (written) {
        case "district" -> DISTRICT;
        case "school" -> SCHOOL;
        case "teacher" -> TEACHER;
        default ->
          throw new IllegalArgumentException(
              "role: saw \"" + written + "\", expected district, school or teacher");
      };
    }

    /// As the ledger writes it.
    public String written() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Whether the person may work on the district's own files and rows.
  public boolean isDistrict() {
    return role == Role.DISTRICT;
  }
}
