package org.waymark.web.triage;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.reports.Digest;
import org.waymark.reports.Press;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.Words;

/// The week of the students whom a person sees, on paper.
@RestController
public class WeekController {
  /// More than change in a week in a district of 100,000.
  private static final int MOST = 5_000;

  private final Pages pages;
  private final Press press;

  WeekController(Pages pages, Press press) {
    this.pages = pages;
    this.press = press;
  }

  @GetMapping("/students/week.pdf")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> week() {
    Person person = Pages.person();
    return pages.print("week", (rows, fresh) -> {
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
      Digest digest = new Digest(
          whose(rows, person),
          scope(fresh),
          lines(high),
          lines(better),
          lines(same),
          week.of(Movement.CONTINUING),
          "Printed for %s. Names of students: keep it as a student record."
              .formatted(person.displayName()));
      return new Pages.Printed(
          Stream.of(high, better, same)
              .flatMap(List::stream)
              .map(Triage.Line::studentId)
              .toList(),
          () -> press.digest(digest));
    });
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

  private static List<Digest.Line> lines(List<Triage.Line> lines) {
    return lines.stream()
        .map(line -> new Digest.Line(
            line.name(),
            Words.grade(line.gradeLevel()),
            line.signs().brief(),
            line.why().isEmpty() ? "" : line.why().getFirst(),
            line.flaggedSinceOn() == null ? "" : Words.date(line.flaggedSinceOn())))
        .toList();
  }
}
