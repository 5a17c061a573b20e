package org.waymark.web.growth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.chart.DotChart;
import org.waymark.web.chart.Picture;
import org.waymark.web.chart.ShareBar;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.growth.GrowthPage.Choice;
import org.waymark.web.growth.GrowthPage.Group;
import org.waymark.web.growth.GrowthPage.Student;

/// Asks the database what the growth page says.
final class GrowthReader {

  private static final double MIDDLE = 50;
  private static final String ABOVE = "above the district";
  private static final String BELOW = "below the district";
  private static final String NEAR = "near the district";

  private GrowthReader() {}

  static GrowthPage read(JdbcClient rows, Freshness fresh, GrowthFilter asked, Person.Role role) {
    return Recall.of(
        rows,
        GrowthPage.class,
        "growth",
        List.of(asked, role),
        () -> ask(rows, fresh, asked, role));
  }

  private static GrowthPage ask(
      JdbcClient rows, Freshness fresh, GrowthFilter asked, Person.Role role) {
    boolean mine = role.seesOwnOnly();
    String year = year(fresh.schoolYear());
    Choices choices =
        Recall.of(rows, Choices.class, "growth choices", year, () -> choices(rows, fresh));
    List<Choice> tests = choices.tests();
    GrowthFilter filter = asked;
    if (tests.stream().noneMatch(test -> test.key().equals(asked.test()))) {
      filter = asked.withTest(tests.isEmpty() ? "" : tests.getFirst().key());
    }
    List<Choice> schools = mine ? List.of() : choices.schools();
    if (mine || filter.school() == null && schools.size() == 1) {
      String only = mine ? "" : schools.getFirst().key();
      filter = new GrowthFilter(
          only.isEmpty() ? null : Long.valueOf(only), mine ? "" : filter.grade(), filter.test());
    }
    String key = filter.schoolKey();
    if (filter.school() != null && schools.stream().noneMatch(s -> s.key().equals(key))) {
      throw new NotVisible();
    }
    boolean lists = mine || filter.school() != null && !filter.grade().isEmpty();
    String by = lists ? "" : filter.school() == null ? "School" : "Grade";
    List<Group> groups = lists ? List.of() : groups(rows, fresh, filter, by);
    List<Student> students = lists ? GrowthStudents.read(rows, year, filter) : List.of();
    long all = lists ? GrowthStudents.count(rows, year, filter) : 0;
    String what = mine
        ? "my sections"
        : schools.stream()
            .filter(s -> s.key().equals(key))
            .findFirst()
            .map(Choice::words)
            .orElse("all schools");
    String grade = filter.grade().isEmpty() ? "All grades" : Words.grade(filter.grade());
    String test = filter.test();
    String subject = tests.stream()
        .filter(t -> t.key().equals(test))
        .findFirst()
        .map(Choice::words)
        .orElse("no test");
    return new GrowthPage(
        title(groups, students, by, subject),
        grade + " · " + what + " · " + subject + " · " + season(rows, year, filter),
        fresh.through(),
        filter,
        schools,
        GrowthFilter.grades().stream().map(g -> new Choice(g, Words.grade(g))).toList(),
        tests,
        by,
        groups,
        students,
        all - students.size(),
        GrowthStudents.without(rows, year, filter),
        lists ? levels(students) : dots(groups, by),
        FigureNotes.read(rows));
  }

  /// As the published tables write it.
  static String year(int springYear) {
    return (springYear - 1) + "-" + springYear;
  }

  /// What can be chosen, whatever is chosen now.
  private record Choices(List<Choice> tests, List<Choice> schools) {}

  private static Choices choices(JdbcClient rows, Freshness fresh) {
    return new Choices(tests(rows, year(fresh.schoolYear())), schools(rows, fresh.schoolYear()));
  }

  private static List<Choice> tests(JdbcClient rows, String year) {
    return rows.sql("""
            select subject, assessment_platform, count(*) as students
            from analytics.fact_student_growth where school_year = :year
            group by subject, assessment_platform order by count(sgp) desc, students desc, subject
            """)
        .param("year", year)
        .query((row, at) -> new Choice(
            row.getString(1) + "~" + row.getString(2),
            Words.plain(row.getString(1)) + " (" + Words.platform(row.getString(2)) + ")"))
        .list();
  }

  private static List<Choice> schools(JdbcClient rows, int year) {
    return rows.sql("""
            select distinct f.school_id, s.school_name
            from analytics.fact_school_summary f join analytics.dim_schools s using (school_id)
            where f.school_year = :year order by s.school_name
            """)
        .param("year", year)
        .query((row, at) -> new Choice(row.getString(1), row.getString(2)))
        .list();
  }

  private static String season(JdbcClient rows, String year, GrowthFilter filter) {
    return rows.sql("""
            select season from analytics.fact_student_growth
            where school_year = :year and subject = :subject and assessment_platform = :platform limit 1
            """)
        .param("year", year)
        .param("subject", filter.subject())
        .param("platform", filter.platform())
        .query(String.class)
        .optional()
        .map(season -> season + " to " + season + ", this school year against last")
        .orElse("this school year against last");
  }

