package org.waymark.growth.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.Projection;

/// `growth.projection`: where a student's score goes at low, typical and high growth, and the
/// percentile needed each year to reach or keep proficiency.
public final class ProjectionModel implements JavaModel {

  /// The growth percentiles of the fan: the bounds of typical growth and its middle.
  private static final int[] FAN = {35, 50, 65};

  private static final String CUTS = """
      select season.series, grade_level.grade_order, norm.p50, norm.edition
      from norms.norm
      join growth.season
        on season.score_scale = norm.score_scale and season.subject = norm.subject and season.season = norm.season
      join warehouse.grade_level on grade_level.grade_level = norm.grade_level
      where norm.standard_type in ('state_standard', 'client_target') and norm.p50 is not null
      order by season.series, grade_level.grade_order,
               case norm.standard_type when 'state_standard' then 1 else 0 end, norm.source_year, norm.edition
      """;

  @Override
  public Set<String> reads() {
    var reads = new TreeSet<>(Histories.READS);
    reads.add("growth.fit");
    reads.add("norms.norm");
    return reads;
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Histories histories = Histories.read(engine);
    KeptFits kept = KeptFits.read(engine);
    histories.scores.link();
    record Grade(int series, int grade) {}
    Map<Grade, Double> cuts = new HashMap<>();
    engine.scan(
        CUTS, row -> cuts.put(new Grade((int) row.whole(0), (int) row.whole(1)), row.number(2)));
    var paths = new HashMap<String, @Nullable Projection>();
    for (int row = 0; row < histories.scores.count(); row++) {
      if (histories.scores.year(row) != histories.schoolYear
          || !Double.isFinite(histories.scores.score(row))
          || histories.scores.isSetAside(row)) {
        continue;
      }
      int series = histories.scores.series(row);
      int grade = histories.scores.grade(row);
      int history = 1 + histories.scores.history(row, 7);
      Projection path = paths.computeIfAbsent(
          series + "|" + grade + "|" + history,
          key -> Projection.of(
              ahead ->
                  kept.longest(series, histories.schoolYear, grade + ahead, history + ahead - 1),
              ahead -> cuts.get(new Grade(series, grade + ahead))));
      write(rows, histories, row, path, cuts.get(new Grade(series, grade)));
    }
  }

  private static void write(
      RowSink rows, Histories histories, int row, Projection path, @Nullable Double cut) {
    double[] history = new double[1 + histories.scores.history(row, 7)];
    int at = row;
    for (int j = 0; j < history.length; j++) {
      history[j] = histories.scores.score(at);
      at = histories.scores.prior(at);
    }
    @Nullable Double[] fan = new @Nullable Double[3 * FAN.length];
    if (path.years() > 0) {
      for (int f = 0; f < FAN.length; f++) {
        double[] scores = path.scores(history, FAN[f]);
        for (int year = 0; year < scores.length; year++) {
          fan[3 * year + f] = scores[year];
        }
      }
    }
    Projection.Adequate adequate = path.adequate(history, cut);
    Projection.Needed needed = adequate instanceof Projection.Needed its ? its : null;
    var series = histories.series(histories.scores.series(row));
    rows.add(
        histories.assessment(row),
        histories.student(row),
        histories.school(row) == 0 ? null : histories.school(row),
        series.platform(),
        series.scale(),
        series.subject(),
        histories.schoolYear,
        series.season(),
        histories.gradeLevel(row),
        history[0],
        path.years(),
        fan[0],
        fan[1],
        fan[2],
        fan[3],
        fan[4],
        fan[5],
        fan[6],
        fan[7],
        fan[8],
        cut,
        cut == null ? null : history[0] >= cut ? "keep_up" : "catch_up",
        needed == null ? null : needed.percentile(),
        needed == null ? null : needed.years(),
        adequate instanceof Projection.NotKnown none ? none.reason().code() : null);
  }
}
