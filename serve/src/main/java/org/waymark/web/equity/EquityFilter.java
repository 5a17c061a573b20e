package org.waymark.web.equity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// What the page speaks of. Lives in the address; what makes no sense means "the usual".
///
/// @param year spring year; null for the current one
/// @param season fall, winter, spring or summer; empty for the newest
/// @param school null for the district
/// @param test platform; empty for the one that most students took
public record EquityFilter(
    @Nullable Integer year,
    String season,
    String subject,
    @Nullable Long school,
    String grade,
    String test) {

  private static final List<String> SEASONS = List.of("fall", "winter", "spring", "summer");
  private static final String ALL = "all";

  static EquityFilter of(
      String year, String season, String subject, String school, String grade, String test) {
    return new EquityFilter(
        year.matches("20\\d\\d") ? Integer.valueOf(year) : null,
        SEASONS.contains(season) ? season : "",
        subject.matches("[a-z_]{1,30}") ? subject : "",
        // keys have at most 60 bits, so 19 digits that begin with 1
        school.matches("1?\\d{1,18}") ? Long.valueOf(school) : null,
        grade.matches("PK|K|\\d{1,2}") ? grade : ALL,
        test.matches("[a-z0-9_]{1,30}") ? test : "");
  }

  public String schoolKey() {
    return school == null ? "" : school.toString();
  }

  public boolean isWholeSchool() {
    return grade.equals(ALL);
  }

  /// The address behind the question mark, with the question mark.
  public String query(String table) {
    var query = UriComponentsBuilder.newInstance();
    put(query, "year", year == null ? "" : year.toString());
    put(query, "season", season);
    put(query, "subject", subject);
    put(query, "school", schoolKey());
    put(query, "grade", isWholeSchool() ? "" : grade);
    put(query, "test", test);
    put(query, "table", table);
    return query.build().toUriString();
  }

  private static void put(UriComponentsBuilder query, String name, String value) {
    if (!value.isEmpty()) {
      query.queryParam(name, value);
    }
  }
}
