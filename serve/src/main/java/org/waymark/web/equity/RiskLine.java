package org.waymark.web.equity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// How likely an outcome is for one race or ethnicity beside all others.
public record RiskLine(
    String outcome,
    String population,
    String raceEthnicity,
    @Nullable Long cases,
    @Nullable Long children,
    @Nullable Double risk,
    @Nullable Double otherRisk,
    @Nullable Double riskRatio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh,
    @Nullable Double threshold,
    @Nullable Boolean isOverThreshold,
    @Nullable Integer yearsOver,
    @Nullable String reason) {

  public String race() {
    return Words.race(raceEthnicity);
  }

  public String what() {
    String words = switch (outcome) {
      case "identified" -> "In special education";
      case "out_of_school_to_10" -> "Out-of-school suspension, up to 10 days";
      case "out_of_school_over_10" -> "Out-of-school suspension, over 10 days";
      case "in_school_to_10" -> "In-school suspension, up to 10 days";
      case "in_school_over_10" -> "In-school suspension, over 10 days";
      case "removed" -> "Any removal";
      default -> Words.plain(outcome);
    };
    return population.equals("disability")
        ? words + " (children with disabilities)"
        : words + " (all students)";
  }

  public String share() {
    return cases == null
        ? ""
        : "%s of %s (%s)".formatted(Words.count(cases), Words.count(children), Words.percent(risk));
  }

  public String ratio() {
    return riskRatio == null
        ? ""
        : String.format(Locale.US, "%.2f (%.2f to %.2f)", riskRatio, ratioLow, ratioHigh);
  }

  public String standing() {
    if (Boolean.TRUE.equals(isOverThreshold)) {
      int years = yearsOver == null ? 1 : yearsOver;
      return "above the state's threshold of " + threshold
          + (years > 1 ? ", " + years + " years in a row" : "");
    }
    return threshold == null ? Words.or(reason) : "not above the state's threshold of " + threshold;
  }
}
