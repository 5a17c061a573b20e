package org.waymark.publishing.internal;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// The rows of a DuckDB query as CSV bytes, while the query still runs: DuckDB writes into
/// a named pipe, so no row is ever on disk. Where the system has no named pipes, a file
/// takes its place.
///
/// Missing is an empty field, an empty text is `""`: PostgreSQL's CSV reads both as they
/// were meant.
final class RowStream implements Closeable {

  private final Path place;
  private final Statement statement;
  private final CompletableFuture<Void> writing;
  private final InputStream bytes;

  private RowStream(
      Path place, Statement statement, CompletableFuture<Void> writing, InputStream bytes) {
    this.place = place;
    this.statement = statement;
    this.writing = writing;
    this.bytes = bytes;
  }

  /// @param place where the pipe is made; must not exist
  static RowStream of(Connection duckDb, String select, Path place)
      throws SQLException, IOException {
    Files.deleteIfExists(place);
    Statement statement = duckDb.createStatement();
    String copy = "copy (" + select + ") to '" + place.toString().replace("'", "''")
        + "' (format csv, header false, delimiter ',', quote '\"', escape '\"', nullstr '')";
    if (!makePipe(place)) {
      statement.execute(copy);
      return new RowStream(
          place, statement, CompletableFuture.completedFuture(null), Files.newInputStream(place));
    }
    // Held open for both directions, and read before the first row is written: neither side ever
    // waits for the other to open, and the reader meets the end only when DuckDB has finished.
    var held = new RandomAccessFile(place.toFile(), "rw");
    // No channel: an interrupt would close it, and DuckDB would wait for a reader for ever.
    InputStream bytes = new FileInputStream(place.toFile());
    CompletableFuture<Void> writing = CompletableFuture.runAsync(
        () -> {
          try (held) {
            statement.execute(copy);
          } catch (SQLException | IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().name("waymark-export").daemon().start(task));
    return new RowStream(place, statement, writing, bytes);
  }

  /// DuckDB stopped before the last row.
  static final class CutShort extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    CutShort(Throwable why) {
      super("the export stopped before the last row", why);
    }

    Throwable why() {
      return Objects.requireNonNull(getCause());
    }
  }

  /// Ends only where the rows end; otherwise fails with [CutShort], so that COPY gives up
  /// too.
  InputStream bytes() {
    return new FilterInputStream(bytes) {
      @Override
      public int read(byte[] into, int from, int most) throws IOException {
        int read = in.read(into, from, most);
        Throwable failure = read < 0 ? failure() : null;
        if (failure != null) {
          throw new CutShort(failure);
        }
        return read;
      }

      /// The reader may close what it was given; the pipe itself is drained and closed
      /// outside.
      @Override
      public void close() {}
    };
  }

  /// Why DuckDB did not write all rows; null when it did. Waits for its end.
  private @Nullable Throwable failure() {
    try {
      writing.join();
      return null;
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  /// Ends the query when it still runs.
  @Override
  public void close() throws IOException {
    try (bytes) {
      if (!writing.isDone()) {
        statement.cancel();
        byte[] rest = new byte[1 << 16];
        while (bytes.read(rest) >= 0) {
          // DuckDB may wait for room in the pipe, and hears of its end only then.
        }
      }
      failure();
      statement.close();
    } catch (SQLException e) {
      throw new IOException("DuckDB could not end an export: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(place);
    }
  }

  private static boolean makePipe(Path place) throws IOException {
    try {
      return new ProcessBuilder("mkfifo", "-m", "600", place.toString()).start().waitFor() == 0;
    } catch (IOException noSuchProgram) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Files.deleteIfExists(place);
      throw new IOException("interrupted", e);
    }
  }
}
