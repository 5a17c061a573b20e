package org.waymark.risk;

/// What a reason is about. Features that tell of the same thing share a topic, and their
/// contributions are added: a teacher hears of attendance once, not four times.
public enum Topic {
  ATTENDANCE_NOW("Attendance now"),
  ATTENDANCE_BEFORE("Attendance over the years"),
  LATENESS("Lateness and unexcused absence"),
  MARKS_NOW("Newest marks"),
  MARKS_BEFORE("Marks over the years"),
  TESTS("Tests"),
  BEHAVIOR("Behavior"),
  PLACE("Grade and time in the district"),
  SERVICES("Services");

  private final String title;

  Topic(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// As tables name it.
  public String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
