package org.waymark.post;

import java.time.Instant;

/// When a letter of that kind may reach that person.
@FunctionalInterface
public interface Hours {

  /// At any time.
  Hours ALWAYS = (kind, personId, now) -> now;

  /// @return `now`, or the first moment after it at which the letter may go
  Instant next(String kind, String personId, Instant now);
}
