package org.waymark.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// `./waymark serve` in a process of its own and the PostgreSQL behind it, each of which dies as by
/// `kill -9` when told to.
final class KillServer implements AutoCloseable {
  /// How long a letter stays in a dead hand; two minutes in earnest.
  private static final int LEASE_S = 16;

  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  private final Path data;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;
  private int starts;

  KillServer(Path data) throws IOException {
    this.data = data;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    process = launch();
  }

  private Process launch() throws IOException {
    starts++;
    return Jvm.of(
            "512m",
            List.of("-Dwaymark.post.lease=" + LEASE_S, "-XX:TieredStopAtLevel=1"),
            "org.waymark.cli.Waymark",
            List.of("serve", "--data", data.toString(), "--port", String.valueOf(port)))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  Path log() {
    return data.resolve("serve.log");
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  /// How often it was started.
  int starts() {
    return starts;
  }

  /// Starts it where it does not run: also where it ended by itself, as the machine's service
  /// manager would. Who starts while the database dies says so and ends.
  void ensure() throws IOException {
    if (!process.isAlive()) {
      process = launch();
    }
  }

  /// Waits until it answers.
  ///
  /// @return false when it ended instead
  boolean isReady() throws IOException, InterruptedException {
    var door = HttpRequest.newBuilder(URI.create(base() + "/sign-in"))
        .timeout(Duration.ofSeconds(5))
        .build();
    long until = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive()) {
      try {
        if (client.send(door, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return true;
        }
      } catch (IOException notYet) {
        // nobody listens
      }
      if (System.nanoTime() > until) {
        throw new IOException("serve runs and does not answer within " + LONGEST_START.toSeconds()
            + " s; see " + log());
      }
      Thread.sleep(100);
    }
    return false;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void killDatabase() throws IOException {
    postmaster().ifPresent(ProcessHandle::destroyForcibly);
  }

  /// One of the database's processes: the others are sent away and it recovers from its log.
  void killBackend(Random random) throws IOException {
    List<ProcessHandle> all = postmaster().map(it -> it.children().toList()).orElse(List.of());
    if (!all.isEmpty()) {
      all.get(random.nextInt(all.size())).destroyForcibly();
    }
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    return lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
  }

  /// Lets it end in good order, its database too.
  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(Duration.ofSeconds(30))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
