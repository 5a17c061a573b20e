package org.waymark.generator;

import java.nio.file.Path;
import java.util.List;

/// What was written.
///
/// @param out the folder
/// @param students students ever enrolled in the years written
/// @param enrolled students enrolled on the last day with data
/// @param schools schools
/// @param staff educators ever employed in the years written
/// @param rows rows in all files, headers left out
/// @param defects defects planted and listed in `_truth/truth.json`
/// @param files every file with its rows, in a fixed order
public record Summary(
    Path out,
    int students,
    int enrolled,
    int schools,
    int staff,
    long rows,
    int defects,
    List<File> files) {

  public Summary {
    files = List.copyOf(files);
  }

  /// @param path path inside the folder, with forward slashes
  /// @param rows rows without the header
  public record File(String path, long rows) {}
}
