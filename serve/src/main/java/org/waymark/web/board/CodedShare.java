package org.waymark.web.board;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A share as the public may read it: a whole percent, or at the ends only a bound.
///
/// @param share 0 to 1; null when it is hidden or nobody counts
/// @param edge "at most", "at least", or null
public record CodedShare(
    @Nullable BigDecimal share, @Nullable String edge) {

  /// "14%", "at most 5%", or "hidden".
  public String words() {
    if (share == null) {
      return "hidden";
    }
    String percent = share.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    return edge == null ? percent : edge + " " + percent;
  }
}
