package org.waymark.store.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.waymark.store.StoreException;

/// A real PostgreSQL in the data directory, shared by every Waymark process that opens it.
///
/// Each user holds a shared lock; the last to leave stops the server. A process that is killed loses its
/// lock with its life, so a server that it left behind is found by the next one and used, and is
/// stopped when that one leaves. A cluster that was half made is thrown away and made anew.
public final class EmbeddedPostgres implements AutoCloseable {

  public static final String OWNER = "waymark_owner";

  /// The servers that this process uses: file locks hold between processes, not within one.
  private static final Map<Path, EmbeddedPostgres> OPEN = new HashMap<>();

  private final Path home;
  private final Path cluster;
  private final FileChannel users;
  private final FileLock use;
  private final int port;
  private int openers = 1;

  private EmbeddedPostgres(Path home, Path cluster, FileChannel users, FileLock use, int port) {
    this.home = home;
    this.cluster = cluster;
    this.users = users;
    this.use = use;
    this.port = port;
  }

  public static EmbeddedPostgres open(Path dataDir, String ownerPassword) throws IOException {
    synchronized (OPEN) {
      EmbeddedPostgres ours = OPEN.get(dataDir);
      if (ours != null) {
        ours.openers++;
        return ours;
      }
      EmbeddedPostgres opened = find(dataDir, ownerPassword);
      OPEN.put(dataDir, opened);
      return opened;
    }
  }

  private static EmbeddedPostgres find(Path dataDir, String ownerPassword) throws IOException {
    Path home = PostgresBinaries.unpacked();
    Path cluster = dataDir.resolve("postgres");
    try (FileChannel door = FileChannel.open(
            dataDir.resolve("postgres.door"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock alone = door.lock()) {
      // The door is held while the server is found or started, so that two starters never meet.
      if (!alone.isValid()) {
        throw new StoreException("The lock on " + dataDir + " was lost; start again.");
      }
      makeCluster(home, cluster, ownerPassword);
      int port = running(cluster, ownerPassword).orElse(0);
      if (port == 0) {
        port = start(home, cluster, ownerPassword);
      }
      FileChannel users = new RandomAccessFile(dataDir.resolve("postgres.users").toFile(), "rw").getChannel();
      return new EmbeddedPostgres(home, cluster, users, users.lock(0, Long.MAX_VALUE, true), port);
    }
  }

  public String url() {
    return url(port);
  }

  public int port() {
    return port;
  }

  /// Stops the server when nobody else uses it.
  @Override
  public void close() {
    synchronized (OPEN) {
      if (--openers > 0) {
        return;
      }
      OPEN.values().remove(this);
      leave();
    }
  }

  private void leave() {
    try (users) {
      use.release();
      try (FileLock last = users.tryLock()) {
        if (last != null) {
          run(home, List.of("pg_ctl", "stop", "-D", cluster.toString(), "-m", "fast", "-w", "-t", "60"), cluster);
        }
      }
    } catch (IOException e) {
      throw new StoreException("The database could not be stopped: " + e.getMessage(), e);
    }
  }

  private static String url(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/waymark";
  }

  private static void makeCluster(Path home, Path cluster, String ownerPassword) throws IOException {
    if (Files.exists(cluster.resolve("PG_VERSION"))) {
      return;
    }
    Path fresh = cluster.resolveSibling("postgres.new");
    delete(fresh);
    Path password = cluster.resolveSibling("postgres.pw");
    Files.writeString(password, ownerPassword);
    try {
      run(home, List.of("initdb", "-D", fresh.toString(), "-U", OWNER, "--pwfile=" + password, "--auth=scram-sha-256",
          "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"), fresh.resolveSibling("postgres.log"));
    } finally {
      Files.deleteIfExists(password);
    }
    Files.writeString(fresh.resolve("postgresql.auto.conf"), String.join("\n",
        "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''", "max_connections = 120",
        "shared_buffers = 256MB", "work_mem = 32MB", "maintenance_work_mem = 256MB", "max_wal_size = 4GB",
        "wal_level = minimal", "max_wal_senders = 0", "jit = off", "random_page_cost = 1.1",
        "log_min_messages = error", "log_min_error_statement = panic", "") );
    Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private static int start(Path home, Path cluster, String ownerPassword) throws IOException {
    StoreException last = null;
    for (int attempt = 0; attempt < 3; attempt++) {
      int port = freePort();
      try {
        run(home, List.of("pg_ctl", "start", "-D", cluster.toString(), "-w", "-t", "300", "-l",
            cluster.resolveSibling("postgres.log").toString(), "-o", "-p " + port), cluster.resolveSibling("postgres.log"));
        createDatabase(port, ownerPassword);
        return port;
      } catch (StoreException e) {
        last = e;
      }
    }
    throw last == null ? new StoreException("PostgreSQL did not start") : last;
  }

  private static void createDatabase(int port, String ownerPassword) {
    try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", OWNER, ownerPassword);
        var statement = connection.createStatement();
        var there = statement.executeQuery("select 1 from pg_database where datname = 'waymark'")) {
      if (!there.next()) {
        statement.execute("create database waymark");
      }
    } catch (SQLException e) {
      throw new StoreException("PostgreSQL started but refused its owner: " + e.getMessage(), e);
    }
  }

  /// The port of a server that already runs on this cluster and answers: ours, another process's, or an orphan.
  private static Optional<Integer> running(Path cluster, String ownerPassword) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() < 4 || !alive(lines.getFirst(), cluster)) {
      Files.deleteIfExists(pidFile);
      return Optional.empty();
    }
    int port = Integer.parseInt(lines.get(3).strip());
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (System.nanoTime() < giveUp && alive(lines.getFirst(), cluster)) {
      try (var connection = DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2", OWNER, ownerPassword)) {
        if (connection.isValid(2)) {
          createDatabase(port, ownerPassword);
          return Optional.of(port);
        }
      } catch (SQLException starting) {
        pause();
      }
    }
    throw new StoreException("A PostgreSQL (process " + lines.getFirst() + ") holds " + cluster
        + " and does not answer. End that process and start again.");
  }

  /// A process of that number counts only when it is a postgres on this very cluster: numbers are reused.
  private static boolean alive(String pid, Path cluster) {
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip()))
          .filter(ProcessHandle::isAlive)
          .flatMap(p -> p.info().commandLine())
          .map(line -> line.contains("postgres") && line.contains(cluster.toString()))
          .orElse(false);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static void run(Path home, List<String> command, Path log) throws IOException {
    var line = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root; inside a user namespace it is nobody.
      line.addAll(List.of("unshare", "-U"));
    }
    line.add(home.resolve("bin").resolve(command.getFirst()).toString());
    line.addAll(command.subList(1, command.size()));
    Path output = Files.createTempFile("waymark-postgres", ".out");
    try {
      Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (process.waitFor() != 0) {
        throw new StoreException("PostgreSQL's " + command.getFirst() + " failed: " + tail(output) + " (see " + log + ")");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while PostgreSQL was starting", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static String tail(Path output) throws IOException {
    String text = Files.readString(output).strip();
    String last = text.lines().filter(l -> !l.isBlank()).reduce((a, b) -> b).orElse("no message");
    return text.contains("No space left") ? "no space left on the disk; free some and start again" : last;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
