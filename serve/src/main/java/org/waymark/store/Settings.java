package org.waymark.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How to reach or run the database.
///
/// @param databaseUrl `postgresql://user:password@host:port/database`, with or without
///     `jdbc:` in front; null for the embedded server. The user owns everything: it needs
///     CREATEROLE, not superuser
/// @param sharedBuffersMb memory that the embedded server keeps for rows, MB
/// @param maxWalGb log that the embedded server may write between two checkpoints, GB
/// @param startTimeout how long the embedded server may take to start, recovery after a
///     power loss included
/// @param webConnections the most connections that the pages hold
public record Settings(
    @Nullable String databaseUrl,
    int sharedBuffersMb,
    int maxWalGb,
    Duration startTimeout,
    int webConnections) {

  public static final Settings EMBEDDED = new Settings(null, 256, 4, Duration.ofMinutes(5), 12);

  public Settings {
    if (sharedBuffersMb < 16) {
      throw new IllegalArgumentException("sharedBuffersMb " + sharedBuffersMb + " is below 16");
    }
    if (webConnections < 1) {
      throw new IllegalArgumentException("webConnections " + webConnections + " is below 1");
    }
  }

  /// The server that `WAYMARK_DATABASE_URL` names, else the embedded one.
  public static Settings fromEnvironment() {
    return at(System.getenv("WAYMARK_DATABASE_URL"));
  }

  public static Settings at(@Nullable String databaseUrl) {
    String url = databaseUrl == null || databaseUrl.isBlank() ? null : databaseUrl.strip();
    return new Settings(
        url,
        EMBEDDED.sharedBuffersMb,
        EMBEDDED.maxWalGb,
        EMBEDDED.startTimeout,
        EMBEDDED.webConnections);
  }
}
