package org.waymark.web.quality;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.Asker;
import org.waymark.web.Csv;
import org.waymark.web.Freshness;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.api.Paging;

/// Data quality: scorecard, rows set aside, ids that match nobody.
@RestController
public class QualityController {
  private final Pages pages;

  QualityController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/quality")
  @OpenTo(Circle.RUNS)
  ResponseEntity<String> quality(HttpServletRequest request) {
    boolean isDistrict = Asker.person().isDistrict();
    return pages.ledger(
        request,
        "quality",
        "quality.jte",
        (rows, fresh) -> QualityReader.read(rows, fresh, isDistrict));
  }

  @GetMapping("/quality/quarantine")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<String> quarantine(
      HttpServletRequest request,
      @RequestParam(name = "file", defaultValue = "") String file,
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "page", defaultValue = "1") String page) {
    Asker.requireDistrict();
    int number = page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1;
    return pages.ledger(
        request,
        "quality",
        "quarantine.jte",
        (rows, fresh) -> QuarantineReader.read(rows, fresh, file, kind, number));
  }

  @GetMapping("/quality/quarantine.csv")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<String> quarantineFile(
      @RequestParam(name = "file", defaultValue = "") String file,
      @RequestParam(name = "kind", defaultValue = "") String kind) {
    Asker.requireDistrict();
    return pages.csv("waymark-set-aside.csv", rows -> {
      Csv csv = new Csv(List.of("file", "line", "column", "value", "reason", "entity", "kind"));
      for (Quality.Aside row : QuarantineReader.all(rows, file, kind)) {
        csv.row(Arrays.asList(
            row.path(),
            row.line(),
            row.columnName(),
            row.value(),
            row.reason(),
            row.entity(),
            row.kind()));
      }
      return csv;
    });
  }

  @GetMapping("/quality/unmatched")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<String> unmatched(HttpServletRequest request) {
    Asker.requireDistrict();
    String done = request.getParameter("done");
    String notice = done == null
        ? ""
        : switch (done) {
          case "linked" -> "Linked. The next run files the waiting rows under that student.";
          case "ignored" -> "Ignored. The next run leaves this id out of the worklist.";
          default -> "Nothing was changed: no student of this district has that id.";
        };
    return pages.ledger(
        request,
        "quality",
        "unmatched.jte",
        (rows, fresh) -> QuarantineReader.unmatched(rows, fresh, notice));
  }

  @PostMapping("/quality/unmatched")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<Void> decide(
      @RequestParam("id") String id,
      @RequestParam("action") String action,
      @RequestParam(name = "student", defaultValue = "") String student) {
    Asker.requireDistrict();
    Person person = Asker.person();
    String done = pages.decide(rows -> {
      boolean ignore = action.equals("ignore");
      String sis = student.strip();
      if (!ignore
          && rows.sql("select count(*) from analytics.dim_students where sis_id = ?")
                  .param(sis)
                  .query(Long.class)
                  .single()
              == 0) {
        return "nobody";
      }
      rows.sql("""
                      insert into ledger.id_link
                          (tenant_id, id_value, student_source_id, decided_by, decided_at)
                      values (:tenant, :id, :student, :by, now())
                      on conflict (tenant_id, id_value) do update
                      set student_source_id = excluded.student_source_id,
                          decided_by = excluded.decided_by, decided_at = excluded.decided_at
                      """)
          .param("tenant", person.tenantId())
          .param("id", id)
          .param("student", ignore ? null : sis)
          .param("by", person.personId())
          .update();
      return ignore ? "ignored" : "linked";
    });
    return ResponseEntity.status(303)
        .header("Location", "/quality/unmatched?done=" + done)
        .build();
  }

  /// Quality for machines.
  public record Answer(
      String finding,
      String runId,
      List<Quality.Readiness> readiness,
      List<Quality.Check> checks,
      Quality.Rows rows,
      long idsWithoutStudent) {}

  @Api("How good the rows of the newest run are: sources, checks, rows by what became of them")
  @GetMapping("/api/v1/quality")
  @OpenTo(Circle.RUNS)
  Answer forMachines() {
    boolean isDistrict = Asker.person().isDistrict();
    return pages.json((rows, fresh) -> {
      Quality it = QualityReader.read(rows, fresh, isDistrict);
      return new Answer(
          it.title(),
          it.run() == null ? "" : it.run().runId(),
          it.readiness(),
          it.checks(),
          it.rows() == null ? new Quality.Rows(0, 0, 0, 0, 0, 0) : it.rows(),
          it.unmatched());
    });
  }

  /// Rows set aside, for machines.
  public record AsideAnswer(
      long total, List<String> files, List<Quality.Kind> kinds, List<Quality.Aside> rows) {}

  @Api(value = "Rows of the newest run that were set aside, with the reason", paged = true)
  @GetMapping("/api/v1/quality/quarantine")
  @OpenTo(Circle.DISTRICT_DATA)
  ResponseEntity<AsideAnswer> quarantineForMachines(
      HttpServletRequest request,
      @RequestParam(name = "file", defaultValue = "") String file,
      @RequestParam(name = "kind", defaultValue = "") String kind) {
    Asker.requireDistrict();
    Paging paging = Paging.of(request);
    return pages.read(rows -> {
      Quality.Quarantine it = QuarantineReader.read(
          rows, Freshness.read(rows), file, kind, paging.limit(), paging.offset());
      return paging.answer(
          request, new AsideAnswer(it.total(), it.files(), it.kinds(), it.rows()), it.total());
    });
  }

  /// Ids without a student, for machines.
  public record UnmatchedAnswer(String finding, List<Quality.Unmatched> ids) {}

  @Api("Ids that match no student, at most 500, and what was decided about them")
  @GetMapping("/api/v1/quality/unmatched")
  @OpenTo(Circle.DISTRICT_DATA)
  UnmatchedAnswer unmatchedForMachines() {
    Asker.requireDistrict();
    return pages.read(rows -> {
      Quality.Worklist it = QuarantineReader.unmatched(rows, Freshness.read(rows), "");
      return new UnmatchedAnswer(it.title(), it.open());
    });
  }
}
