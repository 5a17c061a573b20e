package org.waymark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// [WebOnce] in a JVM of its own, with the launcher's options and heap.
final class Served implements AutoCloseable {
  private static final int LONGEST_END_S = 60;

  private final Process process;
  private final String guarded;
  private final int port;

  private Served(Process process, String guarded, int port) {
    this.process = process;
    this.guarded = guarded;
    this.port = port;
  }

  static Served start(Path data, Path times) throws IOException {
    Process process = Jvm.of(
            WebCommand.heap(),
            List.of(),
            WebOnce.class.getName(),
            List.of(data.toString(), times.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    String guarded = "";
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null) {
      if (line.startsWith("guarded ")) {
        guarded = line.substring("guarded ".length());
      } else if (line.startsWith("port ")) {
        return new Served(process, guarded, Integer.parseInt(line.substring("port ".length())));
      }
      line = out.readLine();
    }
    throw new IOException("the server did not start; its message stands above");
  }

  /// What the database says about the login of the pages.
  String guarded() {
    return guarded;
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  /// Lets it write down what it measured, and end.
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    if (!process.waitFor(LONGEST_END_S, TimeUnit.SECONDS)) {
      throw new IOException("the server did not end within " + LONGEST_END_S + " s");
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
