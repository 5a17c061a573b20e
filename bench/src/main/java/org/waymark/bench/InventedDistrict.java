package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Model;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.sources.IngestPlan;
import org.waymark.sources.Limits;
import org.waymark.sources.Sources;

/// A generated district as tables, without the nightly run around it.
///
/// @param folder where its files and landed copies go
record InventedDistrict(DistrictPlan plan, Path folder, Path mappings) {

  static InventedDistrict generate(Path folder, int students, long seed) throws IOException {
    var plan = DistrictPlan.of(folder.resolve("district"), students, seed);
    DistrictGenerator.generate(plan, done -> {});
    return new InventedDistrict(
        plan, folder, Path.of(System.getProperty("waymark.home", "."), "mappings"));
  }

  Path data() {
    return folder.resolve("data");
  }

  void read(DuckDbSqlEngine engine) throws IOException, SQLException {
    Sources.ingest(
        engine.connection(),
        new IngestPlan(
            plan.out(),
            data(),
            List.of(mappings),
            plan.through(),
            Map.<String, Optional<String>>of(),
            Limits.defaults()),
        (step, done, total) -> {});
    new RunParameters(
            "bench",
            "seed-" + plan.seed(),
            plan.through(),
            plan.through().getYear(),
            RunParameters.Thresholds.DEFAULT)
        .writeTo(engine);
  }

  static void build(DuckDbSqlEngine engine, List<Model> models) {
    try (var second = engine.duplicate()) {
      new ModelRunner(List.of(engine, second), Progress.SILENT).run(models);
    }
  }
}
