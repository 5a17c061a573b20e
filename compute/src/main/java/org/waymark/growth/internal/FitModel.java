package org.waymark.growth.internal;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.GrowthFit;
import org.waymark.growth.GrowthPercentiles;
import org.waymark.growth.GrowthPercentiles.Settings;

/// `growth.fit`: knots, boundaries and coefficients of every group, so that other scores can be
/// placed in the same fit.
public final class FitModel implements JavaModel {

  @Override
  public Set<String> reads() {
    return Histories.READS;
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Histories histories = Histories.read(engine);
    GrowthPercentiles answer =
        GrowthPercentiles.of(histories.scores, Settings.DEFAULT, histories::isWanted, size -> {});
    for (var fitted : answer.fits()) {
      GrowthFit fit = fitted.fit();
      for (int c = 0; c < fit.coefficients().length; c++) {
        var scale = c % 7 == 1 ? fit.scales().get(c / 7) : null;
        rows.add(
            fitted.series(),
            fitted.year(),
            fitted.grade(),
            fit.order(),
            c,
            fit.students(),
            scale == null
                ? null
                : joined(scale.knots().stream().mapToDouble(k -> k).toArray()),
            scale == null ? null : scale.low(),
            scale == null ? null : scale.high(),
            joined(fit.coefficients()[c]),
            null);
      }
    }
    for (var refused : answer.refusals()) {
      rows.add(
          refused.series(),
          refused.year(),
          refused.grade(),
          refused.order(),
          0,
          null,
          null,
          null,
          null,
          null,
          refused.reason().code());
    }
  }

  private static String joined(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
