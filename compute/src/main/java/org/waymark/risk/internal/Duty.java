package org.waymark.risk.internal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.risk.Feature;
import org.waymark.risk.RiskModel;

/// A model on duty, as `risk.deployed_model` says, and the students whom it scores: a canary
/// those of its schools, the champion all others. No row there: the rule is in charge.
///
/// @param rows of {@link Today}: who can be scored
/// @param unknown of {@link Today}: who can't, and why
record Duty(RiskModel model, String name, int[] rows, Map<Integer, String> unknown) {

  static final String CHAMPION = "champion";

  static List<Duty> of(SqlEngine engine, Today today) {
    var models = new HashMap<String, RiskModel>();
    var schools = new HashMap<String, Set<Long>>();
    var names = new ArrayList<String>();
    engine.scan(
        "select duty, school_key, model_id, artifact from risk.deployed_model order by duty desc, model_id, school_key",
        row -> {
          String duty = row.text(0);
          if (!models.containsKey(duty)) {
            models.put(duty, RiskModel.read(Base64.getDecoder().decode(row.text(3))));
            names.add(duty);
          }
          if (!row.isNull(1)) {
            schools.computeIfAbsent(duty, d -> new HashSet<>()).add(row.whole(1));
          }
        });
    var canary = new HashSet<Long>();
    schools.values().forEach(canary::addAll);
    var duties = new ArrayList<Duty>();
    for (String name : names) {
      RiskModel model = Objects.requireNonNull(models.get(name));
      boolean isChampion = name.equals(CHAMPION);
      int[] own = IntStream.range(0, today.students().size())
          .filter(i -> isChampion != isAt(today.students().get(i).school(), canary))
          .toArray();
      duties.add(of(model, name, today, own));
    }
    return duties;
  }

  private static boolean isAt(@Nullable Long school, Set<Long> schools) {
    return school != null && schools.contains(school);
  }

  private static Duty of(RiskModel model, String name, Today today, int[] own) {
    var unknown = new HashMap<Integer, String>();
    for (int row : own) {
      String reason = unknown(model, today, row);
      if (!reason.isEmpty()) {
        unknown.put(row, reason);
      }
    }
    return new Duty(
        model, name, IntStream.of(own).filter(r -> !unknown.containsKey(r)).toArray(), unknown);
  }

  /// Why a student can't be scored; empty for one who can.
  private static String unknown(RiskModel model, Today today, int row) {
    boolean isKnown = model.features().stream()
        .map(Feature::of)
        .anyMatch(f -> f.isEvidence() && !Float.isNaN(today.value(row, f)));
    if (!isKnown) {
      return "no attendance, mark, test or incident is known of this student";
    }
    float grade = today.value(row, Feature.NEXT_GRADE);
    if (!model.features().contains(Feature.NEXT_GRADE.column())) {
      return "";
    }
    return Float.isNaN(grade) || !model.reference().grades().contains((double) grade)
        ? "the model learned from too few students who went on from grade "
            + today.students().get(row).grade() + " at this time of the year"
        : "";
  }
}
