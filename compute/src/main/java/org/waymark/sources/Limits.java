package org.waymark.sources;

/// What one run is willing to read.
///
/// @param archiveBytes unpacked bytes of one zip file, at most
/// @param archiveRatio unpacked to packed size of one zip entry, at most
/// @param archiveEntries entries of one zip file, at most
/// @param recordCharacters length of one record of a file, at most; a longer one is set
///     aside
/// @param detailRows rows of one file and problem that are listed one by one; the rest is
///     counted
public record Limits(
    long archiveBytes, int archiveRatio, int archiveEntries, int recordCharacters, int detailRows) {

  public Limits {
    if (archiveBytes < 1
        || archiveRatio < 1
        || archiveEntries < 1
        || recordCharacters < 1024
        || detailRows < 1) {
      throw new IllegalArgumentException(
          "limits must be positive, and a record at least 1024 characters");
    }
  }

  /// 8 GB and 100:1 for an archive, 1 MiB for a record, 100,000 rows in detail.
  public static Limits defaults() {
    return new Limits(8L << 30, 100, 10_000, 1 << 20, 100_000);
  }
}
