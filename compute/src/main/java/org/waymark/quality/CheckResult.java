package org.waymark.quality;

import java.util.List;
import org.waymark.engine.Card.Severity;

/// What one check found: never a bare number of failures, always of how many.
///
/// @param id stable name, `staff_duplicate` or `warehouse.student.student_key.unique`
/// @param of how many were looked at; 0 when there was nothing to look at
/// @param advice what to do when it fails
/// @param sample a few of the failures by id, never by name
public record CheckResult(
    String id,
    String title,
    Severity severity,
    long failed,
    long of,
    String advice,
    List<String> sample) {

  public CheckResult {
    sample = List.copyOf(sample);
  }

  public boolean passed() {
    return failed == 0;
  }

  /// True when this result alone keeps the run from being published.
  public boolean stopsPublication() {
    return failed > 0 && severity == Severity.ERROR;
  }
}
