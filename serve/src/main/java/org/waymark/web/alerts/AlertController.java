package org.waymark.web.alerts;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.ShowsStudents;
import org.waymark.web.DistrictTime;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.api.Api;
import org.waymark.web.gate.BadRequest;

/// A person's own news, and that it was seen.
@RestController
public class AlertController {
  private final Pages pages;
  private final DistrictTime time;

  AlertController(Pages pages, DistrictTime time) {
    this.pages = pages;
    this.time = time;
  }

  @GetMapping("/alerts")
  @OpenTo(Circle.TOLD)
  ResponseEntity<String> alerts(
      HttpServletRequest request,
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "before", defaultValue = "") String before) {
    String notice = Notice.take(request);
    return pages.ledger(
        request,
        "alerts",
        "alerts.jte",
        (rows, fresh) -> AlertReader.read(
            rows, fresh, time, AlertReader.kind(kind), key(before, "before"), notice));
  }

  @PostMapping("/alerts/seen")
  @OpenTo(Circle.TOLD)
  ResponseEntity<String> seen(
      HttpServletRequest request,
      @RequestParam(name = "through", defaultValue = "") String through) {
    int seen = saw(through);
    Notice.leave(
        request,
        seen == 0
            ? "Nothing was changed: all of it was seen before."
            : Words.counted(seen, "alert is", "alerts are") + " marked as seen.");
    return ResponseEntity.status(303).header("Location", "/alerts").build();
  }

  /// Alerts for machines.
  ///
  /// @param next the value of `before` for the older ones; null at the end
  public record Answer(
      long unseen, long hidden, List<Out> alerts, @Nullable Long next) implements ShowsStudents {
    @Override
    public List<Long> shownStudents() {
      return alerts.stream()
          .map(Out::studentId)
          .filter(java.util.Objects::nonNull)
          .distinct()
          .toList();
    }
  }

  /// One alert.
  public record Out(
      long id,
      String kind,
      String words,
      List<String> lines,
      @Nullable Long studentId,
      String because,
      String way,
      java.time.OffsetDateTime toldAt,
      boolean isNew,
      java.time.@Nullable LocalDate endedOn,
      String run,
      String link) {}

  @Api("What one was told, 50 at a time, newest first; `next` is where the older ones begin")
  @GetMapping("/api/v1/alerts")
  @OpenTo(Circle.TOLD)
  Answer forMachines(
      @RequestParam(name = "kind", defaultValue = "") String kind,
      @RequestParam(name = "before", defaultValue = "") String before) {
    if (!kind.isEmpty() && AlertReader.kind(kind).isEmpty()) {
      throw new BadRequest(
          "kind: expected high_risk, attendance, failing_grade, cohort_decline or data_refused.");
    }
    Long from = key(before, "before");
    return pages.read(rows -> {
      Alerts page =
          AlertReader.read(rows, org.waymark.web.Freshness.read(rows), time, kind, from, "");
      return new Answer(
          page.unseen(),
          page.hidden(),
          page.nights().stream()
              .flatMap(night -> night.alerts().stream())
              .map(AlertController::out)
              .toList(),
          page.next());
    });
  }

  private static Out out(Alerts.Alert alert) {
    return new Out(
        alert.alertId(),
        alert.kind().written(),
        alert.words(),
        alert.lines(),
        alert.studentId(),
        alert.because(),
        alert.way().written(),
        alert.toldAt(),
        alert.isNew(),
        alert.endedOn(),
        alert.runId(),
        alert.link());
  }

  /// @param through the newest alert that was seen, by its id
  public record Seen(@Nullable Long through) {}

  /// @param seen how many were new
  public record Marked(int seen) {}

  @Api("Marks as seen the alert of that id and all before it; answers how many were new")
  @PostMapping("/api/v1/alerts/seen")
  @OpenTo(Circle.TOLD)
  Marked seenByMachines(@RequestBody Seen seen) {
    return new Marked(saw(seen.through() == null ? "" : seen.through().toString()));
  }

  private int saw(String through) {
    Long id = key(through, "through");
    if (id == null) {
      throw new BadRequest("through: expected the id of the newest alert that was seen.");
    }
    return pages.decide(rows -> AlertReader.seen(rows, id));
  }

  private static @Nullable Long key(String written, String name) {
    if (written.isEmpty()) {
      return null;
    }
    if (!written.matches("\\d{1,18}")) {
      throw new BadRequest(name + ": expected the id of an alert, a whole number.");
    }
    return Long.valueOf(written);
  }
}
