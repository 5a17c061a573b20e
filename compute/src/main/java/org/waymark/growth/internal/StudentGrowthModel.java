package org.waymark.growth.internal;

import java.util.Set;
import java.util.TreeSet;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.Growth;
import org.waymark.growth.GrowthPercentiles;
import org.waymark.growth.GrowthPercentiles.Settings;

/// `growth.student_growth`: each student's growth percentile in each subject, or why none.
public final class StudentGrowthModel implements JavaModel {

  @Override
  public Set<String> reads() {
    var reads = new TreeSet<>(Histories.READS);
    reads.add("growth.fit");
    return reads;
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Histories histories = Histories.read(engine);
    GrowthPercentiles answer = GrowthPercentiles.within(
        histories.scores, Settings.DEFAULT, histories::isWanted, KeptFits.read(engine));
    for (int row = 0; row < histories.scores.count(); row++) {
      if (!histories.isWanted(row)) {
        continue;
      }
      var series = histories.series(histories.scores.series(row));
      Growth growth = answer.growth(row);
      Growth.Scored scored = growth instanceof Growth.Scored its ? its : null;
      Growth.NotScored none = growth instanceof Growth.NotScored its ? its : null;
      double score = histories.scores.score(row);
      rows.add(
          histories.assessment(row),
          histories.student(row),
          histories.school(row) == 0 ? null : histories.school(row),
          series.platform(),
          series.scale(),
          series.subject(),
          histories.scores.year(row),
          series.season(),
          histories.gradeLevel(row).isEmpty() ? null : histories.gradeLevel(row),
          Double.isFinite(score) ? score : null,
          scored == null ? null : scored.percentile(),
          scored == null ? null : scored.order(),
          scored == null ? null : scored.standardError(),
          scored == null ? null : used(histories, answer, row),
          scored == null ? null : scored.level().code(),
          none == null ? null : none.reason().code());
    }
  }

  private static String used(Histories histories, GrowthPercentiles answer, int row) {
    var words = new StringBuilder();
    for (int prior : answer.priors(row)) {
      words.append(words.isEmpty() ? "" : "; ");
      words.append(histories.scores.year(prior)).append(" grade ");
      words.append(histories.gradeLevel(prior));
    }
    return words.toString();
  }
}
