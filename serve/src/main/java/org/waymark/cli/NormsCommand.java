package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.waymark.norms.Norm;
import org.waymark.norms.NormShelf;
import org.waymark.norms.NormsRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "norms",
    description = "Load norm tables, state standards and the district's targets, or list them.",
    mixinStandardHelpOptions = true)
final class NormsCommand {

  @Command(
      name = "load",
      description = "Check a CSV file of one edition and keep it; the next run measures with it.",
      mixinStandardHelpOptions = true)
  int load(@Mixin DataDirectory data, @Parameters(paramLabel = "FILE") Path file)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          file + " is not a file; name a CSV file with a norm table");
    }
    try {
      NormShelf.Loaded loaded = new NormShelf(data.ready()).load(file);
      System.out.printf(
          "%s: %d lines %s. The next ./waymark run measures with it.%n",
          loaded.edition(), loaded.lines(), loaded.replaced() ? "replaced" : "loaded");
      return 0;
    } catch (NormsRefused refused) {
      System.err.println(refused.getMessage());
      return Waymark.REFUSED;
    }
  }

  @Command(
      name = "list",
      description = "The editions that are loaded.",
      mixinStandardHelpOptions = true)
  int list(@Mixin DataDirectory data) throws IOException {
    var editions = new LinkedHashMap<String, List<Norm>>();
    for (Norm norm : new NormShelf(data.ready()).norms()) {
      editions.computeIfAbsent(norm.edition(), e -> new java.util.ArrayList<>()).add(norm);
    }
    if (editions.isEmpty()) {
      System.out.println("No norms are loaded. Load a table with: ./waymark norms load FILE");
    }
    editions.forEach((edition, norms) -> System.out.printf(
        "%s (%s, %s): %d lines, %s%s%n",
        edition,
        norms.getFirst().type().code().replace('_', ' '),
        norms.getFirst().sourceYear(),
        norms.size(),
        norms.getFirst().source(),
        norms.getFirst().isDemo() ? " [demo data]" : ""));
    return 0;
  }
}
