package org.waymark.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Circle;
import org.waymark.access.Person;

/// What surrounds every page: who is looking, where, and how fresh the figures are.
///
/// @param room which entry of the navigation is current
public record Frame(
    @Nullable Person person,
    String room,
    @Nullable Freshness freshness,
    String csrfName,
    String csrfToken) {

  /// Whether the current person works on the district's files.
  public boolean isDistrict() {
    return person != null && person.isDistrict();
  }

  /// Whether the current person teaches, and so reads how a list is made rather than its proof.
  public boolean isTeacher() {
    return person != null && person.role().seesOwnOnly();
  }

  /// Whether the current person decides for the district: thresholds, models.
  public boolean isDecider() {
    return person != null && person.isIn(Circle.DECIDERS);
  }

  /// Whether the current person sees students.
  public boolean seesStudents() {
    return person != null && person.isIn(Circle.STUDENTS);
  }

  /// Whether the current person stands inside that circle.
  public boolean isIn(Circle circle) {
    return person != null && person.isIn(circle);
  }

  private static final Set<String> EARLY_WARNING =
      Set.of("students", "model", "models", "thresholds");

  private static final Set<String> MEASURES =
      Set.of("cohorts", "years", "growth", "gaps", "equity", "norms");

  /// Whether the current page is one of those about achievement.
  public boolean isMeasure() {
    return MEASURES.contains(room);
  }

  /// Whether the current page is one of those about early warning.
  public boolean isEarlyWarning() {
    return EARLY_WARNING.contains(room);
  }

  /// What navigation says about an entry: "page" for the current one, else nothing.
  public @Nullable String current(String entry) {
    return entry.equals(room) ? "page" : null;
  }
}
