package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A published district to browse: generated, run through the pipeline and scored once, then
/// used again.
final class WebDistrict {
  private static final String COMMAND_LINE = "org.waymark.cli.Waymark";

  private WebDistrict() {}

  /// @param work where districts and data directories are kept
  /// @return the data directory
  static Path ready(Path work, int students, long seed) throws IOException {
    Path data = work.resolve("web-" + students + "-seed-" + seed);
    Path done = data.resolve("bench.ready");
    if (Files.exists(done)) {
      return data;
    }
    Files.createDirectories(data);
    Files.writeString(
        data.resolve("waymark.yml"), "tenant: maple-valley\nsign_in:\n  second_factor_roles: []\n");
    // one command does it all as a person would: files, pipeline, model, accounts
    run(List.of(
        "demo",
        "--data",
        data.toString(),
        "--students",
        String.valueOf(students),
        "--seed",
        String.valueOf(seed),
        "--defects",
        "none",
        "--no-serve",
        "--json"));
    Files.writeString(done, "published\n");
    return data;
  }

  private static void run(List<String> arguments) throws IOException {
    System.err.println(String.join(" ", arguments) + "…");
    try (Child child =
        Child.start(WebCommand.heap(), COMMAND_LINE, arguments, System.err::println)) {
      if (child.end().code() != 0) {
        throw new IOException("the district was not made; the message stands above");
      }
    }
  }
}
