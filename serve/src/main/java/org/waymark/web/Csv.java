package org.waymark.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;

/// Comma-separated rows (RFC 4180) that a spreadsheet reads as text, never as a formula.
public final class Csv implements ShowsStudents {
  private final StringBuilder out = new StringBuilder("\uFEFF");
  private final Set<Long> students = new LinkedHashSet<>();

  /// @param header names of the columns
  public Csv(List<String> header) {
    row(header);
  }

  /// Adds one row; null is an empty cell.
  public void row(List<? extends @Nullable Object> cells) {
    for (int i = 0; i < cells.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      Object cell = cells.get(i);
      out.append(cell == null ? "" : quoted(cell));
    }
    out.append("\r\n");
  }

  /// Says that a row is about this student, for the audit.
  public void about(long student) {
    students.add(student);
  }

  @Override
  public List<Long> shownStudents() {
    return List.copyOf(students);
  }

  private static String quoted(Object cell) {
    String text = cell.toString();
    if (!(cell instanceof Number)
        && !text.isEmpty()
        && "=+-@\t\r\n|%".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    if (text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r")) {
      return '"' + text.replace("\"", "\"\"") + '"';
    }
    return text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
