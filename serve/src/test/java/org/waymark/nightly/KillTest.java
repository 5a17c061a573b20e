package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.Child;
import org.waymark.store.Database;

/// The nightly job is killed again and again, alone or together with its database.
class KillTest {

  private static final int KILLS = Integer.getInteger("waymark.kills", 30);
  private static final long SEED = Long.getLong("waymark.kill.seed", System.nanoTime() & 0xffffff);

  private final Random random = new Random(SEED);

  @TempDir
  Path folder;

  @Test
  void killed_anywhere_it_leaves_whole_numbers_and_neither_loses_nor_doubles_a_file()
      throws Exception {
    System.out.println(
        "KillTest: " + KILLS + " kills, seed " + SEED + " (-Dwaymark.kill.seed=" + SEED + ")");
    Path late = folder.resolve("late.csv");
    Path older = lean("older", 30, late);
    Path newer = lean("newer", 44, late);
    var allowed = new ArrayList<Map<String, String>>();
    Path data = folder.resolve("data");
    run(older, data);
    try (Database database = Database.open(data, null)) {
      allowed.add(Figures.of(database).whole(database).tables());
    }
    Path twin = folder.resolve("twin");
    drop(late, twin, "late.csv");
    for (Path source : List.of(older, newer)) {
      run(source, twin);
      try (Database database = Database.open(twin, null)) {
        allowed.add(Figures.of(database).whole(database).tables());
      }
    }
    assertThat(allowed).doesNotHaveDuplicates();
    drop(late, data, "late.csv");
    long start = System.nanoTime();
    run(older, data);
    long whole = (System.nanoTime() - start) / 1_000_000;
    drop(late, data, "late-again.csv");
    int ended = 0;
    Database database = Database.open(data, null);
    for (int i = 0; i < KILLS; i++) {
      boolean shares = random.nextInt(4) > 0;
      if (!shares) {
        database.close();
      }
      boolean databaseToo = random.nextInt(4) == 0;
      // Three early ones to one anywhere: early ones are cheap.
      long after = (long) (whole * (i % 4 == 0 ? random.nextDouble() : random.nextDouble() * 0.6));
      try (Child child = Child.start(
          Map.of(),
          "run",
          "--source",
          i % 2 == 0 ? newer : older,
          "--data",
          data,
          "--accept-shrink")) {
        ended += child.waited(after) ? 1 : 0;
        if (databaseToo) {
          killDatabase(data);
        }
        child.kill();
      }
      if (!shares || databaseToo) {
        if (shares) {
          database.close();
        }
        database = Database.open(data, null);
      }
      String told = "kill " + i + " of seed " + SEED + " after " + after + " ms of " + whole;
      assertThat(allowed).as(told).contains(Figures.of(database).whole(database).tables());
      assertThat(leftovers(database))
          .as("staged tables left, " + told)
          .isLessThanOrEqualTo(allowed.getFirst().size());
      assertThat(count(data.resolve("incoming")) + count(data.resolve("processed")))
          .as("files, " + told)
          .isEqualTo(2);
      assertThat(count(data.resolve("failed"))).isZero();
      assertThat(count(data.resolve("snapshots"))).as("snapshots, " + told).isLessThanOrEqualTo(10);
    }
    database.close();
    System.out.println(
        "KillTest: a whole run takes " + whole + " ms; " + ended + " had ended before their kill");
    run(newer, data);
    try (Database last = Database.open(data, null)) {
      assertThat(Figures.of(last).whole(last).tables()).isEqualTo(allowed.getLast());
      assertThat(leftovers(last)).isZero();
      assertThat(Figures.texts(last, "select status from ledger.run where status = 'running'"))
          .isEmpty();
    }
    assertThat(count(data.resolve("incoming"))).isZero();
    assertThat(count(data.resolve("processed"))).isEqualTo(2);
    assertThat(count(data.resolve("scratch"))).isZero();
    assertThat(data.resolve("work")).doesNotExist();
    try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
      assertThat(files).allMatch(f -> f.toString().endsWith(".duckdb")).hasSizeLessThanOrEqualTo(7);
    }
  }

  /// Roster, enrollment, calendar and attendance: as few files as a run needs.
  private Path lean(String name, int students, Path late) throws IOException {
    Path all = Small.district(folder.resolve(name + "-all"), students, 7);
    Path source = Files.createDirectories(folder.resolve(name));
    for (String file : List.of(
        "oneroster/orgs.csv",
        "oneroster/academicSessions.csv",
        "oneroster/users.csv",
        "oneroster/roles.csv",
        "sis/school_enrollments.csv",
        "sis/calendar.csv",
        "sis/attendance_daily_2025-2026.csv")) {
      Files.copy(all.resolve(file), source.resolve(Path.of(file).getFileName()));
    }
    Files.copy(all.resolve("sis/discipline.csv"), late, StandardCopyOption.REPLACE_EXISTING);
    return source;
  }

  private static void drop(Path file, Path data, String name) throws IOException {
    Files.copy(file, Files.createDirectories(data.resolve("incoming")).resolve(name));
  }

  private static void run(Path source, Path data) throws Exception {
    try (Child child =
        Child.start(Map.of(), "run", "--source", source, "--data", data, "--accept-shrink")) {
      child.ended().expecting(0);
    }
  }

  private static void killDatabase(Path data) throws IOException {
    Path file = data.resolve("postgres/cluster/postmaster.pid");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!lines.isEmpty() && lines.getFirst().strip().matches("[0-9]+")) {
      ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static int leftovers(Database database) {
    return Figures.texts(
            database,
            "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = 'analytics_part' and c.relkind = 'r'"
                + " and not exists (select 1 from pg_inherits i where i.inhrelid = c.oid)")
        .size();
  }

  private static int count(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.count();
    }
  }
}
