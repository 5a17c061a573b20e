package org.waymark.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.waymark.nightly.AuditHeads;
import org.waymark.nightly.QualityReport;
import org.waymark.store.AuditRecord;
import org.waymark.store.Database;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "audit",
    description = "The record of who looked at student records.",
    subcommands = AuditCommand.Verify.class,
    mixinStandardHelpOptions = true)
final class AuditCommand implements Runnable {

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  @Command(
      name = "verify",
      description =
          "Compute every hash of the record again, and compare it with reports/audit_heads.csv. Ends with 1 when an entry was changed, taken out or put in.",
      mixinStandardHelpOptions = true)
  static final class Verify implements Callable<Integer> {

    @Mixin
    DataDirectory data = new DataDirectory();

    @Option(names = "--json", description = "print an object")
    boolean json;

    @Override
    public Integer call() throws Exception {
      try (Database database = Database.open(data.ready())) {
        var heads = new AuditHeads(database.dataDir());
        var kept = heads.read();
        AuditRecord.Proof proof = database.audit(data.settings().tenant()).prove(kept);
        if (json) {
          Map<String, Object> answer = new LinkedHashMap<>();
          answer.put("entries", proof.entries());
          answer.put("heads", kept.size());
          answer.put("whole", proof.isWhole());
          answer.put("breaks", proof.breaks());
          System.out.println(QualityReport.json(answer));
        } else if (proof.isWhole()) {
          System.out.printf(
              "%,d entries, each continues the one before; %s%n",
              proof.entries(),
              kept.isEmpty()
                  ? "no head was kept yet in " + heads.file()
                  : "they agree with " + kept.size() + " heads kept in " + heads.file());
        } else {
          proof.breaks().forEach(b -> System.out.printf("entry %d %s%n", b.entry(), b.what()));
          System.out.printf(
              "The record is broken in %d places. Restore ledger.audit from a backup, and find out who had the database's own password.%n",
              proof.breaks().size());
        }
        return proof.isWhole() ? 0 : Waymark.REFUSED;
      }
    }
  }
}
