package org.waymark.web.cohorts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.cohorts.CohortFilter.Choice;

/// A filter made whole with what the person may see, and the choices beside it.
///
/// @param hasRows whether the person sees any cohort at all
public record CohortScope(
    CohortFilter filter,
    List<Choice> years,
    List<Choice> seasons,
    List<Choice> subjects,
    List<Choice> schools,
    List<Choice> grades,
    List<Choice> types,
    String schoolName,
    boolean hasRows) {

  static final String FITS = """
       c.cohort_type = :type and c.school_year = :year
        and (:grade = '' or c.grade_level = :grade)
        and (cast(:school as bigint) is null or c.school_id = :school)
        and (not :together or c.school_id is null)
        and (:together or cast(:school as bigint) is not null or c.school_id is not null
          or c.cohort_type = 'custom')
      """;

  static CohortScope read(JdbcClient rows, CohortFilter asked) {
    Offer offer = Recall.of(
        rows, Offer.class, "cohort scope", asked.year(), () -> Offer.of(rows, asked.year()));
    List<String> years = offer.years();
    if (years.isEmpty()) {
      return new CohortScope(
          asked, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "", false);
    }
    String year = offer.year();
    List<String> seasons = offer.seasons();
    List<String> subjects = offer.subjects();
    List<Choice> schools = offer.schools();
    boolean seesTogether = offer.seesTogether();
    CohortFilter filter = asked.with(
        year,
        seasons.contains(asked.season()) ? asked.season() : seasons.getFirst(),
        subjects.contains(asked.subject()) ? asked.subject() : subjects.getFirst(),
        school(asked, schools, seesTogether));
    return new CohortScope(
        filter,
        years.stream().map(y -> new Choice(y, y.replace("-20", "–"))).toList(),
        seasons.stream().map(s -> new Choice(s, Words.plain(s))).toList(),
        subjects.stream().map(s -> new Choice(s, Words.plain(s))).toList(),
        choices(schools, seesTogether),
        grades(rows, year),
        types(rows, year),
        name(filter, schools),
        true);
  }

  private record Kind(String schoolYear, String season, String subject, long cohorts) {}

  /// What there is to choose from.
  ///
  /// @param year the asked one, or the newest
  /// @param seesTogether whether there are rows of all schools together
  private record Offer(
      List<String> years,
      String year,
      List<String> seasons,
      List<String> subjects,
      List<Choice> schools,
      boolean seesTogether) {

    static Offer of(JdbcClient rows, String asked) {
      List<Kind> kinds = rows.sql("""
              select school_year, season, subject, count(*) as cohorts
              from analytics.fact_cohort_metrics group by 1, 2, 3
              """).query(Records.of(Kind.class)).list();
      List<String> years = kinds.stream()
          .map(Kind::schoolYear)
          .distinct()
          .sorted(Comparator.reverseOrder())
          .toList();
      if (years.isEmpty()) {
        return new Offer(years, "", List.of(), List.of(), List.of(), false);
      }
      String year = years.contains(asked) ? asked : years.getFirst();
      List<Kind> ofYear =
          kinds.stream().filter(kind -> kind.schoolYear().equals(year)).toList();
      List<String> seasons = ofYear.stream()
          .map(Kind::season)
          .distinct()
          .sorted(Comparator.comparingInt(season -> switch (season) {
            case "spring" -> 1;
            case "winter" -> 2;
            default -> 3;
          }))
          .toList();
      Map<String, Long> bySubject = ofYear.stream()
          .collect(Collectors.groupingBy(
              Kind::subject, TreeMap::new, Collectors.summingLong(Kind::cohorts)));
      List<String> subjects = bySubject.entrySet().stream()
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .map(Map.Entry::getKey)
          .toList();
      boolean seesTogether = rows.sql(
              "select exists (select from analytics.dim_cohorts where school_id is null)")
          .query(Boolean.class)
          .single();
      return new Offer(years, year, seasons, subjects, schools(rows), seesTogether);
    }

    private static List<Choice> schools(JdbcClient rows) {
      return rows.sql("""
              select school_id::text, school_name from analytics.dim_schools s
              where exists (select from analytics.dim_cohorts c where c.school_id = s.school_id)
              order by school_name
              """)
          .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
          .list();
    }
  }

  /// Kinds without rows for all schools together are shown for each school.
  private static String school(CohortFilter asked, List<Choice> schools, boolean seesTogether) {
    if (asked.schoolId() != null
        && schools.stream().noneMatch(s -> s.key().equals(asked.school()))) {
      throw new NotVisible();
    }
    boolean hasTogether = asked.type().equals("grade-year") || asked.type().equals("custom");
    if (asked.isTogether() && !(seesTogether && hasTogether)) {
      return schools.size() == 1 ? schools.getFirst().key() : "each";
    }
    return asked.school();
  }

  private static List<Choice> choices(List<Choice> schools, boolean seesTogether) {
    var choices = new ArrayList<Choice>();
    if (seesTogether) {
      choices.add(new Choice("", "All schools together"));
    }
    if (schools.size() > 1) {
      choices.add(new Choice("each", "Every school"));
    }
    choices.addAll(schools);
    return choices;
  }

  private static List<Choice> grades(JdbcClient rows, String year) {
    var choices = new ArrayList<Choice>();
    choices.add(new Choice("", "All grades"));
    rows.sql("""
            select grade_level from analytics.dim_cohorts
            where school_year = :year and grade_level is not null group by 1
            order by case grade_level when 'PK' then -1 when 'K' then 0 else grade_level::int end
            """)
        .param("year", year)
        .query(String.class)
        .list()
        .forEach(grade -> choices.add(new Choice(grade, Words.grade(grade))));
    return choices;
  }

  private static List<Choice> types(JdbcClient rows, String year) {
    List<String> there = rows.sql(
            "select distinct cohort_type from analytics.dim_cohorts where school_year = :year")
        .param("year", year)
        .query(String.class)
        .list();
    return CohortFilter.TYPES.stream()
        .filter(type -> there.contains(type.key()))
        .toList();
  }

  private static String name(CohortFilter filter, List<Choice> schools) {
    if (filter.isTogether()) {
      return "all schools together";
    }
    return schools.stream()
        .filter(s -> s.key().equals(filter.school()))
        .findFirst()
        .map(Choice::words)
        .orElse("every school");
  }

  JdbcClient.StatementSpec bind(JdbcClient.StatementSpec question) {
    return question
        .param("type", filter.type())
        .param("year", filter.year())
        .param("grade", filter.grade())
        .param("school", filter.schoolId())
        .param("together", filter.isTogether())
        .param("season", filter.season())
        .param("subject", filter.subject());
  }

  /// A cohort's name without what stands above the table: the year, and one school's name.
  String brief(String name, @Nullable String school) {
    String brief = name.replace(" - " + filter.year(), "");
    if (school != null && filter.schoolId() != null) {
      brief = brief.replace(school + " - ", "");
    }
    return brief.replace("All schools - ", "").replace("Grade K", "Kindergarten");
  }

  String sentence() {
    return filter.sentence(schoolName);
  }
}
