package org.waymark.publishing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.Progress;
import org.waymark.publishing.internal.Publication;

/// Publishes a finished snapshot. A kill anywhere leaves the old numbers up.
public final class Publisher {

  private Publisher() {}

  /// Every published table, from the cards of this room.
  public static List<PublishedTable> catalog(ModelLibrary library) {
    return library.models().stream()
        .filter(Publisher::isPublished)
        .map(PublishedTable::of)
        .toList();
  }

  /// @param scratch a folder on disk for rows on their way; emptied again
  /// @return rows by table
  public static Map<String, Long> publish(
      DuckDbSqlEngine snapshot,
      List<PublishedTable> tables,
      PublishTarget target,
      String tenant,
      String runId,
      Path scratch,
      Progress progress) {
    return publish(snapshot, tables, target, tenant, runId, scratch, progress, Beside.NOTHING);
  }

  /// @param beside what is to be true exactly when these rows are up
  /// @return rows by table
  public static Map<String, Long> publish(
      DuckDbSqlEngine snapshot,
      List<PublishedTable> tables,
      PublishTarget target,
      String tenant,
      String runId,
      Path scratch,
      Progress progress,
      Beside beside) {
    return new Publication(snapshot, target, progress, Publication.Extent.ALL, beside)
        .run(tables, tenant, runId, scratch);
  }

  /// Publishes some tables of a run that is up again; all others stay as they are. As safe as a
  /// whole publication.
  public static Map<String, Long> refresh(
      DuckDbSqlEngine snapshot,
      List<PublishedTable> tables,
      PublishTarget target,
      String tenant,
      String runId,
      Path scratch,
      Progress progress) {
    return new Publication(snapshot, target, progress, Publication.Extent.THESE, Beside.NOTHING)
        .run(tables, tenant, runId, scratch);
  }

  private static boolean isPublished(Model model) {
    return model.room().equals("publishing");
  }
}
