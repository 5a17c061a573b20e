package org.waymark.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.waymark.store.StoreException;

/// Brings roles and schemas up to date. Safe to run at every start, and by two processes at
/// once.
public final class Migrations {

  /// The login of the pages.
  public static final String WEB = "waymark_web";

  private static final long LOCK = 0x57_61_79_6d_61_72_6bL;

  private Migrations() {}

  /// @param connection as the owner
  public static void apply(
      Connection connection, String url, String user, String password, String webPassword) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
      try {
        statement.execute(script("/db/roles.sql"));
        migrate(url, user, password);
        openToItsRoles(connection, statement);
        letIn(connection, url, webPassword);
      } finally {
        statement.execute("select pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      throw StoreException.of("The database could not be brought up to date", e);
    }
  }

  private static void migrate(String url, String user, String password) throws SQLException {
    try {
      Flyway.configure()
          .dataSource(url, user, password)
          .defaultSchema("ledger")
          .schemas("ledger")
          .createSchemas(true)
          .locations("classpath:db/migration")
          // numbers are given to rooms beforehand: a database may be past one that comes later
          .outOfOrder(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql) {
          throw sql;
        }
      }
      throw new StoreException(
          "The database could not be brought up to date: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("no message"),
          e);
    }
  }

  /// Nobody else may connect, and nobody may make tables of their own, temporary ones
  /// included.
  private static void openToItsRoles(Connection connection, Statement statement)
      throws SQLException {
    String name = "\"" + String.valueOf(connection.getCatalog()).replace("\"", "\"\"") + "\"";
    statement.execute("revoke temporary, create, connect on database " + name + " from public");
    // waymark_narrow signs in nowhere; the size of a database is told only to whoever may connect
    statement.execute(
        "grant connect on database " + name + " to " + WEB + ", waymark_narrow, waymark_reader");
  }

  /// Sets the web login's password, unless it is already the one that we know.
  private static void letIn(Connection owner, String url, String webPassword) throws SQLException {
    try (Connection web = DriverManager.getConnection(url, WEB, webPassword)) {
      web.isValid(5);
    } catch (SQLException e) {
      if (!"28P01".equals(e.getSQLState()) && !"28000".equals(e.getSQLState())) {
        throw e;
      }
      // Encrypted on this side: no log of the server ever sees the password.
      owner
          .unwrap(PGConnection.class)
          .alterUserPassword(WEB, webPassword.toCharArray(), "scram-sha-256");
    }
  }

  private static String script(String resource) {
    try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(resource + " cannot be read", e);
    }
  }
}
