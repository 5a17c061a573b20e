package org.waymark.web.plans;

import java.util.Arrays;
import java.util.Map;
import org.waymark.interventions.Plan;
import org.waymark.interventions.Texts;

/// How a plan is to end, as it was sent.
///
/// @param trouble what is wrong with it; empty when nothing is
record PlanEnd(Plan.Outcome outcome, String reason, String trouble) {
  private static final int LONGEST = 1_000;

  static PlanEnd of(Map<String, String> sent) {
    String asked = sent.getOrDefault("outcome", "");
    String reason = Texts.block(sent.getOrDefault("reason", ""));
    var outcome = Arrays.stream(Plan.Outcome.values())
        .filter(it -> it.key().equals(asked))
        .findFirst()
        .orElse(Plan.Outcome.NOT);
    String trouble = "";
    if (!outcome.key().equals(asked)) {
      trouble = "Nothing was changed: choose what came of the plan.";
    } else if (outcome == Plan.Outcome.STOPPED && reason.isEmpty()) {
      trouble = "Nothing was changed: say why the plan was stopped.";
    } else if (reason.length() > LONGEST) {
      trouble = "Nothing was changed: the reason has at most 1,000 characters, this one has %,d."
          .formatted(reason.length());
    }
    return new PlanEnd(outcome, reason, trouble);
  }
}
