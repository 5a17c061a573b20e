package org.waymark.web.triage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.store.Records;
import org.waymark.web.Asker;
import org.waymark.web.Csv;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.api.Api;
import org.waymark.web.api.Paging;
import org.waymark.web.plans.Entry;
import org.waymark.web.plans.SupportReader;

/// The list of students, as page, file and JSON.
@RestController
public class TriageController implements AskedAhead {
  private final Pages pages;
  private final SupportReader support;

  TriageController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  @Override
  public void askAhead(JdbcClient rows, Freshness fresh, Person person) {
    // everybody, and what is one click away on the first pages
    for (Map<String, String> asked : List.of(
        Map.<String, String>of(),
        Map.of("movement", TriageFilter.ATTENTION),
        Map.of("tier", "high"),
        Map.of("tier", "at_risk"))) {
      TriageReader.read(rows, fresh, TriageFilter.of(asked), "", null);
    }
  }

  @GetMapping("/students")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> triage(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    TriageFilter filter = TriageFilter.of(asked);
    Person person = Asker.person();
    return pages.figures(
        request,
        "students",
        "triage.jte",
        (rows, fresh) -> TriageReader.read(
            rows,
            fresh,
            filter,
            SavedFilter.notice(asked.getOrDefault("filter", "")),
            acting(rows, person)));
  }

  private Triage.@Nullable Acting acting(JdbcClient rows, Person person) {
    return person.isIn(Circle.ACTING)
        ? new Triage.Acting(
            support.shelf().playbooks(),
            rows.sql("select person_id, display_name from access.acting_colleagues(200)")
                .query(Records.of(Triage.Colleague.class))
                .list(),
            support.today(),
            Entry.fresh())
        : null;
  }

  @GetMapping("/students.csv")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> file(@RequestParam Map<String, String> asked) {
    TriageFilter filter = TriageFilter.of(asked);
    return pages.csv("waymark-students.csv", rows -> {
      Csv csv = new Csv(List.of(
          "name",
          "student_id",
          "grade",
          "school",
          "counselor",
          "movement",
          "since_last_week",
          "flagged_since",
          "weeks_flagged",
          "probability",
          "warning_signs",
          "serious_signs",
          "unknown_indicators",
          "why",
          "attendance_rate",
          "last_30_days_missed",
          "last_30_days_enrolled",
          "gpa"));
      for (Triage.Line line : ListLines.all(rows, filter)) {
        csv.about(line.studentId());
        csv.row(Arrays.asList(
            line.name(),
            line.sisId(),
            line.gradeLevel(),
            line.schoolName(),
            line.counselor(),
            line.movement().key(),
            line.change(),
            line.flaggedSinceOn(),
            line.weeksFlagged(),
            line.chance() == null ? null : line.chance().probability(),
            line.signs().yellow() + line.signs().red(),
            line.signs().red(),
            line.signs().unknown(),
            String.join("; ", line.why()),
            line.attendanceRate(),
            line.absent(),
            line.enrolled(),
            line.gpa()));
      }
      return csv;
    });
  }

  /// One page of the list for machines.
  public record Answer(
      String asOf,
      String finding,
      String rankedBy,
      long total,
      Map<String, Long> movements,
      List<Triage.Part> parts,
      List<SavedFilter> savedFilters,
      List<Triage.Line> students)
      implements ShowsStudents {

    @Override
    public List<Long> shownStudents() {
      return students.stream().map(Triage.Line::studentId).toList();
    }
  }

  @Api(
      value = "Students with warning signs, who needs attention first",
      asks = {
        "school",
        "band",
        "tier",
        "group",
        "section",
        "movement",
        "counselor",
        "by",
        "q",
        "sort",
        "order"
      },
      paged = true)
  @GetMapping("/api/v1/students")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<Answer> forMachines(
      HttpServletRequest request, @RequestParam Map<String, String> asked) {
    TriageFilter filter = TriageFilter.of(asked);
    Paging paging = Paging.of(request);
    Answer answer = pages.json((rows, fresh) -> {
      Triage list =
          TriageReader.read(rows, fresh, filter, "", null, paging.limit(), paging.offset());
      return new Answer(
          fresh.asOf().toString(),
          list.title(),
          list.ranking().sentence(),
          list.total(),
          list.counts().stream()
              .collect(Collectors.toMap(c -> c.movement().key(), Triage.Count::students)),
          list.parts(),
          list.filters(),
          list.lines());
    });
    return paging.answer(request, answer, answer.total());
  }
}
