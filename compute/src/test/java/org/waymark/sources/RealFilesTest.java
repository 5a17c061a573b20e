package org.waymark.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that others wrote, read by the shipped mappings.
class RealFilesTest {
  private static final Path HOME = Path.of(System.getProperty("waymark.home", ".."));

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oneroster/moodle_1.2",
        "oneroster/moodle_1.1_quirks",
        "oneroster/edfi_lms_1.1",
        "sis/contoso",
        "assessments"
      })
  void every_row_of_real_files_is_accounted_for(String files) {
    Path data =
        HOME.resolve(System.getProperty("waymark.shared", "../shared/data")).normalize();
    Path from = data.resolve(files);
    assumeTrue(Files.isDirectory(from), from + " is not here");
    assumeTrue(Files.isDirectory(HOME.resolve("mappings")), "no mappings are here");
    try (District district = new District(folder)) {
      Ingest ingest = district.ingest(from, HOME.resolve("mappings"));
      if (Boolean.getBoolean("waymark.show")) {
        ingest
            .files()
            .forEach(f -> System.out.println(f.path() + " " + f.source() + "/" + f.layout() + " in "
                + f.rowsIn() + " = " + f.loaded() + "+" + f.duplicate() + "+" + f.superseded() + "+"
                + f.quarantined() + " " + f.status() + " " + f.note()));
        ingest.findings().forEach(System.out::println);
        district
            .rows("select kind, count(*), any_value(reason) from quality.quarantine group by kind")
            .forEach(System.out::println);
        district
            .rows(
                "select entity, id_kind, count(*), sum(row_count) from quality.unmatched group by all")
            .forEach(System.out::println);
      }
      assertThat(ingest.rowsIn()).isPositive();
      assertThat(ingest.files()).allMatch(FileResult::isBalanced);
    }
  }
}
