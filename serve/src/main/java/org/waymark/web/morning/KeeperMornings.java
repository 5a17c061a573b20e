package org.waymark.web.morning;

import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.morning.Morning.Block;
import org.waymark.web.morning.Morning.Finding;
import org.waymark.web.morning.Morning.Findings;
import org.waymark.web.morning.Morning.Row;
import org.waymark.web.morning.Morning.Step;
import org.waymark.web.morning.Morning.Table;
import org.waymark.web.quality.Quality;
import org.waymark.web.quality.QualityReader;

/// The first page of those who keep the thing going: the analyst's, the operator's and the
/// tenant administrator's. No student is on any of them.
final class KeeperMornings {
  private static final int CHECKS = 12;

  private KeeperMornings() {}

  static Morning analyst(JdbcClient rows, Freshness fresh) {
    Quality quality = QualityReader.read(rows, fresh, true);
    if (quality.run() == null) {
      return new Morning(
          "No run yet: nothing to judge",
          "Put the district's files in one folder and run ./waymark run --source FOLDER.",
          null,
          "Here would be what became of each row of the last run, and which checks found something.",
          List.of(),
          List.of());
    }
    List<Quality.Check> failing = quality.failing();
    List<Finding> checks = failing.stream()
        .limit(CHECKS)
        .map(check -> new Finding(
            "%s: %s%s"
                .formatted(
                    check.title(),
                    Words.count(check.failed()),
                    check.of() == null ? "" : " of " + Words.count(check.of())),
            check.advice() == null || check.advice().isBlank()
                ? "What to do is not written down for this check."
                : check.advice(),
            check.severity().equals("error")
                ? "bad"
                : check.severity().equals("warn") ? "watch" : "good",
            new Step("The check", "/quality")))
        .toList();
    List<Block> blocks = new ArrayList<>();
    if (quality.flow() != null) {
      blocks.add(new Morning.Chart(
          "Where the rows went",
          quality.rows() == null
              ? ""
              : "%s rows in = %s loaded + %s duplicate + %s superseded + %s set aside"
                  .formatted(
                      Words.count(quality.rows().rowsIn()),
                      Words.count(quality.rows().loaded()),
                      Words.count(quality.rows().duplicate()),
                      Words.count(quality.rows().superseded()),
                      Words.count(quality.rows().quarantined())),
          quality.flow()));
    }
    blocks.add(
        new Findings("Checks that found something, and the fix", checks, "Every check passed."));
    blocks.add(new Findings(
        "Waiting for you",
        List.of(
            new Finding(
                Words.counted(quality.quarantined(), "row", "rows") + " set aside",
                "Each with its file, line, column and reason",
                quality.quarantined() == 0 ? "good" : "watch",
                new Step("Rows set aside", "/quality/quarantine")),
            new Finding(
                Words.counted(quality.unmatched(), "id", "ids") + " that match no student",
                "Link each to a student, or leave it out",
                quality.unmatched() == 0 ? "good" : "watch",
                new Step("Unmatched ids", "/quality/unmatched"))),
        ""));
    return new Morning(
        quality.title(),
        failing.isEmpty()
            ? "Nothing to mend. If somebody's number differs from yours, the dictionary says how ours is counted."
            : "Start with “%s”: %s"
                .formatted(failing.getFirst().title(), checks.getFirst().detail()),
        failing.isEmpty()
            ? new Step("How each figure is counted", "/dictionary")
            : new Step("Open data quality", "/quality"),
        "Last run, started "
            + Words.moment(quality.run().startedAt())
            + " · data "
            + fresh.through(),
        List.of(),
        blocks);
  }

  static Morning operator(JdbcClient rows, Freshness fresh, Path data) {
    record Run(
        String runId,
        String status,
        OffsetDateTime startedAt,
        @Nullable OffsetDateTime publishedAt,
        @Nullable Double seconds,
        @Nullable Long rowsIn) {}
    List<Run> runs = rows.sql("""
            select run_id, status, started_at, published_at, seconds, rows_in
            from ledger.run order by started_at desc limit 7
            """).query(Records.of(Run.class)).list();
    List<Row> feeds = rows.sql("""
            select coalesce(source, 'not recognised') as source, count(*) as files,
                   sum(rows_in) as rows, max(arrived_at) as newest,
                   count(*) filter (where status = 'refused') as refused
            from ledger.run_file
            where run_id = (select run_id from ledger.run order by started_at desc limit 1)
            group by 1 order by 1
            """)
        .query((row, n) -> new Row(
            null,
            List.of(
                Words.platform(row.getString("source")),
                Words.count(row.getLong("files")),
                Words.count(row.getLong("rows")),
                age(row.getObject("newest", OffsetDateTime.class)),
                Words.count(row.getLong("refused")))))
        .list();
    long database = rows.sql("select access.database_size()").query(Long.class).single();
    @Nullable Run last = runs.isEmpty() ? null : runs.getFirst();
    boolean isGood = last != null && last.status().equals("published");
    String title = last == null
        ? "No run yet"
        : switch (last.status()) {
          case "published" -> "Last night's run published, " + age(last.startedAt());
          case "running" -> "A run is under way, begun " + age(last.startedAt());
          case "refused" -> "The last run was refused: older figures stay up";
          default -> "The last run failed: older figures stay up";
        };
    return new Morning(
        title,
        last == null
            ? "Start one: ./waymark run --source FOLDER."
            : isGood
                ? "The newest figures are up."
                : "Open the run for its reason; correct what it names, then run again.",
        last == null ? null : new Step("Open the last run", "/runs/" + last.runId()),
        "Runs and feeds · " + fresh.through(),
        List.of(),
        List.of(
            new Findings("Room", List.of(disk(data), databaseSize(database)), ""),
            new Table(
                "The last runs",
                "",
                List.of("Started", "Outcome", "Rows in", "Took"),
                4,
                runs.stream()
                    .map(run -> new Row(
                        "/runs/" + run.runId(),
                        List.of(
                            Words.moment(run.startedAt()),
                            run.status(),
                            Words.count(run.rowsIn()),
                            run.seconds() == null
                                ? Words.UNKNOWN
                                : Words.decimal(run.seconds(), 1) + " s")))
                    .toList()),
            new Table(
                "Feeds of the last run",
                "",
                List.of("Feed", "Files", "Rows in", "Newest file", "Refused"),
                5,
                feeds)));
  }

