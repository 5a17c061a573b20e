package org.waymark.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// How old the figures are, and whether the latest run took their place.
///
/// @param published the run whose figures are up; null before the first
/// @param latest the newest run, whatever became of it
/// @param schoolYear spring year of the figures
public record Freshness(@Nullable Night published, @Nullable Night latest, int schoolYear) {

  /// One run of the pipeline.
  public record Night(
      String runId,
      String status,
      @Nullable String reason,
      @Nullable LocalDate asOfOn,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime publishedAt) {}

  /// Reads the state of the runs that the person may see.
  public static Freshness read(JdbcClient rows) {
    String columns = "run_id, status, reason, as_of_on, started_at, published_at";
    @Nullable
    Night published = rows.sql("select "
            + columns
            + " from ledger.run where status = 'published'"
            + " order by published_at desc limit 1")
        .query(Records.of(Night.class))
        .optional()
        .orElse(null);
    @Nullable
    Night latest = rows.sql(
            "select " + columns + " from ledger.run order by started_at desc limit 1")
        .query(Records.of(Night.class))
        .optional()
        .orElse(null);
    int year = 0;
    if (published != null && published.asOfOn() != null) {
      year = published.asOfOn().getYear() + (published.asOfOn().getMonthValue() >= 7 ? 1 : 0);
    }
    return new Freshness(published, latest, year);
  }

  /// Whether anything was ever published.
  public boolean hasFigures() {
    return published != null;
  }

  /// "through Fri, May 15".
  public String through() {
    return "through " + Words.day(published == null ? null : published.asOfOn());
  }

  /// The day that the figures speak of.
  public LocalDate asOf() {
    if (published == null || published.asOfOn() == null) {
      throw new IllegalStateException("no figures yet");
    }
    return published.asOfOn();
  }

  /// The newest run did not publish, so older figures stay up.
  public boolean isHeldBack() {
    return latest != null
        && !latest.status().equals("published")
        && !latest.status().equals("running");
  }
}
