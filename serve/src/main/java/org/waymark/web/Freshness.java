package org.waymark.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
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
    List<Night> nights = rows.sql("""
            (select 1 as place, run_id, status, reason, as_of_on, started_at, published_at
             from ledger.run order by started_at desc limit 1)
            union all
            (select 2, run_id, status, reason, as_of_on, started_at, published_at
             from ledger.run where status = 'published' order by published_at desc limit 1)
            order by place
            """).query(Records.of(Night.class)).list();
    @Nullable Night latest = nights.isEmpty() ? null : nights.getFirst();
    // the second, where one was ever published
    @Nullable Night published = nights.size() < 2 ? null : nights.getLast();
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
