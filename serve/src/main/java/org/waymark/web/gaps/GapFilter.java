package org.waymark.web.gaps;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the Gap Explorer looks. Lives in the address.
///
/// @param school key of one school, or null
/// @param grade a grade level of that school, or empty
/// @param section key of one section, or null
/// @param area math, english or another subject; empty for the first that has scores
public record GapFilter(
    @Nullable Long school, String grade, @Nullable Long section, String area) {

  private static final List<String> GRADES =
      List.of("PK", "K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");

  /// Reads a filter from the address; what makes no sense means "all".
  static GapFilter of(Map<String, String> asked) {
    String grade = asked.getOrDefault("grade", "");
    @Nullable Long school = key(asked.getOrDefault("school", ""));
    return new GapFilter(
        school,
        school != null && GRADES.contains(grade) ? grade : "",
        key(asked.getOrDefault("section", "")),
        asked.getOrDefault("area", ""));
  }

  GapFilter withArea(String chosen) {
    return new GapFilter(school, grade, section, chosen);
  }

  String ofSchool(long key) {
    return new GapFilter(key, "", null, area).path("/gaps");
  }

  String ofGrade(String level) {
    return new GapFilter(school, level, null, area).path("/gaps");
  }

  String ofSection(long key, String inArea) {
    return new GapFilter(null, "", key, inArea).path("/gaps");
  }

  /// The address of this view, or of its files.
  public String path(String page) {
    var path = new StringBuilder(page);
    char sign = '?';
    if (school != null) {
      path.append(sign).append("school=").append(school);
      sign = '&';
    }
    if (!grade.isEmpty()) {
      path.append(sign).append("grade=").append(grade);
      sign = '&';
    }
    if (section != null) {
      path.append(sign).append("section=").append(section);
      sign = '&';
    }
    if (!area.isEmpty()) {
      path.append(sign)
          .append("area=")
          .append(java.net.URLEncoder.encode(area, java.nio.charset.StandardCharsets.UTF_8));
    }
    return path.toString();
  }

  private static @Nullable Long key(String text) {
    if (!text.matches("-?\\d{1,19}")) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException outOfRange) {
      return null;
    }
  }
}
