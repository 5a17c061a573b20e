package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.Progress;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The standards that the generator lets whole classes miss are found as class-wide gaps, by
/// the same way that a district's own files go.
class PlantedGapsTest {

  private static final Path MAPPINGS =
      Path.of(System.getProperty("waymark.home", ".."), "mappings");

  @TempDir
  Path folder;

  private record Found(int assessed, int below, boolean isGap, int priority) {
    double share() {
      return (double) below / assessed;
    }
  }

  @Test
  void nearly_every_planted_gap_is_found_and_planted_ones_stand_out() throws IOException {
    Path files = folder.resolve("files");
    DistrictGenerator.generate(
        new DistrictPlan(files, 4_000, 1, 11, Defects.NONE, DistrictPlan.DEFAULT_THROUGH),
        progress -> {});
    var request =
        new NightlyRun.Request(files, folder, List.of(MAPPINGS), LocalDate.of(2026, 11, 20), true);
    try (var snapshot = DuckDbSqlEngine.open(folder.resolve("snapshot.duckdb"), 1_000)) {
      new SnapshotBuild(request, Settings.DEFAULT, "run-1", ModelLibrary.load(), Progress.SILENT)
          .run(snapshot, folder, SnapshotBuild.Past.none());
      Map<String, Found> found = found(snapshot);
      JsonNode planted = new JsonMapper()
          .readTree(Files.readString(files.resolve("_truth/truth.json")))
          .path("class_gaps");
      int recalled = 0;
      var rest = new HashMap<>(found);
      double plantedShare = 0;
      for (JsonNode gap : planted) {
        Found it = Optional.ofNullable(rest.remove(
                gap.path("section").asString() + " " + gap.path("standard").asString()))
            .orElseThrow(() -> new AssertionError("nobody was assessed: " + gap));
        if (it.isGap()) {
          recalled++;
        }
        plantedShare += it.share();
      }
      long others = rest.values().stream().filter(Found::isGap).count();
      double otherShare =
          rest.values().stream().mapToDouble(Found::share).average().orElseThrow();
      String measured = String.format(
          "%d of %d planted gaps found; %d other class-wide gaps among %d section standards;"
              + " mean share below %.3f where planted, %.3f elsewhere; largest of the others %.3f",
          recalled,
          planted.size(),
          others,
          rest.size(),
          plantedShare / planted.size(),
          otherShare,
          rest.values().stream().mapToDouble(Found::share).max().orElseThrow());
      System.out.println(measured);
      assertThat(planted.size()).as(measured).isGreaterThan(10);
      assertThat(recalled).as(measured).isGreaterThanOrEqualTo((int) (0.95 * planted.size()));
      assertThat(plantedShare / planted.size()).as(measured).isGreaterThan(otherShare + 0.4);
      // What else is found is really so: more than 30 % of those assessed scored below 70.
      assertThat(snapshot
              .query("select count(*) from gaps.standard_gap where is_class_gap"
                  + " and below * 100 <= 30 * assessed")
              .number())
          .isZero();
    }
  }

  private static Map<String, Found> found(DuckDbSqlEngine snapshot) {
    var found = new HashMap<String, Found>();
    snapshot.scan(
        "select section.source_id, g.standard_code, g.assessed, g.below,"
            + " case when g.is_class_gap then 1 else 0 end, coalesce(r.priority, 0)"
            + " from gaps.standard_gap as g"
            + " join warehouse.section on section.section_key = g.section_key"
            + " left join gaps.reteach as r on r.scope = 'section'"
            + " and r.section_key = g.section_key and r.standard_code = g.standard_code"
            + " where g.scope = 'section' and g.share_below is not null",
        row -> found.put(
            row.text(0) + " " + row.text(1),
            new Found(
                (int) row.whole(2), (int) row.whole(3), row.whole(4) == 1, (int) row.whole(5))));
    return found;
  }
}
