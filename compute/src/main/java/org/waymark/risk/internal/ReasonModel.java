package org.waymark.risk.internal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.Topic;

/// `risk.reason`: what raises and lowers each student's chance, by topic, in words. The
/// contributions of a student and the base sum to the log-odds of the chance.
public final class ReasonModel implements JavaModel {

  /// Students explained at a time, to hold few contributions at once.
  private static final int BATCH = 20_000;

  @Override
  public Set<String> reads() {
    return Set.of("risk.feature", "risk.as_of", "risk.deployed_model");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    Today today = Today.read(engine);
    for (Duty duty : Duty.of(engine, today)) {
      for (int from = 0; from < duty.rows().length; from += BATCH) {
        int to = Math.min(duty.rows().length, from + BATCH);
        explain(today, duty, Arrays.copyOfRange(duty.rows(), from, to), rows);
      }
    }
  }

  private static void explain(Today today, Duty duty, int[] students, RowSink rows) {
    List<Feature> features = duty.model().features().stream().map(Feature::of).toList();
    double[] contributions =
        duty.model().contributions(today.inputs(duty.model().features(), students));
    int width = features.size() + 1;
    Topic[] topics = Topic.values();
    var present = features.stream().map(Feature::topic).distinct().toList();
    for (int i = 0; i < students.length; i++) {
      double[] sums = new double[topics.length];
      for (int j = 0; j < features.size(); j++) {
        sums[features.get(j).topic().ordinal()] += contributions[i * width + j];
      }
      var words = new TopicWords(today, students[i]);
      var ordered = present.stream()
          .sorted(Comparator.comparingDouble((Topic t) -> -Math.abs(sums[t.ordinal()]))
              .thenComparing(t -> t))
          .toList();
      int position = 1;
      for (Topic topic : ordered) {
        double sum = sums[topic.ordinal()];
        rows.add(
            today.students().get(students[i]).key(),
            position++,
            topic.key(),
            words.value(topic),
            sum,
            sum > 0 ? "raises" : "lowers",
            words.sentence(topic));
      }
    }
  }
}
