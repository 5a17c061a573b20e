package org.waymark.web.student;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Words;
import org.waymark.web.plans.Student;

/// What happened with one student, the newest first.
///
/// @param shown the kind that is shown alone; null for all
/// @param counts how many of each kind
/// @param isCut whether older events are left out
public record Timeline(
    String title,
    Student student,
    @Nullable Kind shown,
    Map<Kind, Long> counts,
    List<Event> events,
    boolean isCut,
    String through)
    implements ShowsStudents {
  static final int MOST = 400;

  /// What an event is about.
  public enum Kind {
    ABSENCE("Absences", "▼", "watch"),
    SCORE("Tests", "●", ""),
    GRADES("Grades", "●", ""),
    BEHAVIOR("Behavior", "▲", "watch"),
    SIGNS("Warning signs", "◆", "watch"),
    ALERT("Alerts", "◆", "bad"),
    PLAN("Plans", "■", "good"),
    NOTE("Notes", "✎", ""),
    STEP("Decisions", "✓", ""),
    PROGRAM("Programs and schools", "→", "");

    private final String words;
    private final String shape;
    private final String css;

    Kind(String words, String shape, String css) {
      this.words = words;
      this.shape = shape;
      this.css = css;
    }

    public String words() {
      return words;
    }

    public String shape() {
      return shape;
    }

    public String css() {
      return css;
    }

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Kind of(String key) {
      return Arrays.stream(values())
          .filter(it -> it.key().equals(key))
          .findFirst()
          .orElse(null);
    }
  }

  /// One thing that happened.
  ///
  /// @param until last day where it lasted; else the same day
  /// @param who who did or wrote it; empty where it comes from the district's files
  /// @param link where more stands, or null
  public record Event(
      LocalDate on,
      LocalDate until,
      Kind kind,
      String words,
      String detail,
      String who,
      @Nullable String link) {

    static Event of(LocalDate on, Kind kind, String words, String detail) {
      return new Event(on, on, kind, words, detail, "", null);
    }

    /// "Mar 2, 2026" or "Mar 2, 2026 – Mar 4, 2026".
    public String days() {
      return on.equals(until) ? Words.date(on) : Words.date(on) + " – " + Words.date(until);
    }
  }

  /// Events by month, the newest first.
  public Map<String, List<Event>> months() {
    Map<YearMonth, List<Event>> months = new TreeMap<>(java.util.Comparator.reverseOrder());
    events.forEach(event -> months
        .computeIfAbsent(YearMonth.from(event.on()), month -> new java.util.ArrayList<>())
        .add(event));
    Map<String, List<Event>> named = new LinkedHashMap<>();
    months.forEach((month, list) -> named.put(
        month.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.US) + " "
            + month.getYear(),
        list));
    return named;
  }

  @Override
  public List<Long> shownStudents() {
    return List.of(student.studentId());
  }
}
