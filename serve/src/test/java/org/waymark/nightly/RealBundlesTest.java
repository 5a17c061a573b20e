package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.Said;
import org.waymark.store.Database;
import tools.jackson.databind.JsonNode;

/// Files that others wrote, from the folder to the published table.
class RealBundlesTest {

  @TempDir
  Path folder;

  @Test
  void every_real_roster_is_published_or_refused_with_a_reason() throws Exception {
    Path rosters = Small.shared("oneroster");
    List<Path> bundles;
    try (Stream<Path> found = Files.list(rosters)) {
      bundles = found.filter(Files::isDirectory).sorted().toList();
    }
    Path data = folder.resolve("data");
    for (Path bundle : bundles) {
      JsonNode run = run(bundle, data);
      try (Database database = Database.open(data, null)) {
        if (run.path("published").asBoolean()) {
          unknownAndNotHealthy(database);
        }
      }
    }
  }

  @Test
  void a_sis_without_a_roster_and_assessments_dropped_beside_a_roster() throws Exception {
    Path data = folder.resolve("data");
    run(Small.shared("sis/contoso"), data);
    Path beside = folder.resolve("beside");
    int number = 0;
    try (Stream<Path> files = Files.walk(Small.shared("assessments"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Files.copy(
            file,
            Files.createDirectories(beside.resolve("incoming"))
                .resolve(++number + "-" + file.getFileName()));
      }
    }
    JsonNode run = run(Small.shared("oneroster/moodle_1.2"), beside);
    assertThat(run.path("files").size()).isGreaterThanOrEqualTo(number);
    assertThat(run.path("published").asBoolean())
        .as(run.path("reason").asString())
        .isTrue();
    assertThat(beside.resolve("incoming")).isEmptyDirectory();
    try (Database database = Database.open(beside, null)) {
      unknownAndNotHealthy(database);
      assertThat(Figures.texts(database, "select count(*) > 0 from ledger.run_unmatched"))
          .containsExactly("t");
    }
  }

  private static JsonNode run(Path source, Path data) {
    Said said = Said.by("run", "--source", source, "--data", data, "--accept-shrink", "--json");
    assertThat(said.code()).as("%s: %s", source, said.err()).isIn(0, 1);
    JsonNode run = said.json();
    for (JsonNode file : run.path("files")) {
      assertThat(file.path("loaded").asLong()
              + file.path("duplicate").asLong()
              + file.path("superseded").asLong()
              + file.path("quarantined").asLong())
          .as("%s", file)
          .isEqualTo(file.path("rows").asLong());
    }
    System.out.println(source.getFileName() + ": "
        + (said.code() == 0 ? "published" : "refused, " + run.path("reason").asString()));
    assertThat(said.code() == 0 || run.path("reason").asString().length() > 10).isTrue();
    return run;
  }

  /// No attendance, no grades: no figure, and words instead of it.
  private static void unknownAndNotHealthy(Database database) {
    assertThat(Figures.texts(database, "select count(*) from analytics.dim_students"))
        .doesNotContain("0");
    assertThat(
            Figures.texts(
                database,
                "select count(*) from analytics.fact_attendance_year where attendance_rate is not null"))
        .containsExactly("0");
    // Who has a current stay has indicators, and nobody else: no empty table passes for an answer.
    assertThat(
            Figures.texts(
                database,
                "select (select count(*) from analytics.fact_indicators)"
                    + " = (select count(distinct student_id) from analytics.dim_enrollments where is_current)"))
        .containsExactly("t");
    assertThat(Figures.texts(
            database, "select distinct attendance_flag from analytics.fact_indicators"))
        .allMatch("unknown"::equals);
    assertThat(
            Figures.texts(database, "select distinct grades_flag from analytics.fact_indicators"))
        .allMatch("unknown"::equals);
    assertThat(Figures.texts(
            database,
            "select count(*) from analytics.fact_indicators where coalesce(attendance_reason, '') = ''"
                + " or coalesce(grades_reason, '') = ''"))
        .containsExactly("0");
    assertThat(Figures.texts(
            database, "select count(*) from analytics.fact_gpa where gpa is not null"))
        .containsExactly("0");
  }
}
