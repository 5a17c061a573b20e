package org.waymark.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.waymark.alerts.QuietPeople;
import org.waymark.nightly.QualityReport;
import org.waymark.nightly.Settings;
import org.waymark.post.Dispatcher;
import org.waymark.store.Database;
import org.waymark.web.WeeklyDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "tell",
    description = "Send the letters that wait, as `serve` does by itself.",
    mixinStandardHelpOptions = true)
final class TellCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(names = "--once", description = "send what is due now, then stop")
  boolean once;

  @Option(names = "--json", description = "with --once: print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (json && !once) {
      throw new IllegalArgumentException("--json: only with --once");
    }
    try (Database database = Database.open(data.ready())) {
      Dispatcher dispatcher = dispatcher(database);
      database.closesBefore(dispatcher);
      if (!once) {
        dispatcher.start();
        System.out.println("Letters go out until this is stopped.");
        System.out.flush();
        Thread.currentThread().join();
      }
      boolean isOurs = dispatcher.once();
      Dispatcher.Count count = dispatcher.count();
      if (json) {
        System.out.println(QualityReport.json(java.util.Map.of(
            "is_ours", isOurs,
            "sent", count.sent(),
            "later", count.later(),
            "failed", count.failed())));
      } else {
        System.out.println(
            isOurs
                ? count.sent() + " sent, " + count.later() + " to be tried again, " + count.failed()
                    + " given up"
                : "Another Waymark process sends the letters of this district.");
      }
      return 0;
    }
  }

  /// Of the district of the data directory, with its settings; not yet at work.
  static Dispatcher dispatcher(Database database) throws IOException {
    String tenant = Settings.read(database.dataDir()).tenant();
    return Dispatcher.of(
        database,
        tenant,
        database.dataDir(),
        new QuietPeople(database.owner(), database.dataDir()),
        List.of(new WeeklyDigest(database, tenant, database.dataDir())));
  }
}
