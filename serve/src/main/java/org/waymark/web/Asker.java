package org.waymark.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.waymark.access.Person;

/// Who asks, in the request under way.
public final class Asker {
  private Asker() {}

  /// @throws NotVisible at the door, where nobody is known
  public static Person person() {
    @Nullable Person person = personOrNull();
    if (person == null) {
      throw new NotVisible();
    }
    return person;
  }

  /// Null at the door.
  public static @Nullable Person personOrNull() {
    @Nullable
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? person
        : null;
  }

  /// The routes of the district's data team do not exist for anyone else.
  public static void requireDistrict() {
    if (!person().isDistrict()) {
      throw new NotVisible();
    }
  }
}
