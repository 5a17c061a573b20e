package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.gaps.Gaps.Common;
import org.waymark.web.gaps.Gaps.Crumb;
import org.waymark.web.gaps.Gaps.Place;
import org.waymark.web.gaps.Gaps.ReteachLine;
import org.waymark.web.gaps.Gaps.SectionLine;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Asks the database what the Gap Explorer says.
final class GapsReader {
  private static final String EMPTY =
      "Here would be what each class has not mastered yet. It needs scores by learning standard"
          + " of this school year, such as a file of benchmark results; see the data quality page"
          + " for what came in.";

  private final JdbcClient rows;
  private final Freshness fresh;
  private final Standards standards;
  private final FigureNotes notes;

  private GapsReader(JdbcClient rows, Freshness fresh) {
    this.rows = rows;
    this.fresh = fresh;
    this.standards = Standards.read(rows);
    this.notes = FigureNotes.read(rows);
  }

  static Gaps read(JdbcClient rows, Freshness fresh, GapFilter asked, Person.Role role) {
    return Recall.of(
        rows,
        Gaps.class,
        "gaps",
        List.of(asked, role, role.seesOwnOnly() ? Asker.person().personId() : ""),
        () -> ask(rows, fresh, asked, role));
  }

  private static Gaps ask(JdbcClient rows, Freshness fresh, GapFilter asked, Person.Role role) {
    var reader = new GapsReader(rows, fresh);
    if (asked.section() != null) {
      return reader.section(asked, asked.section(), role);
    }
    return role.seesOwnOnly() ? reader.mine(asked) : reader.places(asked);
  }

  private Gaps section(GapFilter asked, long key, Person.Role role) {
    Sections.Section section = Sections.one(rows, key).orElseThrow(NotVisible::new);
    List<String> areas = Sections.areas(rows, key);
    GapFilter filter = asked.withArea(chosen(asked.area(), areas));
    var crumbs = new ArrayList<Crumb>();
    crumbs.add(new Crumb(role.seesOwnOnly() ? "My classes" : "All classes", "/gaps"));
    if (!role.seesOwnOnly()) {
      crumbs.add(new Crumb(
          section.schoolName(),
          new GapFilter(null, "", null, filter.area()).ofSchool(section.school())));
    }
    if (areas.isEmpty()) {
      return page(
          "No standard of " + section.name() + " has been assessed this year",
          section.name() + " · this school year",
          crumbs,
          List.of(),
          filter);
    }
    SectionReader.Read read = SectionReader.read(rows, section, filter.area(), standards);
    String title;
    if (!read.reteach().isEmpty()) {
      ReteachLine first = read.reteach().getFirst();
      title = "Reteach %s first: %d of %d in %s have not mastered it"
          .formatted(first.code(), first.below(), first.assessed(), section.name());
    } else if (!read.view().groups().isEmpty()) {
      title = "No class-wide gap in %s; %s for what single students are missing"
          .formatted(
              section.name(),
              Words.counted(read.view().groups().size(), "small group", "small groups"));
    } else {
      title = "No class-wide gap in %s, and no small groups: %s"
          .formatted(section.name(), read.view().noGroups());
    }
    return new Gaps(
        title,
        "%s · %s · %s · this school year"
            .formatted(section.name(), Standards.words(filter.area()), section.teacherWords()),
        rule(),
        crumbs,
        filter,
        List.of(),
        choices(areas),
        "",
        List.of(),
        List.of(),
        List.of(),
        read.reteach(),
        null,
        read.view(),
        null,
        notes,
        fresh.through());
  }

  private Gaps mine(GapFilter asked) {
    List<String> areas = Places.areas(rows);
    GapFilter filter = new GapFilter(null, "", null, chosen(asked.area(), areas));
    List<SectionLine> sections =
        areas.isEmpty() ? List.of() : Sections.mine(rows, filter, standards);
    long gaps = sections.stream().filter(line -> line.gaps() > 0).count();
    String title = sections.isEmpty()
        ? "None of your classes has scores by standard this year"
        : gaps == 0
            ? "None of your classes has a class-wide gap in " + lower(filter)
            : "%s of your %s %s a class-wide gap in %s"
                .formatted(
                    Words.count(gaps),
                    Words.counted(sections.size(), "class", "classes"),
                    gaps == 1 ? "has" : "have",
                    lower(filter));
    return new Gaps(
        title,
        "My classes · " + Standards.words(filter.area()) + " · this school year",
        rule(),
        List.of(),
        filter,
        List.of(),
        choices(areas),
        "",
        List.of(),
        sections,
        List.of(),
        List.of(),
        null,
        null,
        sections.isEmpty() ? EMPTY : null,
        notes,
        fresh.through());
  }

