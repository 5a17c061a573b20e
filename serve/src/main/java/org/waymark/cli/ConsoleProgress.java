package org.waymark.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.Progress;

/// Draws a bar on a terminal; on a pipe it says one line per stage. Always on standard error.
final class ConsoleProgress implements Progress {

  private static final int WIDTH = 24;

  private final boolean isTerminal =
      System.console() != null && System.console().isTerminal();
  private @Nullable String stage;
  private long of;
  private long done;
  private long rows;
  private long started;

  @Override
  public synchronized void begin(String name, long pieces) {
    end();
    stage = name;
    of = pieces;
    done = 0;
    rows = 0;
    started = System.nanoTime();
    draw("");
  }

  @Override
  public synchronized void done(String name, String what, long rowCount, Duration took) {
    done++;
    rows += rowCount;
    draw(String.format(
        Locale.ROOT, "%s  %,d rows  %.1f s", what, rowCount, took.toMillis() / 1000.0));
  }

  /// Closes the last stage with its line.
  synchronized void end() {
    if (stage == null) {
      return;
    }
    String line = String.format(
        Locale.ROOT,
        "%-8s %,6d pieces %,12d rows %7.1f s",
        stage,
        done,
        rows,
        (System.nanoTime() - started) / 1e9);
    System.err.println((isTerminal ? "\r\033[K" : "") + line);
    stage = null;
  }

  private void draw(String text) {
    if (!isTerminal) {
      return;
    }
    int filled = of == 0 ? 0 : (int) (WIDTH * Math.min(done, of) / of);
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    String count = of == 0 ? String.valueOf(done) : done + "/" + of;
    String line = String.format(Locale.ROOT, "%-8s %s %s  %s", stage, bar, count, text);
    System.err.print("\r\033[K" + line.substring(0, Math.min(line.length(), 110)));
    System.err.flush();
  }
}
