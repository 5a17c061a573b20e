package org.waymark.web.triage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The four indicators of a student in words; never a label on a child.
public record Signs(String tier, int yellow, int red, int unknown, List<Indicator> indicators) {

  /// One indicator.
  ///
  /// @param flag none, yellow, red or unknown
  /// @param reason in plain words, as the rule gave it
  public record Indicator(String name, String flag, String reason) {
    /// The flag in a word.
    public String words() {
      return switch (flag) {
        case "red" -> "serious sign";
        case "yellow" -> "sign";
        case "none" -> "no sign";
        default -> "unknown";
      };
    }

    /// The flag as a shape.
    public String shape() {
      return switch (flag) {
        case "red" -> "◆";
        case "yellow" -> "▲";
        case "none" -> "●";
        default -> "?";
      };
    }

    public boolean isSign() {
      return flag.equals("red") || flag.equals("yellow");
    }
  }

  static Indicator indicator(String name, @Nullable String flag, @Nullable String reason) {
    return new Indicator(
        name,
        flag == null ? "unknown" : flag,
        reason == null || reason.isBlank() ? "no data: unknown, not fine" : reason);
  }

  public static Signs of(
      @Nullable String tier,
      int yellow,
      int red,
      int unknown,
      Indicator attendance,
      Indicator grades,
      Indicator assessment,
      Indicator behavior) {
    return new Signs(
        tier == null ? "unknown" : tier,
        yellow,
        red,
        unknown,
        List.of(attendance, grades, assessment, behavior));
  }

  /// "meets 3 of 4 warning signs, 1 serious".
  public String words() {
    int known = 4 - unknown;
    if (known <= 0 || tier.equals("unknown")) {
      return "not enough data to say";
    }
    String of = unknown == 0 ? "4" : known + " known";
    String serious =
        red == 0 ? "" : yellow == 0 && red == 1 ? ", a serious one" : ", " + red + " serious";
    return "meets " + (yellow + red) + " of " + of + " warning signs" + serious;
  }

  /// "3 of 4 signs, 1 serious", for a column that already says what it is about.
  public String brief() {
    int known = 4 - unknown;
    if (known <= 0 || tier.equals("unknown")) {
      return "not enough data";
    }
    return (yellow + red)
        + " of "
        + known
        + (unknown == 0 ? " signs" : " known signs")
        + (red == 0 ? "" : ", " + red + " serious");
  }

  /// The tier as a shape, so that color is never alone.
  public String shape() {
    return switch (tier) {
      case "high" -> "◆";
      case "at_risk" -> "▲";
      case "some" -> "■";
      case "low" -> "●";
      default -> "?";
    };
  }

  public String css() {
    return tier.replace('_', '-');
  }

  /// What speaks for a sign, the serious ones first.
  public List<Indicator> reasons() {
    List<Indicator> reasons = new ArrayList<>();
    indicators.stream().filter(i -> i.flag().equals("red")).forEach(reasons::add);
    indicators.stream().filter(i -> i.flag().equals("yellow")).forEach(reasons::add);
    return reasons;
  }
}
