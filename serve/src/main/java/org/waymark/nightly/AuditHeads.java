package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.store.AuditRecord;
import org.waymark.store.StoreException;

/// The newest entry of the audit, night by night, in a file beside the database. Whoever copies
/// the file away can prove later that nobody cut the record or wrote it anew.
public final class AuditHeads {
  private static final String HEADER = "at,entry,hash";

  private final Path file;

  public AuditHeads(Path dataDir) {
    file = dataDir.resolve("reports").resolve("audit_heads.csv");
  }

  public Path file() {
    return file;
  }

  /// Adds the newest entry, when there is one and it isn't there already.
  public void note(AuditRecord audit) throws IOException {
    var head = audit.head();
    if (head.isEmpty()
        || read().stream().anyMatch(old -> old.entry() == head.get().entry())) {
      return;
    }
    Files.createDirectories(file.getParent());
    if (!Files.exists(file)) {
      Files.writeString(file, HEADER + "\n");
    }
    var it = head.get();
    Files.writeString(
        file, it.at() + "," + it.entry() + "," + it.hash() + "\n", StandardOpenOption.APPEND);
  }

  /// The heads that were kept; none before the first night.
  public List<AuditRecord.Head> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<AuditRecord.Head> heads = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      try {
        heads.add(
            new AuditRecord.Head(Instant.parse(cells[0]), Long.parseLong(cells[1]), cells[2]));
      } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new StoreException(
            "%s, line %d: saw \"%s\", expected an instant, an entry and a hash; take the line from a copy"
                .formatted(file, i + 1, lines.get(i)),
            e);
      }
    }
    return heads;
  }
}
