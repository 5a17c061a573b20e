package org.waymark.web.plans;

import java.util.UUID;

/// The key that a form carries, so that a form sent twice is one entry.
public final class Entry {
  private Entry() {}

  public static String fresh() {
    return UUID.randomUUID().toString();
  }

  /// What the form carried; a new one where it carried nothing usable.
  public static String of(String sent) {
    return sent.matches("[A-Za-z0-9-]{8,80}") ? sent : fresh();
  }
}
