package org.waymark.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.waymark.engine.Card.Severity;

/// Compares what came with what came last time. A feed that lost a fifth of its rows over
/// night is nearly always broken, so nothing is published until somebody has looked.
public final class SourceShrink {

  private SourceShrink() {}

  /// @param last loaded rows by source and entity of the last published run
  /// @param now the same of this run
  /// @param tolerated the largest share that may go missing, 0.2 by default
  public static CheckResult check(Map<String, Long> last, Map<String, Long> now, double tolerated) {
    if (tolerated <= 0 || tolerated >= 1) {
      throw new IllegalArgumentException("a tolerated shrink of " + tolerated + " is outside 0..1");
    }
    var shrunk = new ArrayList<String>();
    last.forEach((feed, before) -> {
      long after = now.getOrDefault(feed, 0L);
      if (before >= 20 && after < before * (1 - tolerated)) {
        shrunk.add(String.format(Locale.ROOT, "%s: %,d rows, last time %,d", feed, after, before));
      }
    });
    return new CheckResult(
        "source_shrunk",
        "No feed lost more than " + Math.round(tolerated * 100)
            + " percent of its rows since the last published run",
        Severity.ERROR,
        shrunk.size(),
        last.size(),
        "If the feed is complete, run again with --accept-shrink; otherwise ask for the missing rows.",
        List.copyOf(shrunk));
  }
}