  private Gaps places(GapFilter asked) {
    List<Choice> schools = Places.schools(rows);
    GapFilter filter = asked.school() == null && schools.size() == 1
        ? new GapFilter(Long.valueOf(schools.getFirst().key()), "", null, asked.area())
        : asked;
    if (filter.school() != null && schools.stream().noneMatch(isAt(filter.school()))) {
      throw new NotVisible();
    }
    List<String> areas = areas(filter.school());
    filter = filter.withArea(chosen(asked.area(), areas));
    @Nullable Long school = filter.school();
    String where = school == null
        ? "All schools"
        : schools.stream().filter(isAt(school)).findFirst().map(Choice::words).orElse("");
    if (areas.isEmpty()) {
      return empty(where, schools, filter);
    }
    List<ReteachLine> reteach = Places.reteach(rows, filter, standards);
    boolean isGrade = !filter.grade().isEmpty();
    List<SectionLine> sections = school == null ? List.of() : Sections.ofSchool(rows, filter);
    List<Place> places = isGrade
        ? List.of()
        : school == null ? Places.schoolLines(rows, filter) : Places.gradeLines(rows, filter);
    List<Common> common = isGrade ? List.of() : Places.common(rows, filter, standards);
    String scope = isGrade ? Words.grade(filter.grade()) + " · " + where : where;
    List<Crumb> crumbs = new ArrayList<>();
    if (school != null && schools.size() > 1) {
      crumbs.add(
          new Crumb("All schools", new GapFilter(null, "", null, filter.area()).path("/gaps")));
    }
    if (isGrade && school != null) {
      crumbs.add(new Crumb(where, filter.ofSchool(school)));
    }
    return new Gaps(
        isGrade
            ? gradeTitle(filter, where, reteach)
            : title(places, sections, common, school == null, where, filter),
        scope + " · " + Standards.words(filter.area()) + " · this school year",
        rule(),
        crumbs,
        filter,
        schools,
        choices(areas),
        school == null ? "School" : "Grade",
        places,
        sections,
        common,
        reteach,
        isGrade ? ClassGrid.read(rows, filter, sections, standards) : null,
        null,
        null,
        notes,
        fresh.through());
  }

  private static String title(
      List<Place> places,
      List<SectionLine> sections,
      List<Common> common,
      boolean isDistrict,
      String where,
      GapFilter filter) {
    long classes = isDistrict
        ? places.stream().mapToLong(Place::classes).sum()
        : sections.stream().filter(line -> line.judged() > 0).count();
    long withGap = isDistrict
        ? places.stream().mapToLong(Place::withGap).sum()
        : sections.stream().filter(line -> line.gaps() > 0).count();
    String at = isDistrict ? "" : " at " + where;
    if (classes == 0) {
      return "Too few students assessed in " + lower(filter) + at + " to say anything of a class";
    }
    if (withGap == 0) {
      return "No class%s has a class-wide gap in %s".formatted(at, lower(filter));
    }
    return "%s of %s%s %s a class-wide gap in %s, most often %s"
        .formatted(
            Words.count(withGap),
            Words.counted(classes, "class", "classes"),
            at,
            withGap == 1 ? "has" : "have",
            lower(filter),
            common.getFirst().code());
  }

  private static String gradeTitle(GapFilter filter, String where, List<ReteachLine> reteach) {
    String grade = Words.grade(filter.grade());
    if (reteach.isEmpty()) {
      return "No gap of the whole grade in %s: %s at %s".formatted(lower(filter), grade, where);
    }
    ReteachLine first = reteach.getFirst();
    return "%s at %s: reteach %s first, %d of %d have not mastered it"
        .formatted(grade, where, first.code(), first.below(), first.assessed());
  }

  private List<String> areas(@Nullable Long school) {
    return rows.sql("""
            select area from analytics.fact_standard_gaps
            where scope = 'school' and (cast(:school as bigint) is null or school_id = :school)
            group by area order by area desc
            """).param("school", school).query(String.class).list();
  }

  private Gaps empty(String where, List<Choice> schools, GapFilter filter) {
    return page(
        "No standard has been assessed this year: " + where,
        where + " · this school year",
        List.of(),
        schools,
        filter);
  }

  private Gaps page(
      String title, String sentence, List<Crumb> crumbs, List<Choice> schools, GapFilter filter) {
    return new Gaps(
        title,
        sentence,
        rule(),
        crumbs,
        filter,
        schools,
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        EMPTY,
        notes,
        fresh.through());
  }

  private String rule() {
    return "Mastered: %s or more of 100. Class-wide gap: more than %s%% of those assessed are below, of five or more."
        .formatted(
            Words.days(standards.masteryScore()), Words.days(standards.classGapShare() * 100));
  }

  private static java.util.function.Predicate<Choice> isAt(Long school) {
    return choice -> choice.key().equals(school.toString());
  }

  private static String lower(GapFilter filter) {
    String words = Standards.words(filter.area());
    return filter.area().equals("english") ? words : words.toLowerCase(Locale.ROOT);
  }

  private static String chosen(String asked, List<String> areas) {
    return areas.contains(asked) ? asked : areas.isEmpty() ? "" : areas.getFirst();
  }

  private static List<Choice> choices(List<String> areas) {
    return areas.stream().map(area -> new Choice(area, Standards.words(area))).toList();
  }
}
