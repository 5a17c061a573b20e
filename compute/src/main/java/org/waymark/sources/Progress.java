package org.waymark.sources;

/// Who watches an ingest.
@FunctionalInterface
public interface Progress {

  /// @param step what happens now, for people: `reading attendance.csv`
  /// @param done steps done before this one
  /// @param total steps known so far
  void at(String step, int done, int total);

  static Progress silent() {
    return (step, done, total) -> {};
  }
}
