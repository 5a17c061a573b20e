package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;

/// A generated district up to the point where early warning begins. A program of its own.
final class RiskSnapshot {

  private RiskSnapshot() {}

  /// What a training and its proof read.
  static final String[] NEEDED = {
    "risk.feature", "risk.outcome", "risk.sign", "warehouse.student_subgroup"
  };

  /// Early warning's own models among those that a training needs.
  static List<Model> own(ModelLibrary library) {
    return library.neededFor(NEEDED).stream()
        .filter(m -> m.room().equals("risk"))
        .toList();
  }

  /// @param arguments the DuckDB file to write, students, seed
  public static void main(String[] arguments) throws IOException, SQLException {
    Path snapshot = Path.of(arguments[0]);
    int students = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Path folder = Files.createTempDirectory(snapshot.toAbsolutePath().getParent(), "district-");
    try {
      var district = InventedDistrict.generate(folder, students, seed);
      Path fresh = folder.resolve("snapshot.duckdb");
      try (var engine = DuckDbSqlEngine.open(fresh, 3_000)) {
        district.read(engine);
        InventedDistrict.build(
            engine,
            ModelLibrary.load().neededFor(NEEDED).stream()
                .filter(m -> !m.room().equals("risk"))
                .toList());
      }
      Files.move(fresh, snapshot, StandardCopyOption.ATOMIC_MOVE);
      System.out.println("{\"students\": " + students + "}");
    } finally {
      Folder.delete(folder);
    }
  }
}
