package org.waymark.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.waymark.store.StoreException;

/// Runs one of PostgreSQL's programs. They refuse to run as root, so root steps down first:
/// into a user namespace where it is nobody, or, where the kernel forbids that, to the user
/// `nobody`.
final class PostgresCommand {

  /// Debian's nobody and nogroup.
  private static final String NOBODY = "65534";

  private PostgresCommand() {}

  static boolean isRoot() {
    try {
      return Files.exists(Path.of("/proc/self"))
          && Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException e) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  /// @param owned what the program must be able to write
  /// @throws StoreException with the last line that the program wrote
  static void run(Path owned, String program, List<String> arguments) throws IOException {
    var line = new ArrayList<>(StepDown.HOW.prefix);
    line.add(PostgresBinaries.home().resolve("bin").resolve(program).toString());
    line.addAll(arguments);
    StepDown.HOW.own(owned);
    Path output = Files.createTempFile("waymark-" + program, ".out");
    try {
      // A file, not a pipe: the server outlives pg_ctl and would keep a pipe open.
      var builder =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
      builder.environment().put("LC_ALL", "C");
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new StoreException(program + " failed: " + reason(Files.readString(output)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(program + " was interrupted", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  static String reason(String output) {
    if (output.contains("No space left on device")) {
      return "the disk is full; free some space and start again";
    }
    if (output.contains("Permission denied")) {
      return "no right to write the data directory; " + lastLine(output);
    }
    return lastLine(output);
  }

  private static String lastLine(String output) {
    return output
        .lines()
        .filter(l -> !l.isBlank() && !l.contains("Examine the log output"))
        .reduce((a, b) -> b)
        .orElse("no message")
        .strip();
  }

  private enum StepDown {
    NOT_NEEDED(List.of()),
    USER_NAMESPACE(List.of("unshare", "-U")),
    OTHER_USER(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));

    static final StepDown HOW = choose();

    final List<String> prefix;

    StepDown(List<String> prefix) {
      this.prefix = prefix;
    }

    private static StepDown choose() {
      if (!isRoot()) {
        return NOT_NEEDED;
      }
      return works("unshare", "-U", "true") ? USER_NAMESPACE : OTHER_USER;
    }

    /// Gives the files to the user that the program will be, when another one made them.
    void own(Path folder) throws IOException {
      Object wanted = this == OTHER_USER ? Integer.valueOf(NOBODY) : Integer.valueOf(0);
      if (this == NOT_NEEDED
          || !Files.exists(folder)
          || Files.getAttribute(folder, "unix:uid").equals(wanted)) {
        return;
      }
      if (!works("chown", "-R", wanted + ":" + wanted, folder.toString())) {
        throw new StoreException(
            "The folder " + folder + " cannot be given to the database's user");
      }
    }

    private static boolean works(String... command) {
      try {
        Process process = new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
