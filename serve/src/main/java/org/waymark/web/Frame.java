package org.waymark.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Circle;
import org.waymark.access.Person;

/// What surrounds every page: who is looking, where, and how fresh the figures are.
///
/// @param room which page is current, as [Room] lists them
/// @param theme the colors that this browser chose
/// @param address path and query of the page, to come back to
public record Frame(
    @Nullable Person person,
    String room,
    @Nullable Freshness freshness,
    String csrfName,
    String csrfToken,
    Theme theme,
    String address) {

  private static final Set<String> NOT_RATED = Set.of("", "feedback", "jump", "keys", "account");

  /// The entries of the bar that the person may open.
  public List<Room> rooms() {
    return person == null ? List.of() : Room.of(person, Room.Shelf.FIRST);
  }

  /// The entries behind the person's name.
  public List<Room> moreRooms() {
    return person == null ? List.of() : Room.of(person, Room.Shelf.SECOND);
  }

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

  /// Whether the page is one of which people can say that it is useful.
  public boolean isRatable() {
    return person != null && !NOT_RATED.contains(room);
  }

  /// What a row of tabs says about an entry: "page" for the current one, else nothing.
  public @Nullable String current(String entry) {
    return entry.equals(room) ? "page" : null;
  }
}
