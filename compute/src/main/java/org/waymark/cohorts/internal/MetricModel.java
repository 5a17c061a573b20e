package org.waymark.cohorts.internal;

import java.util.ArrayList;
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
import org.waymark.statistics.SmallestGroup;

/// `cohorts.metric`: each cohort's scores against the norm, with how sure that is.
///
/// Tests run on unrounded means. Adjusted p-values share a list with all cohorts of the
/// same kind, year and season: what a page shows together.
public final class MetricModel implements JavaModel {

  private static final String QUESTION = """
      select moment.cohort_key, moment.subject, moment.season, moment.school_year,
             moment.score_scale, moment.platform, moment.student_count, moment.mean_score,
             moment.median_score, moment.sd_score, moment.level_count, moment.below_count,
             moment.approaching_count, moment.meets_count, moment.exceeds_count,
             moment.mean_percentile, moment.median_percentile, moment.percentile_edition,
             moment.mean_growth_index, moment.target_count, moment.met_target_count,
             cohort.cohort_type, coalesce(cohort.grade_level, moment.tested_grade) as grade_level,
             chosen.edition, norm.mean, norm.sd, norm.p50,
             stable_key(run.tenant_id, 'metric', concat(cast(moment.cohort_key as varchar(20)), '|',
               moment.subject, '|', moment.season)) as metric_key,
             case when coalesce(cohort.grade_level, moment.tested_grade) is null then 1 else 0 end as is_mixed,
             case when norm.mean is not null then stable_key(run.tenant_id, 'standard', concat(
               norm.edition, '|', norm.standard_type, '|', norm.score_scale, '|', norm.subject, '|',
               norm.grade_level, '|', norm.season)) end as norm_key,
             moment.growth_count, moment.mean_growth
      from cohorts.moment
      cross join engine.run
      join cohorts.cohort on cohort.cohort_key = moment.cohort_key
      left join norms.chosen
        on chosen.score_scale = moment.score_scale and chosen.subject = moment.subject
      left join norms.norm
        on norm.edition = chosen.edition and norm.standard_type = 'national_norm'
       and norm.score_scale = moment.score_scale and norm.subject = moment.subject
       and norm.grade_level = coalesce(cohort.grade_level, moment.tested_grade) and norm.season = moment.season
      where moment.is_used
      order by moment.cohort_key, moment.subject, moment.season
      """;

  @Override
  public Set<String> reads() {
    return Set.of("cohorts.moment", "cohorts.cohort", "norms.chosen", "norms.norm", "engine.run");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var metrics = new ArrayList<Metric>();
    engine.scan(QUESTION, row -> metrics.add(Metric.of(row)));
    var adjusted =
        BenjaminiHochberg.adjustWithin(metrics, Metric::list, m -> m.test().pOrNull());
    for (int i = 0; i < metrics.size(); i++) {
      metrics.get(i).write(rows, adjusted.get(i));
    }
  }

  /// One cohort's season.
  ///
  /// @param list what is shown, and adjusted, together
  /// @param values the columns before the test, in the card's order
  /// @param reason why nothing is shown; null when the group is large enough
  private record Metric(
      String list,
      @Nullable Object[] values,
      MeanTest test,
      @Nullable Double effect,
      @Nullable String reason) {

    private static final double NOTABLE = 0.2;

    static Metric of(Row row) {
      String list = row.whole(3) + "|" + row.text(2) + "|" + row.text(21);
      long n = row.whole(6);
      boolean isShown = n >= SmallestGroup.SHOWN;
      @Nullable
      Object[] values = {
        row.whole(27),
        row.whole(0),
        row.text(1),
        row.text(2),
        row.whole(3),
        row.text(4),
        row.text(5),
        isShown ? n : null,
        isShown ? row.number(7) : null,
        isShown ? row.number(8) : null,
        isShown ? row.numberOrNull(9) : null,
        share(row, 11, 10, isShown),
        share(row, 12, 10, isShown),
        share(row, 13, 10, isShown),
        share(row, 14, 10, isShown),
        share(row, 20, 19, isShown),
        isShown ? row.numberOrNull(15) : null,
        isShown ? row.numberOrNull(16) : null,
        row.textOrNull(17),
        isShown ? row.numberOrNull(18) : null,
        row.whole(30) >= SmallestGroup.SHOWN ? row.numberOrNull(31) : null,
        row.wholeOrNull(29),
        row.textOrNull(23),
        row.numberOrNull(24),
        row.numberOrNull(25),
        row.numberOrNull(26)
      };
      if (!isShown) {
        String reason = SmallestGroup.tooFew(n);
        return new Metric(list, values, new MeanTest.NotTested(reason), null, reason);
      }
      MeanTest test = test(row, n);
      Double effect = null;
      if (test instanceof MeanTest.Tested tested) {
        OptionalDouble d = EffectSize.cohensD(tested.difference(), row.number(9), row.number(25));
        effect = d.isPresent() ? d.getAsDouble() : null;
      }
      return new Metric(list, values, test, effect, null);
    }

    private static MeanTest test(Row row, long n) {
      if (row.whole(28) == 1) {
        return new MeanTest.NotTested("students of several grades, and a norm is of one grade");
      }
      if (row.isNull(23)) {
        return new MeanTest.NotTested(
            "no norm is loaded for %s on the scale %s".formatted(row.text(1), row.text(4)));
      }
      if (row.isNull(24) || row.isNull(25)) {
        return new MeanTest.NotTested("%s has no norm for grade %s in %s (%s)"
            .formatted(row.text(23), row.text(22), row.text(2), row.text(1)));
      }
      return MeanTest.oneSample(new Sample(n, row.number(7), row.number(9)), row.number(24));
    }

    private static @Nullable Double share(Row row, int part, int all, boolean isShown) {
      long of = row.whole(all);
      return isShown && of >= SmallestGroup.SHOWN ? (double) row.whole(part) / of : null;
    }

    void write(RowSink rows, @Nullable Double adjusted) {
      var all = new ArrayList<@Nullable Object>(java.util.Arrays.asList(values));
      switch (test) {
        case MeanTest.Tested t -> {
          all.add(t.difference());
          all.add(t.low());
          all.add(t.high());
          all.add(effect);
          all.add(t.t());
          all.add(t.df());
          all.add(t.p());
          all.add(adjusted);
          all.add(standing(t.p()));
          all.add(null);
        }
        case MeanTest.NotTested not -> {
          for (int i = 0; i < 9; i++) {
            all.add(null);
          }
          all.add(not.reason());
        }
      }
      all.add(reason);
      rows.add(all.toArray());
    }

    /// Above and below need both: a difference that matters and one that is not chance.
    private String standing(double p) {
      if (effect == null || p >= MeanTest.SIGNIFICANT || Math.abs(effect) <= NOTABLE) {
        return "at";
      }
      return effect > 0 ? "above" : "below";
    }
  }
}
