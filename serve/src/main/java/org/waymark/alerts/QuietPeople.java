package org.waymark.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import javax.sql.DataSource;
import org.waymark.post.Hours;

/// Holds every letter of news back while its reader wants quiet, however late it comes to leave.
/// What a person asked for, such as a new password, goes at any time.
public final class QuietPeople implements Hours {

  private final DataSource owner;
  private final Path dataDir;

  public QuietPeople(DataSource owner, Path dataDir) {
    this.owner = owner;
    this.dataDir = dataDir;
  }

  @Override
  public Instant next(String kind, String personId, Instant now) {
    boolean isNews = kind.equals("digest")
        || kind.equals("summary")
        || kind.equals(Letters.BUNDLE)
        || Arrays.stream(NewsKind.values()).anyMatch(news -> news.written().equals(kind));
    if (!isNews) {
      return now;
    }
    try (Connection connection = owner.getConnection()) {
      AlertSettings settings = AlertSettings.read(dataDir);
      return PersonalHours.read(connection, personId)
          .next(kind, settings.quiet(), now, settings.post().zone());
    } catch (SQLException | IOException | IllegalArgumentException e) {
      // better an hour late than in the night: asked again soon
      return now.plusSeconds(60);
    }
  }
}
