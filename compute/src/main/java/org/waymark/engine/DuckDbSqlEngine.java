package org.waymark.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.internal.AppendedRows;
import org.waymark.engine.internal.ReadRow;

/// The default engine: DuckDB inside this process, one file per snapshot.
public final class DuckDbSqlEngine implements SqlEngine {

  private final DuckDBConnection connection;

  private DuckDbSqlEngine(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// Opens (or creates) the database in `file`, or in memory when there is none.
  ///
  /// @param memoryLimitMb how much memory DuckDB may use before it spills to disk
  public static DuckDbSqlEngine open(@Nullable Path file, int memoryLimitMb) {
    try {
      var connection = (DuckDBConnection) DriverManager.getConnection(
          "jdbc:duckdb:" + (file == null ? "" : file), new Properties());
      var engine = new DuckDbSqlEngine(connection);
      engine.execute("set memory_limit = '" + memoryLimitMb + "MB'");
      engine.execute("set autoinstall_known_extensions = false");
      engine.execute("set autoload_known_extensions = false");
      engine.execute("set TimeZone = 'UTC'");
      engine.defineDialect();
      return engine;
    } catch (SQLException e) {
      throw new EngineException("DuckDB could not open " + file + ": " + firstLine(e), e);
    }
  }

  /// Another session on the same database, for work side by side.
  public DuckDbSqlEngine duplicate() {
    try {
      var copy = new DuckDbSqlEngine((DuckDBConnection) connection.duplicate());
      copy.execute("set TimeZone = 'UTC'");
      return copy;
    } catch (SQLException e) {
      throw new EngineException("DuckDB could not open a second session: " + firstLine(e), e);
    }
  }

  /// For the rooms that stream rows in or out; they close nothing.
  public Connection connection() {
    return connection;
  }

  @Override
  public String name() {
    return "DuckDB";
  }

  @Override
  public void createSchema(String schema) {
    execute("create schema if not exists " + schema);
  }

  @Override
  public long createTable(String table, String select) {
    execute("create or replace table " + table + " as " + select);
    return query("select count(*) from " + table).number();
  }

  @Override
  public void createView(String table, String select) {
    execute("create or replace view " + table + " as " + select);
  }

  @Override
  public void createTable(
      String table, List<String> columns, List<String> types, List<List<String>> literals) {
    execute(TableLiterals.create(table, columns, types));
    if (!literals.isEmpty()) {
      execute(TableLiterals.insert(table, types, literals));
    }
  }

  @Override
  public QueryResult query(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var meta = result.getMetaData();
      var columns = new ArrayList<String>();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnLabel(i));
      }
      var rows = new ArrayList<List<@Nullable Object>>();
      while (result.next()) {
        var row = new ArrayList<@Nullable Object>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
      return new QueryResult(columns, rows);
    } catch (SQLException e) {
      throw new EngineException(firstLine(e) + "\nin: " + sql, e);
    }
  }

  @Override
  public long fillTable(String table, TableShape shape, Consumer<RowSink> rows) {
    execute(TableLiterals.create(table, shape.columns(), shape.types()));
    String schema = table.substring(0, table.indexOf('.'));
    String name = table.substring(table.indexOf('.') + 1);
    try (var appender = connection.createAppender(schema, name)) {
      var sink = new AppendedRows(appender, shape);
      rows.accept(sink);
      return sink.count();
    } catch (SQLException e) {
      throw new EngineException(table + " could not be filled: " + firstLine(e), e);
    }
  }

  @Override
  public void scan(String sql, Consumer<Row> each) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      var row = new ReadRow(result);
      while (result.next()) {
        each.accept(row);
      }
    } catch (SQLException e) {
      throw new EngineException(firstLine(e) + "\nin: " + sql, e);
    }
  }

  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new EngineException(firstLine(e) + "\nin: " + sql, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new EngineException("DuckDB could not close: " + firstLine(e), e);
    }
  }

  private void defineDialect() {
    try (var in = DuckDbSqlEngine.class.getResourceAsStream("dialect/duckdb.sql")) {
      if (in == null) {
        throw new IllegalStateException("engine/dialect/duckdb.sql is not on the class path");
      }
      for (String statement :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n")) {
        if (!statement.isBlank()) {
          execute(statement);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }
}
