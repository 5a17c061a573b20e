package org.waymark.sources;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.waymark.sources.internal.IngestRun;

/// The way in: files become typed rows in the DuckDB schema `sources`, what was set aside
/// stands in `quality`.
public final class Sources {
  private Sources() {}

  /// Lands, recognises, loads and reconciles every file of a plan.
  ///
  /// @param duckdb an open snapshot; its tables of this room are made anew
  /// @throws IllegalArgumentException if a mapping file is wrong; the message says where
  /// @throws IOException if a folder cannot be read or written
  public static Ingest ingest(Connection duckdb, IngestPlan plan, Progress progress)
      throws SQLException, IOException {
    IngestRun run = new IngestRun(duckdb, plan, progress);
    return new Ingest(run, run.run());
  }
}
