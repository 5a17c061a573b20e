package org.waymark.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Circle;
import org.waymark.access.Person;

/// The entries of the navigation, in their order. A page that comes gets its entry by one line
/// here; whoever can't open the page isn't shown the entry.
public enum Room {
  TODAY("/", "Today", Circle.SIGNED_IN, Shelf.FIRST, "today"),
  ALERTS("/alerts", "Alerts", Circle.TOLD, Shelf.FIRST, "alerts", "choices"),
  OVERVIEW("/overview", "Overview", Circle.STUDENTS, Shelf.FIRST, "overview"),
  STUDENTS(
      "/students",
      "Early warning",
      Circle.STUDENTS,
      Shelf.FIRST,
      "students",
      "model",
      "models",
      "thresholds"),
  PLANS("/plans", "Plans", Circle.STUDENTS, Shelf.FIRST, "plans", "playbooks"),
  ACHIEVEMENT(
      "/cohorts",
      "Achievement",
      Circle.STUDENTS,
      Shelf.FIRST,
      "cohorts",
      "years",
      "growth",
      "gaps",
      "equity",
      "norms"),
  QUALITY("/quality", "Data quality", Circle.RUNS, Shelf.FIRST, "quality"),
  RUNS("/runs", "Runs", Circle.RUNS, Shelf.FIRST, "runs"),
  LETTERS("/letters", "Letters", Circle.KEEPERS, Shelf.FIRST, "letters"),
  PEOPLE("/people", "People", Circle.ADMINISTRATORS, Shelf.FIRST, "people"),
  AUDIT("/audit", "Who looked", Circle.ADMINISTRATORS, Shelf.FIRST, "audit"),
  USAGE("/usage", "What is used", Circle.ADMINISTRATORS, Shelf.SECOND, "usage"),
  PUBLIC("/public", "Public figures", Circle.PUBLIC_FIGURES, Shelf.SECOND, "public"),
  ACCESS("/access", "What I may see", Circle.SIGNED_IN, Shelf.SECOND, "access"),
  DICTIONARY("/dictionary", "Dictionary", Circle.SIGNED_IN, Shelf.SECOND, "dictionary"),
  ACCOUNT("/account", "Your account", Circle.SIGNED_IN, Shelf.SECOND, "account"),
  KEYS("/keys", "Keys", Circle.SIGNED_IN, Shelf.SECOND, "keys");

  /// Where an entry stands: in the bar, or behind the person's name.
  public enum Shelf {
    FIRST,
    SECOND
  }

  private final String path;
  private final String words;
  private final Circle circle;
  private final Shelf shelf;
  private final Set<String> pages;

  /// @param pages the pages, by the room that their controllers name, that belong to the entry
  Room(String path, String words, Circle circle, Shelf shelf, String... pages) {
    this.path = path;
    this.words = words;
    this.circle = circle;
    this.shelf = shelf;
    this.pages = Set.of(pages);
  }

  public String path() {
    return path;
  }

  public String words() {
    return words;
  }

  public Circle circle() {
    return circle;
  }

  /// What the person may open.
  public static List<Room> of(Person person) {
    return Arrays.stream(values()).filter(room -> person.isIn(room.circle)).toList();
  }

  /// What the person may open, on one shelf.
  static List<Room> of(Person person, Shelf shelf) {
    return of(person).stream().filter(room -> room.shelf == shelf).toList();
  }

  /// "page" on the entry's own page, "true" on one below it, nothing elsewhere.
  public @Nullable String current(String page) {
    if (!pages.contains(page)) {
      return null;
    }
    return path.equals("/" + page) || pages.size() == 1 ? "page" : "true";
  }
}
