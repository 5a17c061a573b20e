package org.waymark.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Maple Valley's files on disk, and what an ingest makes of them.
final class District implements AutoCloseable {
  final Path source;
  final Path data;
  final Path mappings;
  private final Connection duckdb;
  private Map<String, Optional<String>> links = Map.of();
  private Limits limits = Limits.defaults();

  District(Path folder) {
    try {
      source = Files.createDirectories(folder.resolve("source"));
      data = Files.createDirectories(folder.resolve("data"));
      mappings = Files.createDirectories(folder.resolve("mappings"));
      duckdb = DriverManager.getConnection("jdbc:duckdb:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  District mapping(String name, String yaml) {
    write(mappings.resolve(name), yaml.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  District file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  District file(String name, byte[] bytes) {
    write(source.resolve(name), bytes);
    return this;
  }

  District incoming(String name, String text) {
    write(data.resolve("incoming").resolve(name), text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  District links(Map<String, Optional<String>> decided) {
    links = decided;
    return this;
  }

  District limits(Limits wanted) {
    limits = wanted;
    return this;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Ingest ingest() {
    return ingest(source, mappings);
  }

  Ingest ingest(Path from, Path by) {
    IngestPlan plan =
        new IngestPlan(from, data, List.of(by), LocalDate.of(2026, 5, 15), links, limits);
    try {
      Ingest ingest = Sources.ingest(duckdb, plan, Progress.silent());
      assertThat(ingest.files()).allMatch(FileResult::isBalanced);
      return ingest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Rows as texts, values joined by a bar.
  List<String> rows(String sql) {
    List<String> rows = new ArrayList<>();
    try (Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(result.getString(i)));
        }
        rows.add(String.join("|", row));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  List<String> reasons() {
    return rows("select reason from quality.quarantine order by file_key, line, kind");
  }

  @Override
  public void close() {
    try {
      duckdb.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
