package org.waymark.sources;

/// Something about a file that a person should know although no row is lost by it.
///
/// @param path the file, as the district named it; empty when it concerns the whole run
/// @param kind one word a program can count: `unknown_column`, `drift`, `dangling_table`, …
public record Finding(Severity severity, String path, String kind, String message) {

  public enum Severity {
    INFORMATION,
    WARNING
  }

  public static Finding information(String path, String kind, String message) {
    return new Finding(Severity.INFORMATION, path, kind, message);
  }

  public static Finding warning(String path, String kind, String message) {
    return new Finding(Severity.WARNING, path, kind, message);
  }
}
