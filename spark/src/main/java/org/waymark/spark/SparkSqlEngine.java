package org.waymark.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.QueryResult;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.engine.TableLiterals;
import org.waymark.engine.TableShape;

/// Runs the models on Spark: inside this process, or on the cluster that the session is
/// given.
public final class SparkSqlEngine implements SqlEngine {

  private final SparkSession session;

  public SparkSqlEngine(SparkSession session) {
    this.session = session;
    defineDialect();
  }

  /// A session of its own on this machine.
  ///
  /// @param warehouse where tables are kept
  public static SparkSqlEngine local(Path warehouse, int cores) {
    return new SparkSqlEngine(SparkSession.builder()
        .appName("waymark")
        .master("local[" + cores + "]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", warehouse.toUri().toString())
        .config("spark.sql.shuffle.partitions", cores)
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.ansi.enabled", "true")
        .getOrCreate());
  }

  @Override
  public String name() {
    return "Spark";
  }

  @Override
  public void createSchema(String schema) {
    session.sql("create database if not exists " + schema);
  }

  @Override
  public long createTable(String table, String select) {
    drop(table);
    session.sql("create table " + table + " using parquet as " + select);
    return query("select count(*) from " + table).number();
  }

  @Override
  public void createView(String table, String select) {
    drop(table);
    // A stored view may not use session functions, so on this engine a view is kept as a table.
    session.sql("create table " + table + " using parquet as " + select);
  }

  @Override
  public void createTable(
      String table, List<String> columns, List<String> types, List<List<String>> literals) {
    drop(table);
    session.sql(TableLiterals.create(table, columns, types)
            .replace("create or replace table", "create table")
        + " using parquet");
    if (!literals.isEmpty()) {
      session.sql(TableLiterals.insert(table, types, literals));
    }
  }

  @Override
  public QueryResult query(String sql) {
    var frame = session.sql(sql);
    var rows = new ArrayList<List<@Nullable Object>>();
    for (Row row : frame.collectAsList()) {
      var values = new ArrayList<@Nullable Object>(row.size());
      for (int i = 0; i < row.size(); i++) {
        values.add(row.get(i));
      }
      rows.add(values);
    }
    return new QueryResult(Arrays.asList(frame.columns()), rows);
  }

  @Override
  public long fillTable(String table, TableShape shape, Consumer<RowSink> rows) {
    var made = new ArrayList<Row>();
    rows.accept(values -> made.add(row(shape, values)));
    var columns = new StringBuilder();
    for (int i = 0; i < shape.columns().size(); i++) {
      columns
          .append(i == 0 ? "" : ", ")
          .append(shape.columns().get(i))
          .append(' ')
          .append(shape.types().get(i));
    }
    drop(table);
    session
        .createDataFrame(made, StructType.fromDDL(columns.toString()))
        .write()
        .format("parquet")
        .saveAsTable(table);
    return made.size();
  }

  private static Row row(TableShape shape, @Nullable Object... values) {
    var fitted = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      fitted[i] = shape.fit(i, values[i]);
    }
    return RowFactory.create(fitted);
  }

  @Override
  public void scan(String sql, Consumer<org.waymark.engine.Row> each) {
    var rows = session.sql(sql).toLocalIterator();
    while (rows.hasNext()) {
      each.accept(new SparkRow(rows.next()));
    }
  }

  @Override
  public void close() {
    session.stop();
  }

  private void drop(String table) {
    session.sql("drop table if exists " + table);
  }

  private void defineDialect() {
    try (var in = SparkSqlEngine.class.getResourceAsStream("dialect/spark.sql")) {
      if (in == null) {
        throw new IllegalStateException("spark/dialect/spark.sql is not on the class path");
      }
      for (String statement :
          new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n")) {
        if (!statement.isBlank()) {
          session.sql(statement);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
