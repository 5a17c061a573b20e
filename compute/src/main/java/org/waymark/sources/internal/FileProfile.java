package org.waymark.sources.internal;

import java.nio.file.Path;
import java.util.List;

/// What a scan learned of one file.
///
/// @param encoding as found: `UTF-8`, `windows-1252`, `UTF-16LE`, …
/// @param header names of the columns, trimmed, made unique
/// @param records data rows that can be read as such
/// @param rejects rows that cannot, the first of them in detail
/// @param rejected how many rejects there are in all
/// @param padded rows that were too short and were filled with empty values at the end
/// @param readable the file that the engine reads: the landed one, or a normalised copy
/// @param isNormalised true if `readable` is a copy whose first column is the physical line
/// @param isMultiline true if a value spans lines
/// @param hasBlankEdges false if no value begins or ends with a blank
record FileProfile(
    String encoding,
    char delimiter,
    List<String> header,
    long records,
    List<Reject> rejects,
    long rejected,
    long padded,
    Path readable,
    boolean isNormalised,
    boolean isMultiline,
    boolean hasBlankEdges,
    RecordIndex index) {

  /// The column that a normalised copy carries in front.
  static final String LINE_COLUMN = "#line";

  FileProfile {
    header = List.copyOf(header);
    rejects = List.copyOf(rejects);
  }

  long rowsIn() {
    return records + rejected;
  }

  char readDelimiter() {
    return isNormalised ? ',' : delimiter;
  }

  /// A row that has no shape.
  record Reject(long line, String kind, String reason) {}
}
