package org.waymark.web.triage;

/// A probability in words and a number that people can picture.
///
/// @param band low, some, at_risk or high, as the run drew the lines
public record Chance(double probability, String band) {

  /// "less likely", "possible", "likely", "very likely".
  public String likely() {
    return switch (band) {
      case "high" -> "very likely";
      case "at_risk" -> "likely";
      case "some" -> "possible";
      default -> "less likely";
    };
  }

  /// "about 6 in 10".
  public String number() {
    return number(probability);
  }

  /// "about 6 in 10", for any probability.
  public static String number(double probability) {
    if (probability < 0.05) {
      return "under 1 in 20";
    }
    return probability > 0.95
        ? "over 19 in 20"
        : "about " + Math.clamp(Math.round(probability * 10), 1, 9) + " in 10";
  }

  public String css() {
    return band.replace('_', '-');
  }

  public String shape() {
    return switch (band) {
      case "high" -> "◆";
      case "at_risk" -> "▲";
      case "some" -> "■";
      default -> "●";
    };
  }
}