  private static List<Group> groups(
      JdbcClient rows, Freshness fresh, GrowthFilter filter, String by) {
    boolean bySchool = by.equals("School");
    List<Group> groups = new ArrayList<>(rows.sql("""
            select g.*, s.school_name, last.mean_sgp as last_mean
            from analytics.fact_growth_groups g
            join analytics.dim_schools s using (school_id)
            left join analytics.fact_growth_groups last
              on last.school_id = g.school_id and last.grade_level = g.grade_level and last.subject = g.subject
             and last.assessment_platform = g.assessment_platform and last.school_year = :last
            where g.school_year = :year and g.subject = :subject and g.assessment_platform = :platform
              and (:school::bigint is null or g.school_id = :school::bigint)
              and (case when :bySchool then g.grade_level = :grade else g.grade_level <> 'all' end)
            """)
        .param("year", year(fresh.schoolYear()))
        .param("last", year(fresh.schoolYear() - 1))
        .param("subject", filter.subject())
        .param("platform", filter.platform())
        .param("school", filter.school(), java.sql.Types.BIGINT)
        .param("bySchool", bySchool)
        .param("grade", filter.grade().isEmpty() ? "all" : filter.grade())
        .query((row, at) -> {
          Double low = row.getObject("mean_low", Double.class);
          Double high = row.getObject("mean_high", Double.class);
          String grade = row.getString("grade_level");
          String school = row.getString("school_id");
          return new Group(
              bySchool ? row.getString("school_name") : Words.grade(grade),
              filter.link(school, bySchool ? filter.grade() : grade),
              GrowthStudents.whole(row, "student_count"),
              row.getObject("mean_sgp", Double.class),
              low,
              high,
              row.getObject("median_sgp", Double.class),
              row.getObject("median_low", Double.class),
              row.getObject("median_high", Double.class),
              GrowthStudents.whole(row, "low_count"),
              GrowthStudents.whole(row, "typical_count"),
              GrowthStudents.whole(row, "high_count"),
              row.getObject("last_mean", Double.class),
              low == null || high == null
                  ? ""
                  : standing(low, high, row.getObject("district_mean", Double.class)),
              row.getObject("district_mean", Double.class),
              row.getString("reason"));
        })
        .list());
    groups.sort(
        bySchool
            ? Comparator.comparing((Group g) -> g.mean() == null ? Double.MAX_VALUE : -g.mean())
            : Comparator.comparing(g -> order(g.name())));
    return groups;
  }

  /// Against all schools of the district: a fit on its own students has a mean a little
  /// under 50, so 50 would make every school look weak.
  private static String standing(double low, double high, @Nullable Double district) {
    double middle = district == null ? MIDDLE : district;
    return low > middle ? ABOVE : high < middle ? BELOW : NEAR;
  }

  private static int order(String gradeWords) {
    List<String> grades = GrowthFilter.grades().stream().map(Words::grade).toList();
    return grades.indexOf(gradeWords);
  }

  private static @Nullable Picture dots(List<Group> groups, String by) {
    List<DotChart.Dot> dots = new ArrayList<>();
    for (Group group : groups) {
      if (group.mean() != null
          && group.meanLow() != null
          && group.meanHigh() != null
          && group.students() != null) {
        String css =
            Map.of(ABOVE, "higher", BELOW, "lower").getOrDefault(group.standing(), "within");
        dots.add(new DotChart.Dot(
            group.name(),
            group.mean(),
            group.meanLow(),
            group.meanHigh(),
            group.students(),
            css,
            group.standing()));
      }
    }
    return dots.isEmpty()
        ? null
        : DotChart.draw(
            "Mean growth percentile by " + by.toLowerCase(java.util.Locale.ROOT),
            dots,
            middle(groups),
            "district",
            "mean growth percentile");
  }

  /// The district's mean; of several grades the plain mean of theirs.
  private static double middle(List<Group> groups) {
    return groups.stream()
        .map(Group::districtMean)
        .filter(java.util.Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(MIDDLE);
  }

  private static @Nullable Picture levels(List<Student> students) {
    long low = students.stream().filter(s -> s.growth().startsWith("low")).count();
    long typical =
        students.stream().filter(s -> s.growth().startsWith("typical")).count();
    long high = students.stream().filter(s -> s.growth().startsWith("high")).count();
    return low + typical + high == 0
        ? null
        : ShareBar.draw(
            "Students by growth",
            List.of(
                new ShareBar.Part("Low growth", low, "at-risk"),
                new ShareBar.Part("Typical growth", typical, "low"),
                new ShareBar.Part("High growth", high, "some")));
  }

  private static String title(
      List<Group> groups, List<Student> students, String by, String subject) {
    if (by.isEmpty()) {
      long known = students.stream().filter(s -> s.sgp() != null).count();
      long low = students.stream().filter(s -> s.growth().startsWith("low")).count();
      return known == 0
          ? "Growth is unknown here: no student has a growth percentile in " + subject
          : "%d of %d students grew less than two thirds of those with the same score history"
              .formatted(low, known);
    }
    long of = groups.stream().filter(g -> g.mean() != null).count();
    if (of == 0) {
      return "Growth is unknown: no group of 10 students has growth percentiles in " + subject;
    }
    long above = groups.stream().filter(g -> g.standing().equals(ABOVE)).count();
    long below = groups.stream().filter(g -> g.standing().equals(BELOW)).count();
    if (above == 0 && below == 0) {
      return "No %s grew more or less than the district, beyond chance: %s"
          .formatted(by.toLowerCase(java.util.Locale.ROOT), subject);
    }
    return "Students grew more than the district's average in %d of %s, and less in %d: %s"
        .formatted(
            above,
            Words.counted(
                of,
                by.toLowerCase(java.util.Locale.ROOT),
                by.toLowerCase(java.util.Locale.ROOT) + "s"),
            below,
            subject);
  }
}
