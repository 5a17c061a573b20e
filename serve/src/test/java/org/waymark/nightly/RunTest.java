package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.Child;
import org.waymark.cli.Said;
import org.waymark.store.Database;

/// Nights of one small district, one after the other on the same data directory.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunTest {

  @TempDir
  static Path folder;

  private static Path source = Path.of("");
  private static Path data = Path.of("");
  private static Database database;
  private static Figures before;

  @BeforeAll
  static void the_first_night() {
    source = Small.district(folder.resolve("district"), 100, 5);
    data = folder.resolve("data");
    Said.by("run", "--source", source, "--data", data).expecting(0);
    database = Database.open(data, null);
    before = Figures.of(database).whole(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  @Order(1)
  void the_same_files_give_the_same_rows_in_another_directory_and_again_in_this_one() {
    Path other = folder.resolve("other");
    Said.by("run", "--source", source, "--data", other).expecting(0);
    try (Database second = Database.open(other, null)) {
      assertThat(Figures.of(second).whole(second).tables()).isEqualTo(before.tables());
    }
    Said.by("run", "--source", source, "--data", data).expecting(0);
    Figures again = Figures.of(database).whole(database);
    assertThat(again.tables()).isEqualTo(before.tables());
    assertThat(again.runs()).isNotEqualTo(before.runs());
  }

  @Test
  @Order(2)
  void an_empty_source_is_refused_and_the_numbers_stay() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Said said = Said.by("run", "--source", empty, "--data", data, "--json").expecting(1);
    assertThat(said.json().path("published").asBoolean()).isFalse();
    assertThat(said.json().path("reason").asString()).contains("student");
    stays();
  }

  @Test
  @Order(3)
  void a_feed_that_lost_a_third_of_its_rows_is_refused_for_ever_until_somebody_accepts_it()
      throws Exception {
    Path thin = Small.district(folder.resolve("thin"), 100, 5);
    Small.keep(thin.resolve("sis/attendance_daily_2025-2026.csv"), line -> line % 10 >= 3);
    for (int night = 1; night <= 9; night++) {
      // Details of old runs are forgotten after a week; what to compare with must not be.
      Said said = Said.by("run", "--source", thin, "--data", data, "--json").expecting(1);
      assertThat(said.json().path("reason").asString())
          .contains("attendance")
          .contains("last time");
      if (night == 1) {
        stays();
        var report = tools.jackson.databind.json.JsonMapper.builder()
            .build()
            .readTree(Files.readString(data.resolve("reports/data_quality_report.json")));
        assertThat(report.path("published").asBoolean()).isFalse();
        assertThat(report
                .path("checks")
                .valueStream()
                .filter(c -> c.path("id").asString().equals("source_shrunk"))
                .findFirst()
                .orElseThrow()
                .path("advice")
                .asString())
            .contains("--accept-shrink");
        assertThat(Figures.texts(
                    database,
                    "select status || ': ' || reason from ledger.run order by started_at desc limit 1")
                .getFirst())
            .startsWith("refused: ")
            .contains("attendance");
        assertThat(Figures.texts(
                database,
                "select summary ->> 'published' from ledger.run order by started_at desc limit 1"))
            .containsExactly("false");
        // Seven more nights, as the ledger sees them.
        try (var connection = database.open();
            var statement = connection.createStatement()) {
          statement.execute(
              "insert into ledger.run (run_id, tenant_id, started_at, status) select 'night' || n, 'district', now(), 'failed' from generate_series(1, 9) n");
        }
        night = 8;
      }
    }
    Said.by("run", "--source", thin, "--data", data, "--accept-shrink").expecting(0);
    assertThat(Figures.of(database).whole(database).tables().get("fact_attendance_calendar"))
        .isNotEqualTo(before.tables().get("fact_attendance_calendar"));
    Said.by("run", "--source", source, "--data", data).expecting(0);
    before = Figures.of(database).whole(database);
  }

  @Test
  @Order(4)
  void the_second_of_two_runs_names_the_first_and_ends() throws Exception {
    try (Child first = Child.start(Map.of(), "run", "--source", source, "--data", data)) {
      Path holder = data.resolve("run.holder");
      for (int i = 0;
          i < 600 && !Files.readString(holder).contains("process " + first.pid() + ",");
          i++) {
        assertThat(first.waited(50)).isFalse();
      }
      Said second = Said.by("run", "--source", source, "--data", data).expecting(3);
      assertThat(second.line()).contains("process " + first.pid() + ", since 20");
      first.ended().expecting(0);
    }
    assertThat(Figures.of(database).whole(database).tables()).isEqualTo(before.tables());
  }

  @Test
  @Order(5)
  void a_dropped_file_is_loaded_once_an_unreadable_one_comes_back_with_a_report() throws Exception {
    Path incoming = Files.createDirectories(data.resolve("incoming"));
    Path dropped = incoming.resolve("more discipline.csv");
    String header = Files.readAllLines(source.resolve("sis/discipline.csv")).getFirst();
    String student =
        Files.readAllLines(source.resolve("sis/school_enrollments.csv")).get(1).split(",")[0];
    String school =
        Files.readAllLines(source.resolve("sis/school_enrollments.csv")).get(1).split(",")[1];
    String text =
        header + "\nLATE-1," + student + "," + school + ",2026-05-11,Disruption,Referral,0\n";
    Files.writeString(dropped, text);
    Files.writeString(incoming.resolve("scan.pdf"), "%PDF-1.4 not a table");
    Files.write(incoming.resolve("broken.zip"), new byte[] {'P', 'K', 3, 4, 0, 0, 1});
    Said.by("run", "--source", source, "--data", data).expecting(0);
    assertThat(data.resolve("processed/more discipline.csv")).hasContent(text);
    assertThat(data.resolve("failed/scan.pdf")).exists();
    assertThat(Files.readString(data.resolve("failed/scan.pdf.report.txt"))).contains("not a CSV");
    assertThat(Files.readString(data.resolve("failed/broken.zip.report.txt")))
        .contains("cannot be opened");
    assertThat(incoming).isEmptyDirectory();
    Figures with = Figures.of(database).whole(database);
    assertThat(with.tables().get("fact_incidents"))
        .isNotEqualTo(before.tables().get("fact_incidents"));
    Files.writeString(dropped, text);
    Said.by("run", "--source", source, "--data", data).expecting(0);
    assertThat(incoming).isEmptyDirectory();
    assertThat(Figures.of(database).whole(database).tables()).isEqualTo(with.tables());
    before = with;
  }

  private static void stays() {
    assertThat(Figures.of(database).whole(database).tables()).isEqualTo(before.tables());
  }
}
