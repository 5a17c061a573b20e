package org.waymark.web.overview;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// Whom to look at first this week, in one sentence with one link.
final class AttentionReader {

  private record Counts(long students, long fresh, long escalated, long flagged) {}

  private AttentionReader() {}

  static Overview.@Nullable Attention read(JdbcClient rows, OverviewFilter filter) {
    Counts counts =
        Recall.of(rows, Counts.class, "attention", filter.schoolKey(), () -> counts(rows, filter));
    if (counts.students() == 0) {
      return null;
    }
    String school = filter.school() == null ? "" : "school=" + filter.schoolKey();
    if (counts.fresh() + counts.escalated() == 0) {
      return new Overview.Attention(
          "Nobody is new on the early-warning list this week; %s on it."
              .formatted(
                  counts.flagged() == 1
                      ? "1 student is"
                      : Words.count(counts.flagged()) + " students are"),
          "/students" + (school.isEmpty() ? "" : "?" + school) + "#list");
    }
    return new Overview.Attention(
        "%s new on the early-warning list this week, %s escalated."
            .formatted(
                counts.fresh() == 1
                    ? "1 student is"
                    : Words.count(counts.fresh()) + " students are",
                Words.count(counts.escalated())),
        "/students?movement=attention" + (school.isEmpty() ? "" : "&" + school) + "#list");
  }

  private static Counts counts(JdbcClient rows, OverviewFilter filter) {
    return rows.sql("""
            select count(*) as students,
                   count(*) filter (where movement = 'new') as fresh,
                   count(*) filter (where movement = 'escalated') as escalated,
                   count(*) filter (where tier in ('at_risk', 'high')) as flagged
            from analytics.fact_indicators
            """ + (filter.school() == null ? "" : " where school_id = :school"))
        .param("school", filter.school())
        .query(Records.of(Counts.class))
        .single();
  }
}
