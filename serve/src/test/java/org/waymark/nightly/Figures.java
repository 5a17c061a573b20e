package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.waymark.store.Database;

/// Everything that is published, as one hash per table over its ordered rows without the
/// run id.
///
/// @param runs the run ids that occur in any table
public record Figures(Map<String, String> tables, List<String> runs) {

  public static Figures of(Database database) {
    var tables = new TreeMap<String, String>();
    var runs = new TreeSet<String>();
    try (Connection connection = database.open();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : names(connection)) {
        try (var rows = statement.executeQuery(
            "select count(*) || ' ' || coalesce(md5(string_agg(line, chr(10) order by line collate \"C\")), '')"
                + " from (select (to_jsonb(t) - 'run_id')::text as line from analytics." + table
                + " t) as lines")) {
          rows.next();
          tables.put(table, rows.getString(1));
        }
        try (var rows = statement.executeQuery("select distinct run_id from analytics." + table)) {
          while (rows.next()) {
            runs.add(rows.getString(1));
          }
        }
      }
      return new Figures(tables, List.copyOf(runs));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(Connection connection) throws SQLException {
    return texts(
        connection,
        "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname = 'analytics' and c.relkind = 'p' order by 1");
  }

  public static List<String> texts(Database database, String sql) {
    try (Connection connection = database.open()) {
      return texts(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> texts(Connection connection, String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
    }
    return texts;
  }

  /// One run in all tables, published according to the ledger.
  public Figures whole(Database database) {
    assertThat(runs).as("one run in all tables").hasSize(1);
    assertThat(texts(
            database,
            "select status || ' ' || (as_of_on is not null) from ledger.run where run_id = '"
                + runs.getFirst() + "'"))
        .containsExactly("published true");
    return this;
  }
}
