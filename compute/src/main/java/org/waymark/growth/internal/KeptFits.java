package org.waymark.growth.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.Growth.Reason;
import org.waymark.growth.GrowthFit;
import org.waymark.growth.GrowthPercentiles;
import org.waymark.growth.ScoreScale;

/// The fits of `growth.fit`, read back to the last bit.
final class KeptFits implements GrowthPercentiles.Kept {

  private record Key(int series, int year, int grade, int order) {}

  private final Map<Key, Object> fits = new HashMap<>();

  static KeptFits read(SqlEngine engine) {
    var kept = new KeptFits();
    var columns = new HashMap<Key, List<double[]>>();
    var scales = new HashMap<Key, List<ScoreScale>>();
    engine.scan(
        "select series, school_year, grade_order, prior_count, coefficient_column, student_count, knots,"
            + " low_boundary, high_boundary, coefficients, reason from growth.fit"
            + " order by series, school_year, grade_order, prior_count, coefficient_column",
        row -> {
          var key = new Key(
              (int) row.whole(0), (int) row.whole(1), (int) row.whole(2), (int) row.whole(3));
          if (!row.isNull(10)) {
            kept.fits.put(key, Reason.valueOf(row.text(10).toUpperCase(Locale.ROOT)));
            return;
          }
          if (!row.isNull(6)) {
            var knots = new ArrayList<Double>();
            for (double knot : numbers(row.text(6))) {
              knots.add(knot);
            }
            scales
                .computeIfAbsent(key, k -> new ArrayList<>())
                .add(new ScoreScale(knots, row.number(7), row.number(8)));
          }
          List<double[]> its = columns.computeIfAbsent(key, k -> new ArrayList<>());
          its.add(numbers(row.text(9)));
          if (its.size() == 1 + 7 * key.order) {
            kept.fits.put(
                key,
                new GrowthFit(
                    scales.getOrDefault(key, List.of()), its.toArray(double[][]::new), (int)
                        row.whole(5)));
          }
        });
    return kept;
  }

  private static double[] numbers(String text) {
    String[] words = text.split(" ", -1);
    double[] numbers = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = Double.parseDouble(words[i]);
    }
    return numbers;
  }

  @Override
  public @Nullable Object fit(int series, int year, int grade, int order) {
    return fits.get(new Key(series, year, grade, order));
  }

  /// The fit of a grade with the most priors that a history can fill.
  @Nullable
  GrowthFit longest(int series, int year, int grade, int most) {
    for (int order = most; order >= 1; order--) {
      if (fit(series, year, grade, order) instanceof GrowthFit found) {
        return found;
      }
    }
    return null;
  }
}
