package org.waymark.web.triage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.reports.Digest;
import org.waymark.web.Freshness;
import org.waymark.web.Words;

/// The week of the students whom a person sees, ready for the press, and whom it shows.
public record WeekPaper(Digest digest, List<Long> students) {
  /// More than change in a week in a district of 100,000.
  private static final int MOST = 5_000;

  public WeekPaper {
    students = List.copyOf(students);
  }

  /// Reads it as the person, in the person's own transaction.
  ///
  /// @param isNamed whether students stand in it by name, or by the ids of the roster
  /// @param foot who it was made for, and how to keep it
  public static WeekPaper read(
      JdbcClient rows, Freshness fresh, Person person, boolean isNamed, String foot) {
    Week week = Week.read(
        rows,
        fresh,
        Map.of(
            Movement.ATTENTION,
            MOST,
            Movement.RECOVERING.key(),
            MOST,
            Movement.CONTINUING.key(),
            Digest.UNCHANGED));
    List<Triage.Line> high = week.first(Movement.ATTENTION).stream()
        .filter(line -> line.signs().tier().equals("high"))
        .toList();
    List<Triage.Line> better = week.first(Movement.RECOVERING.key());
    List<Triage.Line> same = week.first(Movement.CONTINUING.key());
    return new WeekPaper(
        new Digest(
            whose(rows, person),
            scope(fresh),
            lines(high, isNamed),
            lines(better, isNamed),
            lines(same, isNamed),
            week.of(Movement.CONTINUING),
            foot),
        Stream.of(high, better, same)
            .flatMap(List::stream)
            .map(Triage.Line::studentId)
            .toList());
  }

  private static String whose(JdbcClient rows, Person person) {
    if (person.role().seesOwnOnly()) {
      return "My students";
    }
    List<String> schools = rows.sql("""
            select d.school_name from analytics.dim_schools d
            where exists (select from analytics.fact_indicators i
                          where i.tenant_id = d.tenant_id and i.school_id = d.school_id)
            """).query(String.class).list();
    return schools.size() == 1 ? schools.getFirst() : "All schools";
  }

  private static String scope(Freshness fresh) {
    LocalDate day = fresh.asOf();
    return Words.date(day.minusDays(7)) + " to " + Words.date(day);
  }

  private static List<Digest.Line> lines(List<Triage.Line> lines, boolean isNamed) {
    return lines.stream()
        .map(line -> new Digest.Line(
            isNamed
                ? line.name()
                : "Student " + (line.sisId() == null ? line.studentId() : line.sisId()),
            Words.grade(line.gradeLevel()),
            line.signs().brief(),
            line.why().isEmpty() ? "" : line.why().getFirst(),
            line.flaggedSinceOn() == null ? "" : Words.date(line.flaggedSinceOn())))
        .toList();
  }
}
