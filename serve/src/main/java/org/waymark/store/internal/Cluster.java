package org.waymark.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.waymark.store.Settings;
import org.waymark.store.StoreException;

/// The files of one PostgreSQL server and the process that works on them.
final class Cluster {

  static final String STRANGE_SECRETS =
      "secrets.properties does not belong to the embedded database beside it; restore the one that was made with it";

  private static final long LONGEST_LOG = 16L << 20;

  private final Path folder;
  private final Path files;
  private final Path log;
  private final String password;
  private final Settings settings;

  /// @param folder where the cluster, its log and its locks are kept
  /// @param password of the superuser
  Cluster(Path folder, String password, Settings settings) {
    this.folder = folder.toAbsolutePath().normalize();
    this.files = this.folder.resolve("cluster");
    this.log = this.folder.resolve("server.log");
    this.password = password;
    this.settings = settings;
  }

  /// Makes the cluster when there is none. It is made beside its place and moved there when
  /// it is complete, so what a kill leaves behind is never taken for a cluster.
  void make() throws IOException {
    if (Files.exists(files.resolve("PG_VERSION"))) {
      return;
    }
    Path fresh = folder.resolve("cluster.new");
    Path secret = folder.resolve("admin.secret");
    Folders.delete(fresh);
    Files.deleteIfExists(secret);
    try {
      Files.createFile(secret, Secrets.ownerOnly());
      Files.writeString(secret, password);
      PostgresCommand.run(
          folder,
          "initdb",
          List.of(
              "-D",
              fresh.toString(),
              "-U",
              EmbeddedPostgres.ADMIN,
              "--pwfile=" + secret,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--locale=C",
              "--no-instructions"));
    } finally {
      Files.deleteIfExists(secret);
    }
    Files.writeString(fresh.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
    Files.move(fresh, files, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The port of the server that already works on these files: another process's, or an
  /// orphan.
  Optional<Integer> running() throws IOException {
    Optional<Postmaster> found = Postmaster.of(files);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long giveUp = System.nanoTime() + settings.startTimeout().toNanos();
    while (found.isPresent() && System.nanoTime() < giveUp) {
      int port = found.get().port();
      Answer answer = port == 0 ? Answer.STARTING : ask(port);
      if (answer == Answer.OURS) {
        return Optional.of(port);
      }
      if (answer == Answer.SILENT) {
        break;
      }
      pause();
      found = Postmaster.of(files);
    }
    if (found.isPresent()) {
      stop("immediate");
    }
    return Optional.empty();
  }

  /// @param port tried first; another free one when somebody was faster
  int start(int port) throws IOException {
    Files.deleteIfExists(folder.resolve("server.log.old"));
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
      Files.move(log, folder.resolve("server.log.old"));
    }
    int candidate = port;
    long giveUp = System.nanoTime() + settings.startTimeout().toNanos();
    for (int attempt = 1; ; attempt++) {
      configure(candidate);
      long before = Files.exists(log) ? Files.size(log) : 0;
      try {
        PostgresCommand.run(
            folder,
            "pg_ctl",
            List.of(
                "start",
                "-w",
                "-t",
                String.valueOf(settings.startTimeout().toSeconds()),
                "-D",
                files.toString(),
                "-l",
                log.toString()));
        return candidate;
      } catch (StoreException e) {
        String said = saidSince(before);
        // A killed run's server came up meanwhile, or a killed server is not yet buried.
        if (said.contains("postmaster.pid\" already exists") && System.nanoTime() < giveUp) {
          Optional<Integer> other = running();
          if (other.isPresent()) {
            return other.get();
          }
          attempt--;
          pause();
          continue;
        }
        // A killed server's sessions end one by one; until then their memory stands in the way.
        if (said.contains("pre-existing shared memory block") && System.nanoTime() < giveUp) {
          attempt--;
          pause();
          continue;
        }
        if (attempt == 3 || !said.contains("Address already in use")) {
          throw new StoreException(
              "The embedded database did not start: " + reason(said, e) + " (see " + log + ")", e);
        }
        candidate = EmbeddedPostgres.freePort();
      }
    }
  }

  /// @param mode fast: ends sessions, writes a checkpoint; immediate: as a crash, recovers at
  ///     the next start
  void stop(String mode) throws IOException {
    if (Postmaster.of(files).isEmpty()) {
      return;
    }
    try {
      PostgresCommand.run(
          folder, "pg_ctl", List.of("stop", "-w", "-t", "120", "-m", mode, "-D", files.toString()));
    } catch (StoreException e) {
      // one that was killed dies while pg_ctl waits for a clean end: it is stopped all the same
      if (Postmaster.of(files).isPresent()) {
        throw e;
      }
    }
  }

  private void configure(int port) throws IOException {
    String conf = """
        # Written by Waymark at every start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        max_connections = 100
        fsync = on
        synchronous_commit = on
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = '%dGB'
        checkpoint_timeout = '15min'
        shared_buffers = '%dMB'
        work_mem = '32MB'
        maintenance_work_mem = '128MB'
        effective_cache_size = '1GB'
        random_page_cost = 1.1
        jit = off
        timezone = 'UTC'
        # Messages of failed statements may quote a child's row; the program that sent them hears them.
        log_min_messages = log
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_checkpoints = off
        log_timezone = 'UTC'
        """.formatted(port, settings.maxWalGb(), settings.sharedBuffersMb());
    Files.writeString(files.resolve("waymark.conf"), conf);
    Path main = files.resolve("postgresql.conf");
    String include = "include 'waymark.conf'";
    String text = Files.readString(main);
    if (!text.contains(include)) {
      Path fresh = files.resolve("postgresql.conf.new");
      Files.writeString(fresh, text + "\n" + include + "\n");
      Files.move(fresh, main, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private enum Answer {
    OURS,
    STARTING,
    SILENT
  }

  private Answer ask(int port) {
    String url = EmbeddedPostgres.url(port, "postgres") + "?connectTimeout=5&socketTimeout=10";
    try (Connection connection =
            DriverManager.getConnection(url, EmbeddedPostgres.ADMIN, password);
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("show data_directory")) {
      return rows.next() && Path.of(rows.getString(1)).equals(files) ? Answer.OURS : Answer.SILENT;
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.equals("28P01")) {
        throw new StoreException(STRANGE_SECRETS, e);
      }
      // 57P03: starting or stopping; 08001: the port is not open yet, or no longer.
      return state.equals("57P03") || state.equals("08001") ? Answer.STARTING : Answer.SILENT;
    }
  }

  private String saidSince(long before) throws IOException {
    byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
    int from = (int) Math.min(before, all.length);
    return new String(all, from, all.length - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String reason(String said, StoreException e) {
    return said.lines()
        .filter(line -> line.contains("FATAL") || line.contains("PANIC"))
        .map(line -> line.replaceFirst("^.*(FATAL|PANIC):\\s*", ""))
        .findFirst()
        .map(PostgresCommand::reason)
        .orElse(String.valueOf(e.getMessage()));
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the embedded database", e);
    }
  }
}
