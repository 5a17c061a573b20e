package org.waymark.web;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.waymark.web.MapleValley.Role;

/// The access matrix as it is written down: `access-matrix.csv` and `access-matrix-tables.csv`.
final class Matrix {

  /// One route.
  ///
  /// @param about what the variable of the path is: none, student, model, run, ...
  /// @param audit the action that an open look at students writes, or "-"
  record Route(String method, String path, String who, String about, String audit, String why) {

    boolean opensTo(Role role) {
      return who.charAt(ORDER.indexOf(role)) == 'y';
    }

    boolean isOpenToAnybody() {
      return why.equals("the door itself");
    }

    /// The address with a value for each variable.
    String at(String value) {
      StringBuilder address = new StringBuilder();
      int depth = 0;
      for (char letter : path.toCharArray()) {
        if (letter == '{' && depth++ == 0) {
          address.append(value);
        }
        if (depth == 0) {
          address.append(letter);
        }
        if (letter == '}') {
          depth--;
        }
      }
      return address.toString();
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  /// One published table.
  record Table(String name, String kind, String why) {}

  /// The columns of the file.
  static final List<Role> ORDER = List.of(
      Role.DISTRICT,
      Role.SCHOOL,
      Role.COUNSELOR,
      Role.TEACHER,
      Role.ANALYST,
      Role.BOARD,
      Role.ADMINISTRATOR,
      Role.OPERATOR);

  private Matrix() {}

  static List<Route> routes() throws IOException {
    List<Route> routes = new ArrayList<>();
    for (NamedCsvRecord row : read("access-matrix.csv")) {
      StringBuilder who = new StringBuilder();
      for (Role role : ORDER) {
        who.append(row.getField(role.name().toLowerCase(Locale.ROOT)));
      }
      routes.add(new Route(
          row.getField("method"),
          row.getField("path"),
          who.toString(),
          row.getField("about"),
          row.getField("audit"),
          row.getField("why")));
    }
    return routes;
  }

  static List<Table> tables() throws IOException {
    return read("access-matrix-tables.csv").stream()
        .map(row -> new Table(row.getField("table"), row.getField("kind"), row.getField("why")))
        .sorted(Comparator.comparing(Table::name))
        .toList();
  }

  private static List<NamedCsvRecord> read(String file) throws IOException {
    try (var stream = Matrix.class.getResourceAsStream(file);
        var csv = CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .ofNamedCsvRecord(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return csv.stream().toList();
    }
  }
}
