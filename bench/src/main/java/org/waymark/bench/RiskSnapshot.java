package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Limits;
import org.waymark.sources.Sources;

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
      var plan = DistrictPlan.of(folder.resolve("files"), students, seed);
      DistrictGenerator.generate(plan, done -> {});
      Path fresh = folder.resolve("snapshot.duckdb");
      try (var engine = DuckDbSqlEngine.open(fresh, 3_000)) {
        Sources.ingest(
            engine.connection(),
            new IngestPlan(
                plan.out(),
                folder.resolve("data"),
                List.of(Path.of(System.getProperty("waymark.home", "."), "mappings")),
                plan.through(),
                Map.<String, Optional<String>>of(),
                Limits.defaults()),
            (step, done, total) -> {});
        new RunParameters(
                "bench",
                "seed-" + seed,
                plan.through(),
                plan.through().getYear(),
                RunParameters.Thresholds.DEFAULT)
            .writeTo(engine);
        ModelLibrary library = ModelLibrary.load();
        try (var second = engine.duplicate()) {
          new ModelRunner(List.of(engine, second), Progress.SILENT)
              .run(library.neededFor(NEEDED).stream()
                  .filter(m -> !m.room().equals("risk"))
                  .toList());
        }
      }
      Files.move(fresh, snapshot, StandardCopyOption.ATOMIC_MOVE);
      System.out.println("{\"students\": " + students + "}");
    } finally {
      Folder.delete(folder);
    }
  }
}
