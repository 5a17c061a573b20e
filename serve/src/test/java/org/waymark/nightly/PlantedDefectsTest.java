package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.Progress;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.quality.CheckResult;
import org.waymark.sources.FileResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every planted defect is found where the truth file says that it lies, and a clean
/// district is clean.
class PlantedDefectsTest {

  private static final Path MAPPINGS =
      Path.of(System.getProperty("waymark.home", ".."), "mappings");

  @TempDir
  Path folder;

  @Test
  void on_a_clean_district_every_row_loads_and_no_check_fires() throws IOException {
    try (var snapshot = snapshot()) {
      var built = build(snapshot, Defects.NONE);
      assertThat(built.ingest().files())
          .allSatisfy(f -> assertThat(f.loaded()).as(f.path()).isEqualTo(f.rowsIn()));
      assertThat(
              built.checks().stream().filter(c -> !c.passed()).map(c -> c.id() + " " + c.sample()))
          .isEmpty();
      assertThat(built.readiness())
          .allSatisfy(
              r -> assertThat(r.colour()).as("%s %s", r.source(), r.reasons()).isEqualTo("green"));
    }
  }

  @Test
  void every_planted_defect_is_found() throws IOException {
    try (var snapshot = snapshot()) {
      var built = build(snapshot, Defects.HOSTILE);
      JsonNode truth = new JsonMapper()
          .readTree(Files.readString(folder.resolve("files/_truth/truth.json")))
          .path("defects");
      assertThat(truth.size()).isGreaterThan(80);
      var missed = new ArrayList<String>();
      var expectedDuplicates = new HashMap<String, Integer>();
      var expectedSuperseded = new HashMap<String, Integer>();
      for (JsonNode defect : truth) {
        String expected = defect.path("expected").asString();
        String file = defect.path("file").asString();
        boolean isFound = switch (expected) {
          case "duplicate" -> {
            expectedDuplicates.merge(file, 1, Integer::sum);
            yield true;
          }
          case "superseded" -> {
            expectedSuperseded.merge(file, 1, Integer::sum);
            yield true;
          }
          case "quarantined" ->
            isQuarantined(snapshot, file, defect.path("line").asInt());
          case "file_refused" -> file(built, file).status() == FileResult.Status.REFUSED;
          case "reported" -> isReported(snapshot, built, defect);
          default -> isChecked(snapshot, built, expected.substring("check:".length()), defect);
        };
        if (!isFound) {
          missed.add(defect.toString());
        }
      }
      assertThat(missed).isEmpty();
      expectedSuperseded.forEach((file, n) -> assertThat(file(built, file).superseded())
          .as("superseded in " + file)
          .isEqualTo(n.longValue()));
      expectedDuplicates.forEach((file, n) -> {
        FileResult result = file(built, file);
        boolean isWholeFile = result.duplicate() == result.rowsIn();
        assertThat(isWholeFile || result.duplicate() == n)
            .as("duplicates in " + file)
            .isTrue();
      });
      assertThat(built.ingest().files()).allMatch(FileResult::isBalanced);
    }
  }

  private boolean isReported(DuckDbSqlEngine snapshot, SnapshotBuild.Built built, JsonNode defect) {
    FileResult file = file(built, defect.path("file").asString());
    int line = defect.path("line").asInt();
    return switch (defect.path("kind").asString()) {
      case "wrong_unit" ->
        file.status() == FileResult.Status.REFUSED && file.note().contains("percent");
      case "unknown_layout" -> file.status() == FileResult.Status.UNRECOGNISED;
      case "header_only" -> file.status() == FileResult.Status.LOADED && file.rowsIn() == 0;
      case "semicolons", "crlf", "utf_16" -> file.loaded() == file.rowsIn() && file.rowsIn() > 0;
      case "missing_section", "windows_1252_name" -> isQuarantined(snapshot, file.path(), line);
      case "blank_optional", "tardy_in_lower_case" -> !isQuarantined(snapshot, file.path(), line);
      default -> false;
    };
  }

  private static boolean isChecked(
      DuckDbSqlEngine snapshot, SnapshotBuild.Built built, String id, JsonNode defect) {
    CheckResult check =
        built.checks().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    String key = defect.path("key").asString();
    String value = defect.path("value").asString();
    if (id.equals("student_unmatched")) {
      return check.failed() > 0
          && snapshot
                  .query("select count(*) from quality.unmatched where id_value in ('" + value
                      + "', '" + key + "')")
                  .number()
              > 0;
    }
    return check.sample().stream()
        .anyMatch(s -> s.contains(key) || !value.isEmpty() && s.contains(value));
  }

  private static boolean isQuarantined(DuckDbSqlEngine snapshot, String file, int line) {
    return snapshot
            .query("select count(*) from quality.quarantine where line = " + line + " and path = '"
                + file + "'")
            .number()
        > 0;
  }

  private static FileResult file(SnapshotBuild.Built built, String path) {
    return built.ingest().files().stream()
        .filter(f -> f.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is not among the files"));
  }

  private DuckDbSqlEngine snapshot() {
    return DuckDbSqlEngine.open(folder.resolve("snapshot.duckdb"), 1_000);
  }

  private SnapshotBuild.Built build(DuckDbSqlEngine snapshot, Defects defects) throws IOException {
    Path files = folder.resolve("files");
    DistrictGenerator.generate(DistrictPlan.of(files, 1_200, 7).with(defects), p -> {});
    var request =
        new NightlyRun.Request(files, folder, List.of(MAPPINGS), LocalDate.of(2026, 11, 20), true);
    return new SnapshotBuild(
            request, Settings.DEFAULT, "run-1", ModelLibrary.load(), Progress.SILENT)
        .run(snapshot, folder, SnapshotBuild.Past.none());
  }
}
