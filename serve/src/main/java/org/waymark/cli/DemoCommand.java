package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.nightly.NightlyRun;
import org.waymark.nightly.RunSummary;
import org.waymark.nightly.Settings;
import org.waymark.norms.NormShelf;
import org.waymark.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "A whole district from nothing: Maple Valley, in your browser.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "5000",
      description = "students (default: ${DEFAULT-VALUE})")
  int students;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--defects",
      paramLabel = "none|typical|hostile",
      defaultValue = "typical",
      description = "what is wrong with the files (default: ${DEFAULT-VALUE})")
  Defects defects = Defects.TYPICAL;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "port (default: ${DEFAULT-VALUE}; 0 takes a free one)")
  int port;

  @Option(names = "--no-serve", description = "build and publish, then stop")
  boolean noServe;

  @Option(names = "--json", description = "print one JSON object about the run")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (!noServe) {
      ServeCommand.requireFree(port, "127.0.0.1");
    }
    Path dataDir = data.ready();
    Settings settings = settings(dataDir);
    Path files = dataDir.resolve("maple-valley");
    var progress = new ConsoleProgress();
    progress.begin("generate", 0);
    DistrictGenerator.generate(
        new DistrictPlan(files, students, 3, seed, defects, DistrictPlan.DEFAULT_THROUGH),
        p -> progress.done("generate", p.file(), p.rows(), java.time.Duration.ZERO));
    progress.end();
    new NormShelf(dataDir).loadDemo();
    Database database = Database.open(dataDir);
    boolean isServing = false;
    try {
      // A demo of another size is no broken feed.
      var request = new NightlyRun.Request(
          files, dataDir, data.mappings(settings, List.of()), LocalDate.now(), true);
      RunSummary summary = new NightlyRun(request, settings, progress).run(database);
      progress.end();
      RunReport.print(summary, json);
      if (!summary.published()) {
        return Waymark.REFUSED;
      }
      var accounts = DemoAccounts.make(database, settings.tenant(), dataDir);
      DemoPlans.make(database, settings.tenant(), LocalDate.now());
      String model =
          DemoModel.make(database, settings, dataDir, DemoAccounts.SUPERINTENDENT, progress);
      progress.end();
      if (!json) {
        System.out.println(model);
        accounts.print();
      }
      if (!noServe) {
        isServing = true;
        ServeCommand.serve(database, port, "127.0.0.1");
      }
      return 0;
    } finally {
      if (!isServing) {
        database.close();
      }
    }
  }

  private static Settings settings(Path dataDir) throws IOException {
    Path file = dataDir.resolve("waymark.yml");
    if (!Files.exists(file)) {
      Files.writeString(
          file,
          "# Maple Valley is invented. Every setting: docs/reference/settings.md\n"
              + "tenant: maple-valley\nsign_in:\n  second_factor_roles: []\n");
    }
    return Settings.read(dataDir);
  }
}
