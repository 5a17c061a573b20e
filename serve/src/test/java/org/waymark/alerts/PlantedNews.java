package org.waymark.alerts;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.store.Database;

/// News of a night that nobody generated, told by the real telling: for tests of pages.
public final class PlantedNews {
  private PlantedNews() {}

  /// Tells it; what held before goes on.
  public static void tell(
      Database database,
      String tenant,
      AlertSettings settings,
      String run,
      Instant at,
      News... news)
      throws SQLException {
    Telling telling = Telling.of(tenant, settings, at, List.of(news), false);
    try (var connection = database.open()) {
      connection.setAutoCommit(false);
      telling.write(connection, run);
      connection.commit();
    }
  }

  /// @param subject different for each piece of news
  public static News of(
      NewsKind kind, String subject, @Nullable Long student, @Nullable Long school, String line) {
    return new News(kind, subject, student, school, List.of(), "", List.of(line));
  }

  /// Settings as a district would write them.
  public static AlertSettings settings(String yaml) throws java.io.IOException {
    return Village.settings(yaml);
  }
}
