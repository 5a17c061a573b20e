package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.Progress;
import org.waymark.publishing.PublishException;
import org.waymark.publishing.PublishedTable.Access;
import org.waymark.publishing.Publisher;

/// All or nothing: what readers see before, during and after a publication, and when it is
/// killed.
class PublicationTest {

  @TempDir
  static Path folder;

  private static Database database;
  private DuckDbSqlEngine duckDb;

  @BeforeAll
  static void open() {
    database = Database.open(folder.resolve("data"), null);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void snapshot() throws IOException {
    duckDb = MapleValley.snapshot(folder.resolve("snapshot.duckdb"));
  }

  @AfterEach
  void done() {
    duckDb.close();
  }

  private void publish(String run) throws IOException {
    MapleValley.publish(duckDb, database, MapleValley.TENANT, run, folder.resolve("scratch"));
  }

  private static String seen(String sql) throws SQLException {
    return MapleValley.ask(database, sql);
  }

  @Test
  void the_second_night_replaces_the_first() throws IOException, SQLException {
    publish("r1");
    duckDb.execute("update publishing.fact_student set score = 0.6 where student_id = 101");
    publish("r2");
    publish("r2b");
    assertThat(
            seen(
                "select count(*) || ' ' || min(run_id) || ' ' || max(run_id) from analytics.fact_student"))
        .isEqualTo("4 r2b r2b");
    assertThat(seen("select score from analytics.fact_student where student_id = 101"))
        .isEqualTo("0.6");
    assertThat(
            seen(
                "select count(*) from pg_class where relnamespace = 'analytics_part'::regnamespace and relkind = 'r'"))
        .isEqualTo(String.valueOf(MapleValley.tables().size()));
  }

  @Test
  void the_same_run_published_twice_is_there_once() throws IOException, SQLException {
    publish("r1");
    publish("r1");
    assertThat(seen("select count(*) from analytics.fact_student")).isEqualTo("4");
  }

  @Test
  void missing_and_empty_text_quotes_and_line_ends_arrive_as_they_were()
      throws IOException, SQLException {
    duckDb.execute(
        "insert into publishing.dim_everyone values (3, 'a' || chr(13) || chr(10) || 'b'), (4, '\\.'), (5, ''), (6, null), (7, 'NULL'), (8, 'ż„”😀'), (9, ' x ')");
    publish("r1");
    assertThat(
            seen(
                "select string_agg(coalesce('<' || title || '>', 'missing'), ' ' order by school_id) from analytics.dim_everyone"))
        .isEqualTo("<Alder> <Birch> <a\r\nb> <\\.> <> missing <NULL> <ż„”😀> < x >");
  }

  @Test
  void a_value_that_is_no_number_is_named_and_nothing_is_published()
      throws IOException, SQLException {
    publish("r1");
    for (String bad : List.of("nan", "inf", "-inf")) {
      duckDb.execute("update publishing.fact_student set score = '" + bad
          + "'::double where student_id = 103");
      duckDb.execute("update publishing.fact_school set students = 99");
      assertThatThrownBy(() -> publish("r2"))
          .isInstanceOf(PublishException.class)
          .hasMessage(
              "fact_student.score holds a value that is no number (NaN or infinity); nothing is published.");
    }
    assertThat(seen("select max(students) || ' ' || max(run_id) from analytics.fact_school"))
        .isEqualTo("2 r1");
    assertThat(Files.list(folder.resolve("scratch"))).isEmpty();
  }

  @Test
  void a_text_that_postgresql_cannot_hold_refuses_the_whole() throws IOException, SQLException {
    publish("r1");
    duckDb.execute("insert into publishing.dim_everyone values (3, 'a' || chr(0) || 'b')");
    assertThatThrownBy(() -> publish("r2"))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("dim_everyone");
    assertThat(seen("select max(run_id) from analytics.dim_everyone")).isEqualTo("r1");
  }

  @Test
  void a_table_that_is_no_longer_published_shows_nothing() throws IOException, SQLException {
    publish("r1");
    var fewer = MapleValley.tables().stream()
        .filter(t -> !t.name().equals("fact_district"))
        .toList();
    Publisher.publish(
        duckDb,
        fewer,
        database,
        MapleValley.TENANT,
        "r2",
        folder.resolve("scratch"),
        Progress.SILENT);
    assertThat(seen("select count(*) from analytics.fact_district")).isEqualTo("0");
  }

  @Test
  void another_shape_keeps_the_other_districts_rows_and_the_views_of_others()
      throws IOException, SQLException {
    publish("r1");
    MapleValley.publish(duckDb, database, MapleValley.OTHER, "c1", folder.resolve("scratch"));
    MapleValley.execute(
        database,
        "create or replace view public.mine as select school_id from analytics.fact_school");
    duckDb.execute("alter table publishing.fact_school add column teachers bigint");
    duckDb.execute("alter table publishing.fact_school alter students type varchar");
    var tables = new ArrayList<>(MapleValley.tables());
    tables.removeIf(t -> t.name().equals("fact_school"));
    tables.add(MapleValley.table(
        "fact_school", Access.SCHOOL, "school_id bigint", "teachers bigint", "students text"));
    Publisher.publish(
        duckDb,
        tables,
        database,
        MapleValley.TENANT,
        "r2",
        folder.resolve("scratch"),
        Progress.SILENT);
    assertThat(
            seen(
                "select string_agg(tenant_id || ':' || students, ' ' order by tenant_id, students) from analytics.fact_school"))
        .isEqualTo("cedar-falls:1 cedar-falls:2 maple-valley:1 maple-valley:2");
    assertThat(seen("select count(*) from public.mine")).isEqualTo("4");
    MapleValley.execute(database, "drop view public.mine");
    publish("r3");
    assertThat(seen("select sum(students) from analytics.fact_school")).isEqualTo("6");
    Publisher.publish(
        duckDb,
        List.of(),
        database,
        MapleValley.OTHER,
        "c2",
        folder.resolve("scratch"),
        Progress.SILENT);
    assertThat(seen("select sum(students) from analytics.fact_school")).isEqualTo("3");
  }

  @Test
  void what_a_killed_publication_left_is_gone_after_the_next() throws IOException, SQLException {
    publish("r1");
    String left = seen(
        "select relname from pg_class where relnamespace = 'analytics_part'::regnamespace and relname like 'dim_everyone%' and relkind = 'r'");
    MapleValley.execute(
        database,
        "create table analytics_part." + left.replaceFirst("_[0-9a-f]+$", "_0000") + " (a int)");
    publish("r2");
    assertThat(
            seen(
                "select count(*) from pg_class where relnamespace = 'analytics_part'::regnamespace and relname like '%\\_0000'"))
        .isEqualTo("0");
  }

  @Test
  void a_reader_never_sees_two_nights_at_once_nor_none() throws Exception {
    publish("r0");
    var stop = new AtomicBoolean();
    var wrong = new ArrayList<String>();
    Thread reader = Thread.ofPlatform().start(() -> {
      try (Connection connection = database.open()) {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        while (!stop.get()) {
          MapleValley.ask(connection, "select 1 from ledger.run limit 1");
          Thread.sleep(3);
          String first = MapleValley.ask(
              connection,
              "select count(*) || ' ' || min(run_id) || ' ' || max(run_id) from analytics.dim_everyone");
          Thread.sleep(3);
          String second = MapleValley.ask(
              connection,
              "select count(*) - 2 || ' ' || min(run_id) || ' ' || max(run_id) from analytics.fact_student");
          connection.rollback();
          if (!first.equals(second) || !first.startsWith("2 r")) {
            wrong.add(first + " / " + second);
          }
        }
      } catch (SQLException | InterruptedException e) {
        wrong.add(e.getMessage());
      }
    });
    for (int night = 1; night <= 12; night++) {
      publish("r" + night);
    }
    stop.set(true);
    reader.join();
    assertThat(wrong).isEmpty();
  }

  /// A child process publishes night after night and is killed without warning; what
  /// readers see is always one whole night.
  @Test
  void killed_at_any_moment_one_whole_night_stays_up() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    publish("start");
    duckDb.close();
    for (int kill = 0; kill < 16; kill++) {
      Process child = new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xshare:auto",
              "-XX:TieredStopAtLevel=1",
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              Nights.class.getName(),
              folder.toString(),
              "k" + kill)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("child.log").toFile())
          .start();
      Path begun = folder.resolve("begun");
      long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!Files.exists(begun) && child.isAlive() && System.nanoTime() < giveUp) {
        Thread.sleep(5);
      }
      assertThat(begun).as(Files.readString(folder.resolve("child.log"))).exists();
      Thread.sleep(random.nextInt(400));
      child.destroyForcibly().waitFor();
      Files.delete(begun);
      assertThat(
              seen(
                  "select (select count(*) || min(run_id) || max(run_id) from analytics.dim_everyone) = "
                      + "(select count(*) - 2 || min(run_id) || max(run_id) from analytics.fact_student) and "
                      + "(select min(run_id) from analytics.fact_district) = (select max(run_id) from analytics.fact_student)"))
          .as("kill %d, seed %d", kill, seed)
          .isEqualTo("t");
    }
    duckDb = MapleValley.snapshot(folder.resolve("snapshot.duckdb"));
    publish("after");
    assertThat(seen("select min(run_id) || count(*) from analytics.fact_student"))
        .isEqualTo("after4");
    assertThat(seen(
            "select count(*) from pg_class where relnamespace = 'analytics_part'::regnamespace and relkind = 'r'"
                + " and not relispartition"))
        .isEqualTo("0");
  }

  /// Publishes until it is killed.
  static final class Nights {
    public static void main(String[] args) throws Exception {
      Path folder = Path.of(args[0]);
      try (var shared = Database.open(folder.resolve("data"), null);
          var snapshot = MapleValley.snapshot(folder.resolve("child.duckdb"))) {
        Files.createFile(folder.resolve("begun"));
        for (int night = 0; ; night++) {
          MapleValley.publish(
              snapshot, shared, MapleValley.TENANT, args[1] + "-" + night, folder.resolve("child"));
        }
      }
    }
  }
}
