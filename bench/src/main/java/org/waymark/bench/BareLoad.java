package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// The limit: DuckDB alone reads the daily attendance files into typed columns, with no
/// check and no account of rows. A program of its own; prints one JSON object.
final class BareLoad {

  private static final String COLUMNS =
      "{'StudentNumber': 'VARCHAR', 'SchoolCode': 'VARCHAR', 'AttendanceDate': 'DATE', 'AttendanceCode': 'VARCHAR'}";

  private BareLoad() {}

  /// @param arguments the district's folder, and the DuckDB file to write
  public static void main(String[] arguments) throws IOException, SQLException {
    String files = attendance(Path.of(arguments[0])).stream()
        .map(f -> "'" + f.toString().replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
    String read = "read_csv(" + files
        + ", auto_detect = false, header = true, delim = ',', quote = '\"', columns = " + COLUMNS
        + ")";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + arguments[1]);
        Statement statement = connection.createStatement()) {
      statement.execute("set memory_limit = '2500MB'");
      statement.execute("set threads = " + Runtime.getRuntime().availableProcessors());
      long start = System.nanoTime();
      long rows;
      try (var result = statement.executeQuery("select count(*) from " + read)) {
        result.next();
        rows = result.getLong(1);
      }
      double scan = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      statement.execute("create table attendance as select * from " + read);
      double load = (System.nanoTime() - start) / 1e9;
      System.out.println("{\"rows\": " + rows + ", \"scan_seconds\": " + scan
          + ", \"load_seconds\": " + load + "}");
    }
  }

  static List<Path> attendance(Path district) throws IOException {
    try (var files = Files.list(district.resolve("sis"))) {
      return files
          .filter(f -> f.getFileName().toString().matches("attendance_daily_.*\\.csv"))
          .sorted()
          .toList();
    }
  }
}
