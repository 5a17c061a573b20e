package org.waymark.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Limits;
import org.waymark.sources.Sources;

/// Maple Valley with 1,500 students, read once; each test gets a copy that it may change.
final class RiskDistrict {
  static final LocalDate THROUGH = DistrictPlan.DEFAULT_THROUGH;

  /// The last day of a semester in the middle of the data.
  static final LocalDate MIDDLE = LocalDate.of(2025, 1, 7);

  private static final ModelLibrary LIBRARY = ModelLibrary.load();
  private static @Nullable Path files;
  private static @Nullable Path measured;

  private RiskDistrict() {}

  /// The files as tables, nothing measured yet.
  static synchronized DuckDbSqlEngine read() throws IOException, SQLException {
    if (files == null) {
      Path work = folder();
      var plan = DistrictPlan.of(work.resolve("district"), 1_500, 7);
      DistrictGenerator.generate(plan, done -> {});
      Path file = work.resolve("files.duckdb");
      try (var engine = DuckDbSqlEngine.open(file, 1000)) {
        Path home = Path.of(System.getProperty("waymark.home", ".."));
        Sources.ingest(
            engine.connection(),
            new IngestPlan(
                plan.out(),
                work.resolve("data"),
                List.of(home.resolve("mappings")),
                THROUGH,
                Map.<String, Optional<String>>of(),
                Limits.defaults()),
            (step, done, total) -> {});
        new RunParameters("maple-valley", "test", THROUGH, 2026, RunParameters.Thresholds.DEFAULT)
            .writeTo(engine);
      }
      files = file;
    }
    return copy(files);
  }

  /// All that a training reads.
  static synchronized DuckDbSqlEngine measured() throws IOException, SQLException {
    if (measured == null) {
      Path file = folder().resolve("measured.duckdb");
      DuckDbSqlEngine engine = read();
      Path from = pathOf(engine);
      build(engine);
      engine.close();
      Files.move(from, file);
      measured = file;
    }
    return copy(measured);
  }

  static void build(DuckDbSqlEngine engine) {
    try (var second = engine.duplicate()) {
      new ModelRunner(List.of(engine, second), Progress.SILENT)
          .run(LIBRARY.neededFor(
              "risk.feature", "risk.outcome", "risk.sign", "warehouse.student_subgroup"));
    }
  }

  static void score(DuckDbSqlEngine engine) {
    for (String table : List.of("risk.score", "risk.reason")) {
      LIBRARY.find(table).orElseThrow().build(engine);
    }
  }

  static Path pathOf(DuckDbSqlEngine engine) {
    return Path.of(String.valueOf(engine
        .query("select path from duckdb_databases() where not internal")
        .rows()
        .getFirst()
        .getFirst()));
  }

  private static DuckDbSqlEngine copy(Path file) throws IOException {
    Path copy = folder().resolve("copy.duckdb");
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    return DuckDbSqlEngine.open(copy, 1000);
  }

  private static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("risk-district");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try (var all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }));
    return folder;
  }
}
