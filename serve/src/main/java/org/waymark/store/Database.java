package org.waymark.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.waymark.publishing.PublishTarget;
import org.waymark.store.internal.EmbeddedPostgres;
import org.waymark.store.internal.Secrets;

/// The PostgreSQL that serves and remembers, migrated and ready.
public final class Database implements PublishTarget, AutoCloseable {

  /// The login of the pages: row-level security holds for it, and it names the person per transaction.
  public static final String WEB_ROLE = "waymark_web";

  private final String url;
  private final String owner;
  private final String ownerPassword;
  private final String webPassword;
  private final @Nullable EmbeddedPostgres embedded;

  private Database(
      String url, String owner, String ownerPassword, String webPassword, @Nullable EmbeddedPostgres embedded) {
    this.url = url;
    this.owner = owner;
    this.ownerPassword = ownerPassword;
    this.webPassword = webPassword;
    this.embedded = embedded;
  }

  /// Opens the district's own server when `WAYMARK_DATABASE_URL` names one, else the embedded one.
  public static Database open(Path dataDir) {
    return open(dataDir, System.getenv("WAYMARK_DATABASE_URL"));
  }

  /// @param externalUrl `postgresql://user:password@host:port/database`, with or without `jdbc:` in front; null for the embedded server
  public static Database open(Path dataDir, @Nullable String externalUrl) {
    try {
      Files.createDirectories(dataDir);
      var secrets = new Secrets(dataDir.toAbsolutePath());
      Database database = externalUrl == null || externalUrl.isBlank()
          ? embedded(dataDir.toAbsolutePath(), secrets)
          : external(externalUrl, secrets);
      database.migrate();
      return database;
    } catch (IOException e) {
      throw new StoreException("The data directory " + dataDir + " cannot be used: " + e.getMessage(), e);
    }
  }

  public String url() {
    return url;
  }

  public String webPassword() {
    return webPassword;
  }

  /// A connection as the owner: the publisher and the ledger's own writers.
  @Override
  public Connection open() throws SQLException {
    return DriverManager.getConnection(url, owner, ownerPassword);
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Database embedded(Path dataDir, Secrets secrets) throws IOException {
    String password = secrets.get("owner");
    var server = EmbeddedPostgres.open(dataDir, password);
    return new Database(server.url(), EmbeddedPostgres.OWNER, password, secrets.get("web"), server);
  }

  private static Database external(String given, Secrets secrets) throws IOException {
    URI uri = URI.create(given.startsWith("jdbc:") ? given.substring("jdbc:".length()) : given);
    String userInfo = uri.getUserInfo();
    if (userInfo == null || !userInfo.contains(":")) {
      throw new StoreException(
          "WAYMARK_DATABASE_URL needs a user and a password: postgresql://user:password@host:5432/waymark");
    }
    String url = "jdbc:postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort()) + uri.getPath();
    int colon = userInfo.indexOf(':');
    return new Database(url, userInfo.substring(0, colon), userInfo.substring(colon + 1), secrets.get("web"), null);
  }

  private void migrate() {
    try (Connection connection = open()) {
      Flyway.configure()
          .dataSource(url, owner, ownerPassword)
          .schemas("ledger")
          .defaultSchema("ledger")
          .createSchemas(true)
          .load()
          .migrate();
      try (var statement = connection.createStatement()) {
        statement.execute("alter role " + WEB_ROLE + " with login password '" + webPassword + "'");
        String name = String.valueOf(connection.getCatalog());
        statement.execute("grant connect on database \"" + name + "\" to " + WEB_ROLE + ", waymark_reader");
      }
    } catch (SQLException e) {
      throw new StoreException("The database at " + url + " cannot be used: " + firstLine(e.getMessage())
          + ". Check that it is up and that the user may create roles and schemas.", e);
    } catch (FlywayException e) {
      throw new StoreException("The database at " + url + " could not be brought up to date: "
          + firstLine(e.getMessage()), e);
    }
  }

  private static String firstLine(@Nullable String text) {
    return String.valueOf(text).lines().findFirst().orElse("no message");
  }
}
