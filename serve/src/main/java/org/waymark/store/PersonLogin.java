package org.waymark.store;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.Parser;
import org.postgresql.util.PGobject;
import org.waymark.store.internal.Login;
import org.waymark.store.internal.Secrets;

/// Asks the database as one person, through a real login of that person, so that row-level
/// security answers as it would on a page or in a BI tool.
///
/// The login is a member of `waymark_reader` and of nothing else. Its password is random,
/// used once and void after five minutes; the session reads only and has a time limit.
public final class PersonLogin {

  private final Login owner;

  PersonLogin(Login owner) {
    this.owner = owner;
  }

  /// What was asked can't be answered: unknown person, wrong SQL, a right that the person
  /// lacks.
  public static final class Refused extends RuntimeException {
    Refused(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /// @param columns in the order of the query
  /// @param rows by column: numbers as numbers, dates and instants as ISO text, missing as
  ///     null
  /// @param isCut whether there were more rows than asked for
  public record Answer(
      List<String> columns, List<Map<String, @Nullable Object>> rows, boolean isCut) {}

  /// @param person address or id
  /// @param sql one statement that reads
  public Answer query(String person, String sql) {
    return query(person, sql, Duration.ofSeconds(60), 100_000);
  }

  public Answer query(String person, String sql, Duration timeout, int mostRows) {
    requireOne(sql);
    try (Connection session = signIn(person, timeout)) {
      return ask(session, sql, mostRows);
    } catch (SQLException e) {
      throw StoreException.of("The database cannot be asked as " + person, e);
    }
  }

  /// The same as the owner of the published tables, for whoever holds the data directory.
  public Answer queryAsPublisher(String sql) {
    requireOne(sql);
    try (Connection session = owner.connect()) {
      return ask(session, sql, Integer.MAX_VALUE - 1);
    } catch (SQLException e) {
      throw StoreException.of("The database cannot be asked", e);
    }
  }

  private static Answer ask(Connection session, String sql, int mostRows) throws SQLException {
    session.setReadOnly(true);
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(mostRows + 1);
      Answer answer = statement.execute(sql)
          ? read(statement.getResultSet(), mostRows)
          : new Answer(List.of(), List.of(), false);
      session.rollback();
      return answer;
    } catch (SQLException e) {
      throw new Refused(StoreException.firstLine(e), e);
    }
  }

  private Connection signIn(String person, Duration timeout) throws SQLException {
    String password = Secrets.random();
    String options = "&options=-c%20default_transaction_read_only=on%20-c%20statement_timeout="
        + timeout.toMillis();
    try (Connection connection = owner.connect()) {
      String role = role(connection, person);
      note(connection, role);
      try (Statement statement = connection.createStatement()) {
        // One at a time for each person: the password of the other would be void before it is
        // used.
        statement.execute("select pg_advisory_lock(hashtext('" + role + "'))");
        if (!exists(connection, role)) {
          statement.execute("create role " + role + " login inherit in role waymark_reader");
        }
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
        statement.execute(
            "alter role " + role + " valid until '" + OffsetDateTime.now().plusMinutes(5) + "'");
        try {
          return owner
              .as(role, password)
              .with("ApplicationName=waymark-sql" + options)
              .connect();
        } finally {
          statement.execute("alter role " + role + " password null");
        }
      }
    }
  }

  private static String role(Connection connection, String person) throws SQLException {
    String find =
        "select sql_role from ledger.person where (lower(email) = lower(?) or person_id = ?) and is_active";
    try (PreparedStatement statement = connection.prepareStatement(find)) {
      statement.setString(1, person);
      statement.setString(2, person);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new Refused(
              "No open account of " + person + "; give the address that the person signs in with",
              null);
        }
        return rows.getString(1);
      }
    }
  }

  /// Writes into the audit that somebody asks, before anybody gets an answer.
  private static void note(Connection connection, String role) throws SQLException {
    try (PreparedStatement audit = connection.prepareStatement("select access.audit_sql(?)")) {
      audit.setString(1, role);
      audit.execute();
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      statement.setString(1, role);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void requireOne(String sql) {
    try {
      int statements = Parser.parseJdbcSql(sql, true, false, true, false, false).size();
      if (statements != 1) {
        throw new Refused("Give one statement; this is " + statements, null);
      }
    } catch (SQLException e) {
      throw new Refused(StoreException.firstLine(e), e);
    }
  }

  private static Answer read(ResultSet rows, int mostRows) throws SQLException {
    ResultSetMetaData shape = rows.getMetaData();
    List<String> columns = new ArrayList<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.add(shape.getColumnLabel(i));
    }
    List<Map<String, @Nullable Object>> read = new ArrayList<>();
    while (rows.next()) {
      if (read.size() == mostRows) {
        return new Answer(columns, read, true);
      }
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.size(); i++) {
        row.put(columns.get(i - 1), value(rows, i, shape.getColumnTypeName(i)));
      }
      read.add(row);
    }
    return new Answer(columns, read, false);
  }

  private static @Nullable Object value(ResultSet rows, int column, String type)
      throws SQLException {
    if (rows.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case "date" -> {
        LocalDate date = rows.getObject(column, LocalDate.class);
        yield date.toString();
      }
      case "timestamptz" ->
        rows.getObject(column, OffsetDateTime.class).toInstant().toString();
      case "timestamp" -> rows.getTimestamp(column).toLocalDateTime().toString();
      default -> plain(rows.getObject(column));
    };
  }

  private static @Nullable Object plain(Object value) throws SQLException {
    return switch (value) {
      case Boolean yes -> yes;
      case BigDecimal number -> number;
      case Number number -> number;
      case PGobject other -> other.getValue();
      case Array list -> Arrays.asList((Object[]) list.getArray());
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> value.toString();
    };
  }
}
