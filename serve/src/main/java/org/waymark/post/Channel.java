package org.waymark.post;

import java.util.Arrays;
import java.util.Locale;

/// The ways out of the house.
public enum Channel {
  EMAIL,
  TEAMS,
  SLACK,
  WEBHOOK,
  TICKET;

  /// Whether a receiver there can tell a copy by the letter's mark. Mail servers, Teams and Slack
  /// can't.
  boolean knowsCopies() {
    return this == WEBHOOK || this == TICKET;
  }

  /// As the ledger writes it.
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param written as the ledger writes it
  public static Channel of(String written) {
    return Arrays.stream(values())
        .filter(channel -> channel.written().equals(written))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "channel: saw \"" + written + "\", expected email, teams, slack, webhook or ticket"));
  }
}
