package org.waymark.gaps.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.gaps.Gap;
import org.waymark.gaps.Reteach;

/// Puts the class-wide gaps of every group in the order in which they are taught again.
public final class ReteachModel implements JavaModel {

  private record Place(
      String scope,
      @Nullable Long school,
      @Nullable String grade,
      @Nullable Long section,
      String area) {}

  @Override
  public Set<String> reads() {
    return Set.of("gaps.standard_gap", "gaps.standard", "gaps.prerequisite");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    ShippedGraph graph = ShippedGraph.read(engine);
    Map<Place, List<Gap>> gaps = new LinkedHashMap<>();
    engine.scan(
        "select scope, school_key, grade_level, section_key, area, standard_code, assessed, below,"
            + " weight from gaps.standard_gap where is_class_gap"
            + " order by scope, school_key, grade_level, section_key, area, standard_code",
        row -> gaps.computeIfAbsent(
                new Place(
                    row.text(0),
                    row.wholeOrNull(1),
                    row.textOrNull(2),
                    row.wholeOrNull(3),
                    row.text(4)),
                place -> new ArrayList<>())
            .add(new Gap(row.text(5), (int) row.whole(6), (int) row.whole(7), row.number(8))));
    gaps.forEach((place, found) -> {
      for (Reteach reteach : Reteach.order(found, graph.prerequisites())) {
        rows.add(
            place.scope(),
            place.school(),
            place.grade(),
            place.section(),
            place.area(),
            reteach.gap().standardCode(),
            reteach.priority(),
            reteach.depth(),
            reteach.after().isEmpty() ? null : String.join(", ", reteach.after()),
            reteach.reason(),
            reteach.gap().assessed(),
            reteach.gap().below(),
            reteach.gap().weight());
      }
    });
  }
}
