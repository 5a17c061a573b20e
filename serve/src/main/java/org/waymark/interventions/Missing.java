package org.waymark.interventions;

import java.io.Serial;

/// There is no such row, or the person may not see it: one answer for both.
public final class Missing extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  Missing(String what) {
    super("no such " + what, null, false, false);
  }
}
