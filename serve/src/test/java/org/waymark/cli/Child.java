package org.waymark.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Stream;

/// The real command line in a process of its own, which may be killed.
public final class Child implements AutoCloseable {

  private final Process process;
  private final Path out;
  private final Path err;

  private Child(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  public static Child start(Map<String, String> environment, Object... arguments)
      throws IOException {
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(Stream.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx700m",
            "-Dwaymark.home=" + System.getProperty("waymark.home", ".."),
            "-cp",
            System.getProperty("java.class.path"),
            "org.waymark.cli.Waymark")
        .toList());
    Stream.of(arguments).map(String::valueOf).forEach(line::add);
    Path out = Files.createTempFile("waymark-child", ".out");
    Path err = Files.createTempFile("waymark-child", ".err");
    var builder = new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Child(builder.start(), out, err);
  }

  public Said ended() throws IOException, InterruptedException {
    assertThat(process.waitFor(120, SECONDS))
        .as("ends within two minutes; so far: %s", read(err))
        .isTrue();
    return new Said(process.exitValue(), read(out), read(err));
  }

  /// Waits for the given time or for the end, whichever comes first.
  ///
  /// @return whether it has ended
  public boolean waited(long millis) throws InterruptedException {
    return process.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
  }

  public long pid() {
    return process.pid();
  }

  /// As `kill -9`.
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /// As `kill`: the process may end in good order.
  public void stop() {
    process.destroy();
  }

  public String err() throws IOException {
    return read(err);
  }

  public String out() throws IOException {
    return read(out);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
    Files.deleteIfExists(err);
  }
}
