package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.Child;
import org.waymark.cli.Said;
import org.waymark.store.Database;

/// A disk that is too small from the start, and one that fills while the job is at work.
class FullDiskTest {

  @TempDir
  Path folder;

  @AfterEach
  void unmount() throws Exception {
    system("umount", folder.resolve("disk").toString());
  }

  @Test
  void a_disk_too_small_for_the_database_or_for_the_run_is_named() throws Exception {
    Path source = Small.district(folder.resolve("source"), 20, 1);
    Path disk = mount("24m");
    assertThat(Said.by("run", "--source", source, "--data", disk.resolve("data"))
            .expecting(3)
            .line())
        .contains("disk is full");
    system("umount", disk.toString());
    mount("200m");
    assertThat(Said.by("run", "--source", source, "--data", disk.resolve("data"))
            .expecting(3)
            .line())
        .contains("MB free")
        .contains("--data");
  }

  @Test
  void a_disk_that_fills_meanwhile_ends_the_run_and_the_numbers_stay() throws Exception {
    Path source = Small.district(folder.resolve("source"), 60, 1);
    Path data = mount("560m").resolve("data");
    Said.by("run", "--source", source, "--data", data).expecting(0);
    Figures before;
    try (Database database = Database.open(data, null)) {
      before = Figures.of(database).whole(database);
    }
    try (Child child = Child.start(Map.of(), "run", "--source", source, "--data", data)) {
      while (!isBuilding(data)) {
        assertThat(child.waited(20)).isFalse();
      }
      Path ballast = data.resolve("ballast");
      fill(ballast);
      Said said = child.ended();
      Files.delete(ballast);
      said.expecting(3);
      assertThat(said.line()).contains("disk is full");
    }
    try (Database database = Database.open(data, null)) {
      assertThat(Figures.of(database).whole(database)).isEqualTo(before);
    }
    Said.by("run", "--source", source, "--data", data).expecting(0);
    try (Database database = Database.open(data, null)) {
      assertThat(Figures.of(database).whole(database).tables()).isEqualTo(before.tables());
    }
  }

  private static boolean isBuilding(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
      return files.anyMatch(f -> f.toString().endsWith(".building"));
    }
  }

  private static void fill(Path ballast) throws IOException {
    byte[] much = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(much);
      }
    } catch (IOException full) {
      assertThat(full.getMessage()).contains("No space left");
    }
  }

  private Path mount(String size) throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        system("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()),
        "a small disk can be mounted by root alone");
    return disk;
  }

  private static boolean system(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException noSuchProgram) {
      return false;
    }
  }
}
