package org.waymark.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "kill",
    description =
        "Kills serve and its PostgreSQL again and again while people write and letters leave; then looks for all that was acknowledged. Ends with 1 when something is lost or was told twice.",
    mixinStandardHelpOptions = true)
final class KillCommand implements Callable<Integer> {
  @Option(
      names = "--kills",
      paramLabel = "N",
      defaultValue = "50",
      description = "how many (default: ${DEFAULT-VALUE})")
  int kills;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "of the order and the moments; printed, so that a trial can be repeated")
  @Nullable
  Long seed;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "an empty folder for the district, its database and the log of serve; kept")
  @Nullable
  Path keep;

  @Override
  public Integer call() throws Exception {
    if (kills < 1) {
      throw new IllegalArgumentException("--kills must be above 0; saw " + kills);
    }
    long drawn = seed == null ? System.nanoTime() & 0xffffff : seed;
    System.err.println(kills + " kills, seed " + drawn + " (--seed " + drawn + " repeats them)");
    Path work = keep == null ? Files.createTempDirectory("waymark-kill") : keep.toAbsolutePath();
    KillReport report = new KillTrial(kills, drawn, work).run();
    System.out.println(Machine.here() + "; " + LocalDate.now());
    System.out.println(report.text());
    if (keep == null && report.losses().isEmpty()) {
      Folder.delete(work);
    } else {
      System.err.println("The ledger and the log of serve: " + work);
    }
    return report.losses().isEmpty() ? 0 : 1;
  }
}
