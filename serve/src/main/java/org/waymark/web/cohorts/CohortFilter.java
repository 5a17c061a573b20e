package org.waymark.web.cohorts;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// Which cohorts a page speaks of. Lives in the address; what makes no sense there is as if
/// it were not said.
///
/// @param year school year as published, `2025-2026`; empty for the newest
/// @param season fall, winter or spring; empty for the newest with scores
/// @param subject empty for the first
/// @param type kind of cohort
/// @param school a school's id, `each` for every school, empty for all schools together
/// @param grade grade level, empty for all
public record CohortFilter(
    String year, String season, String subject, String type, String school, String grade) {

  /// One choice of a filter.
  public record Choice(String key, String words) {}

  public static final List<Choice> TYPES = List.of(
      new Choice("grade-year", "Whole grades"),
      new Choice("demographic", "Groups of students"),
      new Choice("program", "Programs"),
      new Choice("teacher", "Teachers"),
      new Choice("custom", "The district's own"));
  private static final String EACH = "each";

  public static CohortFilter of(Map<String, String> asked) {
    return new CohortFilter(
        matching(asked.get("year"), "\\d{4}-\\d{4}"),
        matching(asked.get("season"), "fall|winter|spring"),
        matching(asked.get("subject"), "[a-z_]{1,40}"),
        known(asked.get("type")),
        school(matching(asked.get("school"), "\\d{1,19}|" + EACH)),
        matching(asked.get("grade"), "PK|K|[1-9]|1[0-2]"));
  }

  private static String matching(@Nullable String value, String pattern) {
    return value != null && value.matches(pattern) ? value : "";
  }

  /// A key that no school can have is as if it were not said.
  private static String school(String key) {
    try {
      return key.isEmpty() || key.equals(EACH) ? key : Long.toString(Long.parseLong(key));
    } catch (NumberFormatException outOfRange) {
      return "";
    }
  }

  private static String known(@Nullable String type) {
    return TYPES.stream().anyMatch(choice -> choice.key().equals(type))
        ? String.valueOf(type)
        : "grade-year";
  }

  public CohortFilter with(String newYear, String newSeason, String newSubject, String newSchool) {
    return new CohortFilter(newYear, newSeason, newSubject, type, newSchool, grade);
  }

  /// The key of one school; null for every school or all together.
  @Nullable
  Long schoolId() {
    return school.isEmpty() || school.equals(EACH) ? null : Long.valueOf(school);
  }

  /// Whether only rows of all schools together are wanted.
  boolean isTogether() {
    return school.isEmpty();
  }

  /// The filter as a sentence.
  String sentence(String schoolName) {
    String grades = grade.isEmpty() ? "All grades" : Words.grade(grade);
    return grades + " · " + schoolName + " · " + typeWords() + " · " + Words.plain(subject) + " · "
        + Words.plain(season) + " " + year.replace("-20", "–");
  }

  private String typeWords() {
    return TYPES.stream()
        .filter(choice -> choice.key().equals(type))
        .findFirst()
        .map(choice -> choice.words().toLowerCase(java.util.Locale.ROOT))
        .orElse("");
  }

  /// The address of what is on screen, for downloads.
  public String query() {
    return "?"
        + Map.of(
                "year", year, "season", season, "subject", subject, "type", type, "school", school,
                "grade", grade)
            .entrySet()
            .stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .sorted(Map.Entry.comparingByKey())
            .map(entry ->
                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }
}
