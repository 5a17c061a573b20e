package org.waymark.interventions;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// What people type, cleaned of what nobody sees: control characters and blanks at the ends.
public final class Texts {
  private static final String NUMBER =
      "-?\\d{1,3}(,\\d{3})*(\\.\\d{1,3})?|-?\\d{1,9}(\\.\\d{1,3})?";

  private Texts() {}

  /// One line.
  public static String line(String typed) {
    return typed
        .replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
        .strip();
  }

  /// Several lines, with plain line ends.
  public static String block(String typed) {
    return typed
        .replace("\r\n", "\n")
        .replace('\r', '\n')
        .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "")
        .replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
        .strip();
  }

  public static boolean isNumber(String typed) {
    return typed.matches(NUMBER);
  }

  /// 9.0 → "9", 2.50 → "2.5".
  public static String number(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
