package org.waymark.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A worked example beside a model: prose, input tables, the expected table. It is
/// documentation and test.
///
/// ```
/// # Omar has no prior score, so no peer row
/// given warehouse.test_score
/// | student_key bigint | subject |
/// | 1                  | ela     |
/// then cohorts.growth_peer
/// | student_key | subject |
/// ```
///
/// A column's type follows its name (text when none stands there); an empty cell is null.
/// The then-table names the columns that matter; rows are compared without order.
public record WorkedCase(String title, List<Scene> given, Scene expected) {

  public record Scene(
      String table, List<String> columns, List<String> types, List<List<String>> rows) {}

  /// All cases of one `.case.md` file.
  public static List<WorkedCase> parse(String markdown) {
    var cases = new ArrayList<WorkedCase>();
    for (String part : markdown.split("(?m)^# ")) {
      if (!part.isBlank()) {
        cases.add(one(part.lines().toList()));
      }
    }
    return cases;
  }

  private static WorkedCase one(List<String> lines) {
    var given = new ArrayList<Scene>();
    Scene expected = null;
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith("given ") || line.startsWith("then ")) {
        int end = i + 1;
        while (end < lines.size() && lines.get(end).strip().startsWith("|")) {
          end++;
        }
        Scene scene =
            scene(line.substring(line.indexOf(' ') + 1).strip(), lines.subList(i + 1, end));
        if (line.startsWith("given ")) {
          given.add(scene);
        } else {
          expected = scene;
        }
        i = end - 1;
      }
    }
    if (expected == null) {
      throw new IllegalArgumentException("The case \"" + lines.getFirst() + "\" has no then-table");
    }
    return new WorkedCase(lines.getFirst().strip(), given, expected);
  }

  private static Scene scene(String table, List<String> lines) {
    var names = new ArrayList<String>();
    var types = new ArrayList<String>();
    for (String head : cells(lines.getFirst())) {
      int space = head.indexOf(' ');
      names.add(space < 0 ? head : head.substring(0, space));
      types.add(space < 0 ? "varchar(1000)" : head.substring(space + 1).strip());
    }
    var rows = lines.stream()
        .skip(1)
        .filter(l -> !l.strip().matches("\\|[\\s|:-]+\\|"))
        .map(WorkedCase::cells)
        .toList();
    for (var row : rows) {
      if (row.size() != names.size()) {
        throw new IllegalArgumentException(
            table + ": " + row + " has " + row.size() + " cells, expected " + names);
      }
    }
    return new Scene(table, names, types, rows);
  }

  private static List<String> cells(String line) {
    String inner = line.strip();
    inner = inner.substring(1, inner.length() - 1);
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toList();
  }
}