  private static Finding disk(Path data) {
    try {
      FileStore store = Files.getFileStore(data);
      long free = store.getUsableSpace();
      double share = (double) free / Math.max(1, store.getTotalSpace());
      return new Finding(
          gigabytes(free) + " free on the disk of the data directory",
          Words.percent(share) + " of it; a run needs about three times the size of its files",
          share < 0.05 ? "bad" : share < 0.15 ? "watch" : "good",
          new Step("Runs", "/runs"));
    } catch (java.io.IOException unreadable) {
      return new Finding(
          "Free space is unknown",
          "The data directory's disk did not answer",
          "watch",
          new Step("Runs", "/runs"));
    }
  }

  private static Finding databaseSize(long bytes) {
    return new Finding(
        gigabytes(bytes) + " in the database",
        "Figures and the ledger together",
        "good",
        new Step("Data quality", "/quality"));
  }

  private static String gigabytes(long bytes) {
    return String.format(Locale.US, "%,.1f GB", bytes / 1e9);
  }

  /// "3 hours ago".
  private static String age(@Nullable OffsetDateTime at) {
    if (at == null) {
      return Words.UNKNOWN;
    }
    Duration age = Duration.between(at, OffsetDateTime.now());
    if (age.toHours() < 1) {
      return Words.counted(Math.max(0, age.toMinutes()), "minute", "minutes") + " ago";
    }
    return age.toHours() < 48
        ? Words.counted(age.toHours(), "hour", "hours") + " ago"
        : Words.counted(age.toDays(), "day", "days") + " ago";
  }

  static Morning administrator(JdbcClient rows, Freshness fresh) {
    record Counted(String key, long people, long open) {}
    record Looked(String action, long looks, long people, long students) {}
    List<Counted> accounts = rows.sql("""
            select role as key, count(*) as people, count(*) filter (where is_active) as open
            from ledger.person group by role order by role
            """).query(Records.of(Counted.class)).list();
    List<Row> ending = rows.sql("""
            select p.display_name, g.scope, g.ends_on, g.reason
            from ledger.grant_scope g join ledger.person p using (person_id)
            where g.revoked_at is null and p.is_active
              and g.ends_on between current_date and current_date + 30
            order by g.ends_on, p.display_name limit 12
            """)
        .query((row, n) -> new Row(
            null,
            List.of(
                row.getString(1),
                Words.plain(row.getString(2)),
                Words.date(row.getObject(3, java.time.LocalDate.class)),
                Words.or(row.getString(4)))))
        .list();
    List<Looked> looks = rows.sql("""
            select action, count(*) as looks, count(distinct person_id) as people,
                   coalesce(sum(cardinality(student_ids)), 0) as students
            from ledger.audit where at > now() - interval '7 days' group by action order by action
            """).query(Records.of(Looked.class)).list();
    long open = accounts.stream().mapToLong(Counted::open).sum();
    long looked = looks.stream().mapToLong(Looked::looks).sum();
    return new Morning(
        ending.isEmpty()
            ? "%s open; no grant ends in the next 30 days"
                .formatted(Words.counted(open, "account is", "accounts are"))
            : "%s in the next 30 days"
                .formatted(Words.counted(ending.size(), "grant ends", "grants end")),
        ending.isEmpty()
            ? "Student records were opened %s in the last 7 days."
                .formatted(Words.counted(looked, "time", "times"))
            : "Ask each person below whether they still need it; a grant that ends closes by itself.",
        null,
        "Accounts, grants and looks · you see no student",
        List.of(),
        List.of(
            new Table(
                "Grants that end soon",
                ending.isEmpty() ? "None in the next 30 days." : "",
                List.of("Person", "Sees", "Until", "Why"),
                4,
                ending),
            new Table(
                "Accounts",
                "",
                List.of("Role", "Open", "Closed"),
                3,
                accounts.stream()
                    .map(a -> new Row(
                        null,
                        List.of(
                            org.waymark.access.Person.Role.of(a.key()).title(),
                            Words.count(a.open()),
                            Words.count(a.people() - a.open()))))
                    .toList()),
            new Table(
                "Who looked at student records, last 7 days",
                looks.isEmpty() ? "Nobody." : "",
                List.of("How", "Times", "People", "Students shown, repeats counted"),
                4,
                looks.stream()
                    .map(l -> new Row(
                        null,
                        List.of(
                            Words.plain(l.action()),
                            Words.count(l.looks()),
                            Words.count(l.people()),
                            Words.count(l.students()))))
                    .toList())));
  }
}
