package org.waymark.sources;

import java.time.Instant;

/// What became of one file, and of each of its rows.
///
/// @param fileKey number of the file within the run, from 1; every row carries it
/// @param path as the district named it, relative to the folder it lay in
/// @param source the mapping's source, empty when the file was not recognised
/// @param note for people: why it was refused, what was odd
public record FileResult(
    int fileKey,
    String path,
    String sha256,
    String source,
    String layout,
    String entity,
    long bytes,
    Instant arrivedAt,
    long rowsIn,
    long loaded,
    long duplicate,
    long superseded,
    long quarantined,
    Status status,
    String note) {

  public enum Status {
    LOADED,
    REFUSED,
    UNRECOGNISED,
    REPLACED;

    /// As the ledger writes it.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Rows in = loaded + duplicate + superseded + quarantined.
  public boolean isBalanced() {
    return rowsIn == loaded + duplicate + superseded + quarantined;
  }
}
