package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.equity.internal.RiskRatio.Count;
import org.waymark.equity.internal.RiskRatio.Minimums;
import org.waymark.equity.internal.RiskRatio.NotTold;
import org.waymark.equity.internal.RiskRatio.Told;

/// `equity.risk_ratio`: significant disproportionality by race or ethnicity, district-wide.
public final class Disproportionality implements JavaModel {

  private static final List<String> RACES = List.of(
      "american_indian", "asian", "black", "hispanic", "pacific_islander", "two_or_more", "white");

  private record Asked(String outcome, String population, long schoolYear) {}

  private record StateKey(Asked asked, String race) {}

  /// @param others null where the state says only its rule
  private record State(@Nullable Count others, @Nullable Double threshold, Minimums minimums) {}

  @Override
  public Set<String> reads() {
    return Set.of("equity.risk_count", "sources.state_risk");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var states = states(engine);
    var asked = new ArrayList<Asked>();
    var counts = new HashMap<Asked, Map<String, Count>>();
    engine.scan("""
        select school_year, outcome, population, race_ethnicity, cases, children
        from equity.risk_count
        order by outcome, population, school_year, race_ethnicity
        """, row -> {
      var key = new Asked(row.text(1), row.text(2), row.whole(0));
      counts
          .computeIfAbsent(key, k -> {
            asked.add(k);
            return new HashMap<>();
          })
          .put(row.text(3), new Count(row.whole(4), row.whole(5)));
    });
    var yearsOver = new HashMap<StateKey, Integer>();
    for (Asked key : asked) {
      var groups = counts.getOrDefault(key, Map.of());
      for (String race : RACES) {
        Count group = groups.get(race);
        if (group != null) {
          row(rows, key, race, groups, group, states.get(new StateKey(key, race)), yearsOver);
        }
      }
    }
  }

  private static void row(
      RowSink rows,
      Asked asked,
      String race,
      Map<String, Count> groups,
      Count group,
      @Nullable State state,
      Map<StateKey, Integer> yearsOver) {
    Count all = groups.values().stream()
        .reduce(
            new Count(0, 0),
            (a, b) -> new Count(a.cases() + b.cases(), a.children() + b.children()));
    var others = new Count(all.cases() - group.cases(), all.children() - group.children());
    var minimums = state == null ? Minimums.DEFAULT : state.minimums();
    Double threshold = state == null ? null : state.threshold();
    RiskRatio answer = RiskRatio.of(group, others, state == null ? null : state.others(), minimums);
    switch (answer) {
      case NotTold none ->
        rows.add(
            asked.schoolYear(),
            asked.outcome(),
            asked.population(),
            race,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            threshold,
            null,
            null,
            none.reason());
      case Told told -> {
        Boolean isOver = threshold == null ? null : told.ratio() > threshold;
        Integer years = null;
        if (isOver != null) {
          var before = new Asked(asked.outcome(), asked.population(), asked.schoolYear() - 1);
          years = isOver ? 1 + yearsOver.getOrDefault(new StateKey(before, race), 0) : 0;
          yearsOver.put(new StateKey(asked, race), years);
        }
        Count comparison = told.comparison();
        rows.add(
            asked.schoolYear(),
            asked.outcome(),
            asked.population(),
            race,
            group.cases(),
            group.children(),
            group.risk(),
            comparison.cases(),
            comparison.children(),
            comparison.risk(),
            told.ratio(),
            told.low(),
            told.high(),
            threshold,
            isOver,
            years,
            told.isAlternate()
                ? "alternate risk ratio: the district's other children are too few, so the state's are used"
                : threshold == null ? "no threshold: it is set by the state" : null);
      }
    }
  }

  private static Map<StateKey, State> states(SqlEngine engine) {
    var states = new HashMap<StateKey, State>();
    engine.scan("""
        select school_year, outcome, population, race_ethnicity, others_cases, others_children,
               threshold, minimum_cell, minimum_n
        from sources.state_risk
        """, row -> {
      var asked = new Asked(row.text(1), row.text(2), row.whole(0));
      Count others = row.isNull(4) || row.isNull(5) || row.whole(5) < 1
          ? null
          : new Count(row.whole(4), row.whole(5));
      var minimums = new Minimums(
          row.isNull(7) ? RiskRatio.MINIMUM_CELL : (int) row.whole(7),
          row.isNull(8) ? RiskRatio.MINIMUM_N : (int) row.whole(8));
      states.put(
          new StateKey(asked, row.text(3)), new State(others, row.numberOrNull(6), minimums));
    });
    return states;
  }
}
