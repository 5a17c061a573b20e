package org.waymark.generator;

/// How much is wrong with the files.
public enum Defects {
  /// Nothing: every row is right and every reference resolves.
  NONE,
  /// What any district's nightly export holds: duplicates, lost zeros, late corrections,
  /// gaps.
  TYPICAL,
  /// Everything typical, and files that try to break the reader.
  HOSTILE
}
