package org.waymark.web.growth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the growth page shows. Lives in the address.
///
/// @param school key of one school, or null for all
/// @param grade a grade level, or empty for all
/// @param test subject and platform as `math~nwea_map`, or empty for the one with most students
public record GrowthFilter(@Nullable Long school, String grade, String test) {

  private static final List<String> GRADES =
      List.of("K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");

  /// Reads a filter from the address; what makes no sense means "all".
  public static GrowthFilter of(String school, String grade, String test) {
    Long key = null;
    if (school.matches("-?\\d{1,19}")) {
      try {
        key = Long.valueOf(school);
      } catch (NumberFormatException outOfRange) {
        key = null;
      }
    }
    return new GrowthFilter(
        key,
        GRADES.contains(grade) ? grade : "",
        test.matches("[a-z_]{1,40}~[a-z0-9_]{1,40}") ? test : "");
  }

  static List<String> grades() {
    return GRADES;
  }

  public String schoolKey() {
    return school == null ? "" : school.toString();
  }

  String subject() {
    return test.isEmpty() ? "" : test.substring(0, test.indexOf('~'));
  }

  String platform() {
    return test.isEmpty() ? "" : test.substring(test.indexOf('~') + 1);
  }

  GrowthFilter withTest(String itsTest) {
    return new GrowthFilter(school, grade, itsTest);
  }

  /// The address of this filter with another school or grade.
  String link(String itsSchool, String itsGrade) {
    return "/growth?school=" + itsSchool + "&grade=" + itsGrade + "&test=" + encoded(test);
  }

  /// As the downloads carry it.
  public String query() {
    return "?school=" + schoolKey() + "&grade=" + grade + "&test=" + encoded(test);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
