package org.waymark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A JVM of its own with this one's options and class path, so that nothing is warm and
/// nothing is shared.
final class Child implements AutoCloseable {

  /// @param code how it ended
  /// @param output what it wrote to standard output
  /// @param seconds from start to end, the JVM's own start included
  record Ended(int code, String output, double seconds) {}

  private final long started = System.nanoTime();
  private final Process process;
  private final CompletableFuture<String> output;
  private final CompletableFuture<Void> notes;

  private Child(Process process, Consumer<String> onNote) {
    this.process = process;
    this.output = CompletableFuture.supplyAsync(() -> read(process), Child::aside);
    this.notes = CompletableFuture.runAsync(
        () -> process.errorReader(StandardCharsets.UTF_8).lines().forEach(onNote), Child::aside);
  }

  /// @param heap of the JVM, as after `-Xmx`
  /// @param onNote told every line of its standard error
  static Child start(String heap, String mainClass, List<String> arguments, Consumer<String> onNote)
      throws IOException {
    return new Child(Jvm.of(heap, List.of(), mainClass, arguments).start(), onNote);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  Ended end() throws IOException {
    try {
      int code = process.waitFor();
      double seconds = (System.nanoTime() - started) / 1e9;
      notes.join();
      return new Ended(code, output.join(), seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the measured program ran", e);
    }
  }

  /// Asks it to end, when it still runs; it puts its own database away.
  @Override
  public void close() {
    process.destroy();
  }

  /// A thread each: both streams are read while the other one waits.
  private static void aside(Runnable work) {
    Thread.ofPlatform().daemon().name("waymark-bench-reader").start(work);
  }

  private static String read(Process process) {
    try (var reader = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return String.join("\n", reader.readAllLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
