package org.waymark.web.runs;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.api.Api;
import org.waymark.web.api.Paging;

/// The nights and what they brought.
@RestController
public class RunsController {
  private static final String COLUMNS = """
      select run_id, status, reason, as_of_on, started_at, finished_at, published_at, seconds,
             source, rows_in from ledger.run
      """;

  private final Pages pages;

  RunsController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/runs")
  @OpenTo(Circle.RUNS)
  ResponseEntity<String> runs(HttpServletRequest request) {
    return pages.ledger(request, "runs", "runs.jte", (rows, fresh) -> list(rows, fresh));
  }

  @GetMapping("/runs/{id}")
  @OpenTo(Circle.RUNS)
  ResponseEntity<String> run(HttpServletRequest request, @PathVariable("id") String id) {
    return pages.ledger(request, "runs", "run.jte", (rows, fresh) -> detail(rows, fresh, id));
  }

  @Api(value = "Runs of the pipeline, newest first", paged = true)
  @GetMapping("/api/v1/runs")
  @OpenTo(Circle.RUNS)
  ResponseEntity<List<Runs.Run>> forMachines(HttpServletRequest request) {
    Paging paging = Paging.of(request);
    return pages.read(rows -> paging.answer(
        request,
        rows.sql(COLUMNS + " order by started_at desc limit :limit offset :offset")
            .param("limit", paging.limit())
            .param("offset", paging.offset())
            .query(Records.of(Runs.Run.class))
            .list(),
        rows.sql("select count(*) from ledger.run").query(Long.class).single()));
  }

  /// One run for machines.
  public record Answer(String finding, boolean isPublished, Runs.Run run, List<Runs.File> files) {}

  @Api("One run with its files and what became of their rows")
  @GetMapping("/api/v1/runs/{id}")
  @OpenTo(Circle.RUNS)
  Answer runForMachines(@PathVariable("id") String id) {
    return pages.read(rows -> {
      Runs.Detail it = detail(rows, Freshness.read(rows), id);
      return new Answer(it.title(), it.isUp(), it.run(), it.files());
    });
  }

  private static Runs list(JdbcClient rows, Freshness fresh) {
    List<Runs.Run> runs = rows.sql(COLUMNS + " order by started_at desc limit 100")
        .query(Records.of(Runs.Run.class))
        .list();
    String title = runs.isEmpty()
        ? "No run yet"
        : switch (runs.getFirst().status()) {
          case "published" ->
            "The last run published: data through " + Words.day(runs.getFirst().asOfOn());
          case "running" -> "A run is under way; the figures of the last one stay up";
          case "refused" -> "The last run was refused; the figures of the one before stay up";
          default -> "The last run failed; the figures of the one before stay up";
        };
    return new Runs(title, runs);
  }

  private static Runs.Detail detail(JdbcClient rows, Freshness fresh, String id) {
    Runs.Run run = rows.sql(COLUMNS + " where run_id = ?")
        .param(id)
        .query(Records.of(Runs.Run.class))
        .optional()
        .orElseThrow(NotVisible::new);
    List<Runs.File> files =
        rows.sql("""
                select path, sha256, source, layout, entity, bytes, coalesce(rows_in, 0) as rows_in,
                       coalesce(loaded, 0) as loaded, coalesce(duplicate, 0) as duplicate,
                       coalesce(superseded, 0) as superseded,
                       coalesce(quarantined, 0) as quarantined, status, note
                from ledger.run_file where run_id = ? order by status = 'loaded', path
                """).param(id).query(Records.of(Runs.File.class)).list();
    String title = switch (run.status()) {
      case "published" ->
        "This run published %s in %s"
            .formatted(
                run.rowsIn() == null
                    ? "its figures"
                    : "figures from " + Words.counted(run.rowsIn(), "row", "rows"),
                run.took());
      case "running" -> "This run is under way";
      case "refused" -> "This run was refused, and nothing of it was published";
      default -> "This run failed, and nothing of it was published";
    };
    boolean isUp = fresh.published() != null && fresh.published().runId().equals(run.runId());
    return new Runs.Detail(title, run, files, isUp);
  }
}
