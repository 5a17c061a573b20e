package org.waymark.store.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.waymark.store.Settings;
import org.waymark.store.StoreException;

/// A real PostgreSQL in the data directory, shared by every Waymark process that opens it.
///
/// The last user to leave stops it. A server left behind by a killed process is found by
/// the next one through its `postmaster.pid` and used; one that doesn't answer is ended by
/// its own number, and started again. A cluster that was half made is thrown away and made
/// anew.
public final class EmbeddedPostgres implements AutoCloseable {

  /// Owns the database and everything in it; no superuser.
  public static final String OWNER = "waymark_owner";

  /// The cluster's superuser: makes the owner and its database, and nothing else.
  static final String ADMIN = "waymark_admin";

  private static final String DATABASE = "waymark";

  private final Cluster cluster;
  private final Users users;
  private final int port;
  private boolean open = true;

  private EmbeddedPostgres(Cluster cluster, Users users, int port) {
    this.cluster = cluster;
    this.users = users;
    this.port = port;
  }

  /// Finds the running server or starts one.
  public static EmbeddedPostgres open(Path dataDir, Secrets secrets, Settings settings)
      throws IOException {
    Path folder = Files.createDirectories(dataDir.resolve("postgres"));
    var users = Users.of(folder);
    try (var door = users.door()) {
      String admin = secrets.get("admin");
      var cluster = new Cluster(folder, admin, settings);
      cluster.make();
      Optional<Integer> running = cluster.running();
      int port = running.isPresent() ? running.get() : cluster.start(preferredPort(folder));
      try {
        prepare(port, admin, secrets.get("owner"));
        remember(folder, port);
      } catch (IOException | StoreException e) {
        if (running.isEmpty()) {
          cluster.stop("fast");
        }
        throw e;
      }
      users.enter();
      return new EmbeddedPostgres(cluster, users, port);
    }
  }

  public String url() {
    return url(port, DATABASE);
  }

  /// Starts the server again where it died while we use it; nothing when it runs.
  ///
  /// @return false when it came up on another port, because somebody took ours
  public synchronized boolean revive() throws IOException {
    if (!open) {
      return true;
    }
    try (var door = users.door()) {
      Optional<Integer> running = cluster.running();
      return (running.isPresent() ? running.get() : cluster.start(port)) == port;
    }
  }

  /// Stops the server when nobody else uses it.
  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    open = false;
    try (var door = users.door()) {
      if (users.leave()) {
        cluster.stop("fast");
      }
    } catch (IOException e) {
      throw new StoreException("The database could not be stopped: " + e.getMessage(), e);
    }
  }

  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// The owner and its database, when they are not there yet.
  private static void prepare(int port, String admin, String owner) {
    try (Connection connection = DriverManager.getConnection(url(port, "postgres"), ADMIN, admin);
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
        statement.execute("create role " + OWNER + " login createrole password '" + owner + "'");
      }
      if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
    } catch (SQLException e) {
      throw "28P01".equals(e.getSQLState())
          ? new StoreException(Cluster.STRANGE_SECRETS, e)
          : StoreException.of("The embedded database could not be prepared", e);
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (var rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /// The port of last time where it is free, so that a BI tool finds its server again; else
  /// any free one.
  private static int preferredPort(Path folder) throws IOException {
    Path file = folder.resolve("waymark.port");
    if (Files.exists(file)) {
      String written = Files.readString(file).strip();
      if (written.matches("[0-9]{4,5}") && isFree(Integer.parseInt(written))) {
        return Integer.parseInt(written);
      }
    }
    return freePort();
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException | IllegalArgumentException taken) {
      return false;
    }
  }

  private static void remember(Path folder, int port) throws IOException {
    Path fresh = folder.resolve("waymark.port.new");
    Files.writeString(fresh, port + "\n");
    Files.move(
        fresh,
        folder.resolve("waymark.port"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
