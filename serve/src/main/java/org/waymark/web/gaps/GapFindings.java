package org.waymark.web.gaps;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.web.Freshness;

/// What the Gap Explorer has to say to a first page.
public final class GapFindings {
  private GapFindings() {}

  /// The teacher's own classes that have something to teach again, the most gaps first.
  public static List<Gaps.SectionLine> mine(JdbcClient rows, Freshness fresh) {
    return GapsReader.read(rows, fresh, GapFilter.of(Map.of()), Person.Role.TEACHER)
        .sections()
        .stream()
        .filter(line -> line.gaps() > 0)
        .sorted(Comparator.comparingInt(Gaps.SectionLine::gaps).reversed())
        .toList();
  }

  /// In which of the teacher's own classes each student is, in words.
  public static Map<Long, String> classesOf(JdbcClient rows, List<Long> students) {
    Map<Long, String> classes = new HashMap<>();
    if (!students.isEmpty()) {
      Sections.classesOf(rows, students, classes);
    }
    return classes;
  }

  /// The standard that is a class-wide gap in the most classes, where there is one.
  public static Optional<Gaps.Common> mostCommon(JdbcClient rows) {
    Standards standards = Standards.read(rows);
    return Places.commonAreas(rows).stream()
        .flatMap(
            area -> Places.common(rows, new GapFilter(null, "", null, area), standards).stream()
                .limit(1))
        .max(Comparator.comparingInt(Gaps.Common::withGap));
  }
}
