package org.waymark.cohorts.internal;

import java.util.ArrayList;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.Row;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.statistics.BenjaminiHochberg;
import org.waymark.statistics.EffectSize;
import org.waymark.statistics.MeanTest;
import org.waymark.statistics.Sample;

/// `cohorts.comparison`: this year's students of a grade against last year's, same school,
/// subject and season.
///
/// Teachers are not compared with their own last year: two classes say more about who was
/// assigned than about teaching.
public final class ComparisonModel implements JavaModel {

  private static final double ALERT_D = 0.3;
  private static final double ALERT_PERCENTILES = 10;

  private static final String QUESTION = """
      select stable_key(run.tenant_id, 'comparison', cast(now.metric_key as varchar(20))) as comparison_key,
             now.cohort_key, before.cohort_key, now.subject, now.season, now.school_year,
             cohort.cohort_type, now.student_count, now.mean_score, now.sd_score, now.score_scale,
             before.student_count, before.mean_score, before.sd_score, before.score_scale,
             now.median_percentile, before.median_percentile, now.percentile_edition,
             before.percentile_edition, now.reason, before.reason, last_year.reason,
             cohort.short_name, case when before.metric_key is null then 1 else 0 end as is_first
      from cohorts.metric as now
      cross join engine.run
      join cohorts.cohort on cohort.cohort_key = now.cohort_key
      join cohorts.cohort as last_year
        on last_year.series = cohort.series and last_year.school_year = cohort.school_year - 1
      left join cohorts.metric as before
        on before.cohort_key = last_year.cohort_key and before.subject = now.subject
       and before.season = now.season
      where cohort.cohort_type <> 'teacher'
      order by now.cohort_key, now.subject, now.season
      """;

  @Override
  public Set<String> reads() {
    return Set.of("cohorts.metric", "cohorts.cohort", "engine.run");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var comparisons = new ArrayList<Comparison>();
    engine.scan(QUESTION, row -> comparisons.add(Comparison.of(row)));
    var adjusted = BenjaminiHochberg.adjustWithin(
        comparisons, Comparison::list, c -> c.test().pOrNull());
    for (int i = 0; i < comparisons.size(); i++) {
      comparisons.get(i).write(rows, adjusted.get(i));
    }
  }

  /// @param list what is shown, and adjusted, together
  /// @param percentileChange change of the median percentile; null with its reason
  private record Comparison(
      String list,
      long key,
      long cohort,
      @Nullable Long priorCohort,
      String subject,
      String season,
      long schoolYear,
      MeanTest test,
      @Nullable Double effect,
      @Nullable Double percentileChange,
      @Nullable String percentileReason,
      String name) {

    static Comparison of(Row row) {
      MeanTest test = test(row);
      Double effect = null;
      if (test instanceof MeanTest.Tested tested) {
        OptionalDouble d = EffectSize.cohensD(tested.difference(), row.number(9), row.number(13));
        effect = d.isPresent() ? d.getAsDouble() : null;
      }
      String percentileReason = percentileReason(row);
      return new Comparison(
          row.whole(5) + "|" + row.text(4) + "|" + row.text(6),
          row.whole(0),
          row.whole(1),
          row.wholeOrNull(2),
          row.text(3),
          row.text(4),
          row.whole(5),
          test,
          effect,
          percentileReason == null ? row.number(15) - row.number(16) : null,
          percentileReason,
          row.text(22));
    }

    private static MeanTest test(Row row) {
      if (!row.isNull(19)) {
        return new MeanTest.NotTested("this year: " + row.text(19));
      }
      if (!row.isNull(21)) {
        return new MeanTest.NotTested("last year: " + row.text(21));
      }
      if (row.whole(23) == 1) {
        return new MeanTest.NotTested("nobody was tested in this season last year");
      }
      if (!row.isNull(20)) {
        return new MeanTest.NotTested("last year: " + row.text(20));
      }
      if (!row.text(10).equals(row.text(14))) {
        return new MeanTest.NotTested("last year's test was another one: scores on the scale "
            + row.text(14) + ", this year's on " + row.text(10));
      }
      return MeanTest.welch(
          new Sample(row.whole(7), row.number(8), row.number(9)),
          new Sample(row.whole(11), row.number(12), row.number(13)));
    }

    private static @Nullable String percentileReason(Row row) {
      if (row.isNull(15) || row.isNull(16)) {
        return "no national percentiles in both years";
      }
      if (!row.text(10).equals(row.text(14))) {
        return "last year's test was another one";
      }
      if (!row.text(17).equals(row.text(18))) {
        return "a trend needs one edition of the norms: this year's percentiles are of %s, last year's of %s"
            .formatted(edition(row, 17), edition(row, 18));
      }
      return null;
    }

    private static String edition(Row row, int column) {
      return row.isNull(column) ? "an unnamed edition" : "edition " + row.text(column);
    }

    void write(RowSink rows, @Nullable Double adjusted) {
      MeanTest.@Nullable Tested t = test instanceof MeanTest.Tested tested ? tested : null;
      String direction = t == null ? null : direction(t);
      boolean percentileAlert = percentileChange != null && percentileChange < -ALERT_PERCENTILES;
      boolean declineAlert = "decline".equals(direction) && effect != null && effect < -ALERT_D;
      rows.add(
          key,
          cohort,
          priorCohort,
          subject,
          season,
          schoolYear,
          t == null ? null : t.difference(),
          t == null ? null : t.low(),
          t == null ? null : t.high(),
          effect,
          t == null ? null : t.t(),
          t == null ? null : t.df(),
          t == null ? null : t.p(),
          adjusted,
          t == null ? null : t.isSignificant(),
          direction,
          percentileChange,
          percentileReason,
          declineAlert,
          percentileAlert,
          t == null ? null : narrative(t, direction),
          test instanceof MeanTest.NotTested not ? not.reason() : null);
    }

    private static String direction(MeanTest.Tested t) {
      if (!t.isSignificant()) {
        return "no_change";
      }
      return t.difference() > 0 ? "improvement" : "decline";
    }

    private String narrative(MeanTest.Tested t, @Nullable String direction) {
      String by = String.format(Locale.ROOT, "%.1f", Math.abs(t.difference()));
      String range =
          String.format(Locale.ROOT, "95%% interval %+.1f to %+.1f points", t.low(), t.high());
      String what = name + ", " + subject + ", " + season;
      return switch (String.valueOf(direction)) {
        case "improvement" ->
          "%s: scores are %s points above last year's (%s).".formatted(what, by, range);
        case "decline" ->
          "%s: scores are %s points below last year's (%s).".formatted(what, by, range);
        default ->
          "%s: no change from last year that chance could not make (%s).".formatted(what, range);
      };
    }
  }
}
