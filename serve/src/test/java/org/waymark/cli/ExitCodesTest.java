package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.nightly.Small;

/// Every mistake ends with its code and one line that says what to do.
class ExitCodesTest {

  @TempDir
  Path folder;

  @Test
  void an_unknown_option_is_named_with_a_near_one() {
    Said said = Said.by("run", "--sorce", "x").expecting(2);
    assertThat(said.line()).contains("--sorce").contains("--source");
    assertThat(said.err().lines()).hasSize(1);
    assertThat(Said.by("rnu").expecting(2).line()).contains("rnu");
  }

  @Test
  void a_source_that_is_not_there_is_named() {
    assertThat(Said.by("run", "--source", folder.resolve("nowhere"), "--data", folder)
            .expecting(2)
            .line())
        .contains("nowhere does not exist");
    assertThat(Said.by("check", "--data", folder).expecting(2).line()).contains("--source");
  }

  @Test
  void an_unknown_setting_is_refused_with_the_nearest() throws Exception {
    Files.writeString(
        folder.resolve("waymark.yml"), "tenant: maple-valley\nshrink_tolerate: 0.3\n");
    assertThat(Said.by("run", "--source", folder, "--data", folder).expecting(2).line())
        .contains("shrink_tolerate")
        .contains("did you mean shrink_tolerated?");
    Files.writeString(folder.resolve("waymark.yml"), "thresholds: {gpa_rad: 1.0}\n");
    assertThat(Said.by("run", "--source", folder, "--data", folder).expecting(2).line())
        .contains("thresholds.gpa_red");
    Files.writeString(folder.resolve("waymark.yml"), "tenant: [unclosed\n");
    assertThat(Said.by("run", "--source", folder, "--data", folder).expecting(2).line())
        .contains("waymark.yml is not valid YAML");
  }

  @Test
  void a_setting_of_the_wrong_kind_is_refused_rather_than_left_at_its_default() throws Exception {
    Files.writeString(folder.resolve("waymark.yml"), "shrink_tolerated: a third\n");
    assertThat(Said.by("run", "--source", folder, "--data", folder).expecting(2).line())
        .contains("shrink_tolerated")
        .contains("a third")
        .contains("expected a number");
    Files.writeString(folder.resolve("waymark.yml"), "- tenant\n");
    assertThat(Said.by("run", "--source", folder, "--data", folder).expecting(2).line())
        .contains("waymark.yml");
    assertThat(folder.resolve("postgres")).doesNotExist();
  }

  @Test
  void a_mapping_with_a_mistake_is_named_and_nothing_is_published() throws Exception {
    Path mappings = Files.createDirectories(folder.resolve("own"));
    Files.writeString(mappings.resolve("own.yml"), """
        source: own-sis
        title: Own
        layouts:
          - id: grades
            entity: course_grade
            recognise: [Nr, Marke]
            columns:
              student_id: Nr
              marc: Marke
        """);
    Path source = Small.district(folder.resolve("source"), 20, 1);
    Said said = Said.by(
            "run", "--source", source, "--data", folder.resolve("data"), "--mappings", mappings)
        .expecting(2);
    assertThat(said.line()).contains("own.yml").contains("marc");
  }

  @Test
  void a_database_that_does_not_answer_is_the_environment() throws Exception {
    try (Child child = Child.start(
        Map.of("WAYMARK_DATABASE_URL", "postgresql://waymark:secret@127.0.0.1:1/waymark"),
        "run",
        "--source",
        folder,
        "--data",
        folder.resolve("data"))) {
      Said said = child.ended().expecting(3);
      assertThat(said.line())
          .contains("127.0.0.1:1/waymark")
          .contains("does not answer")
          .doesNotContain("secret");
    }
  }

  @Test
  void a_taken_port_is_the_environment() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Child child = Child.start(
            Map.of(), "serve", "--data", folder.resolve("data"), "--port", taken.getLocalPort())) {
      Said said = child.ended().expecting(3);
      assertThat(said.line()).contains("port is taken").contains("--port");
      assertThat(said.err().lines()).hasSize(1);
      assertThat(said.out()).isEmpty();
    }
  }

  @Test
  void a_data_directory_that_is_a_file_is_the_environment() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");
    assertThat(Said.by("run", "--source", folder, "--data", file).expecting(3).line())
        .contains("taken is a file");
  }
}
