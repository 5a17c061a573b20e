package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded server's life and deaths: shared, orphaned, killed half made, pulled from the
/// wall.
class ServerLifeTest {

  @TempDir
  Path data;

  @AfterEach
  void nothing_runs_on_after_the_last_user() throws IOException {
    assertThat(postmaster()).isEmpty();
  }

  private Path cluster() {
    return data.resolve("postgres/cluster");
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path file = cluster().resolve("postmaster.pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
            .filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  private Process user() throws IOException, InterruptedException {
    Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            User.class.getName(),
            data.toString())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("child.log").toFile())
        .start();
    while (!Files.exists(data.resolve("open")) && child.isAlive()) {
      Thread.sleep(10);
    }
    assertThat(Files.exists(data.resolve("open")))
        .as(Files.readString(data.resolve("child.log")))
        .isTrue();
    Files.delete(data.resolve("open"));
    return child;
  }

  /// Opens the database and stays.
  static final class User {
    public static void main(String[] args) throws Exception {
      try (var database = Database.open(Path.of(args[0]), null)) {
        Files.createFile(Path.of(args[0], "open"));
        Thread.sleep(600_000);
        database.url();
      }
    }
  }

  @Test
  void processes_share_a_server_an_orphan_is_adopted_and_the_last_one_stops_it() throws Exception {
    Process first = user();
    long server = postmaster().orElseThrow().pid();
    try (Database second = Database.open(data, null)) {
      MapleValley.people(second);
      assertThat(postmaster().orElseThrow().pid()).isEqualTo(server);
    }
    assertThat(postmaster()).as("the first still uses it").isPresent();
    first.destroyForcibly().waitFor();
    assertThat(postmaster()).as("an orphan lives on").isPresent();
    try (Database adopted = Database.open(data, null)) {
      assertThat(postmaster().orElseThrow().pid()).isEqualTo(server);
      assertThat(MapleValley.ask(adopted, "select count(*) from ledger.person")).isEqualTo("8");
    }
    assertThat(postmaster()).isEmpty();
    Process third = user();
    third.destroy();
    assertThat(third.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(postmaster()).as("a process asked to end stops it").isEmpty();
  }

  @Test
  void after_a_power_loss_what_was_committed_is_there() throws Exception {
    try (Database database = Database.open(data, null)) {
      MapleValley.people(database);
      ProcessHandle server = postmaster().orElseThrow();
      server.children().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly();
      server.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(cluster().resolve("postmaster.pid")).exists();
    try (Database database = Database.open(data, null)) {
      assertThat(MapleValley.ask(database, "select count(*) from ledger.person"))
          .isEqualTo("8");
    }
  }

  @Test
  void a_server_that_dies_while_it_is_told_to_stop_is_stopped() throws Exception {
    for (int i = 0; i < 12; i++) {
      Database database = Database.open(data, null);
      ProcessHandle server = postmaster().orElseThrow();
      server.destroyForcibly();
      Thread.sleep(i % 4);
      database.close();
      server.onExit().get(30, TimeUnit.SECONDS);
    }
    try (Database database = Database.open(data, null)) {
      assertThat(MapleValley.ask(database, "select 1")).isEqualTo("1");
    }
  }

  @Test
  void a_number_that_now_belongs_to_a_stranger_is_no_server() throws Exception {
    Database.open(data, null).close();
    Files.writeString(
        cluster().resolve("postmaster.pid"),
        ProcessHandle.current().pid() + "\n" + cluster() + "\n1\n5432\n\n127.0.0.1\n");
    try (Database database = Database.open(data, null)) {
      assertThat(MapleValley.ask(database, "select 1")).isEqualTo("1");
    }
    Files.writeString(cluster().resolve("postmaster.pid"), "");
    Database.open(data, null).close();
  }

  @Test
  void a_cluster_that_was_half_made_is_made_anew_and_a_whole_one_never() throws Exception {
    Files.createDirectories(data.resolve("postgres/cluster.new/base"));
    Files.writeString(data.resolve("postgres/cluster.new/PG_VERSION"), "18\n");
    Files.writeString(data.resolve("postgres/admin.secret"), "left");
    try (Database database = Database.open(data, null)) {
      MapleValley.people(database);
    }
    assertThat(data.resolve("postgres/admin.secret")).doesNotExist();
    String port = Files.readString(data.resolve("postgres/waymark.port"));
    try (Database database = Database.open(data, null)) {
      assertThat(MapleValley.ask(database, "select count(*) from ledger.person"))
          .isEqualTo("8");
      assertThat(database.url()).contains(":" + port.strip() + "/");
      assertThat(MapleValley.ask(
              database, "select count(*) from ledger.flyway_schema_history where not success"))
          .isEqualTo("0");
      assertThat(MapleValley.ask(
              database, "select rolsuper from pg_roles where rolname = current_user"))
          .isEqualTo("f");
      assertThat(
              MapleValley.ask(
                  database,
                  "select current_setting('fsync') || current_setting('wal_level') || current_setting('listen_addresses')"))
          .isEqualTo("onminimal127.0.0.1");
    }
    assertThat(PosixFilePermissions.toString(
            Files.getPosixFilePermissions(data.resolve("secrets.properties"))))
        .isEqualTo("rw-------");
    try (var files = Files.walk(data.resolve("postgres"))) {
      assertThat(files
              .filter(f -> f.getFileName().toString().equals("server.log"))
              .map(ServerLifeTest::text))
          .noneMatch(t -> t.contains("Mari"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void a_district_s_own_server_with_an_owner_who_is_no_superuser() throws Exception {
    Path other = Files.createDirectories(data.resolve("other"));
    try (Database host = Database.open(data, null)) {
      String admin = new org.waymark.store.internal.Secrets(data).get("admin");
      String server = host.url().replaceFirst("/waymark$", "/postgres");
      try (var connection = DriverManager.getConnection(server, "waymark_admin", admin);
          var statement = connection.createStatement()) {
        // The roles of the embedded database are in the way of a second owner, as on a fresh
        // server they are not.
        statement.execute("create role it_owner login createrole password 'p@ss:/word'");
        statement.execute(
            "grant waymark_web, waymark_reader, waymark_narrow to it_owner with admin option");
        statement.execute("create database district owner it_owner");
        statement.execute("create role powerless login password 'powerless'");
        statement.execute("create database bare");
      }
      String address =
          host.url().replaceFirst("^jdbc:postgresql://", "").replaceFirst("/waymark$", "");
      String url = "postgresql://it_owner:p%40ss%3A%2Fword@" + address + "/district";
      // The passwords of the roles are the server's: the second deployment shares the first
      // one's secrets.
      Files.copy(data.resolve("secrets.properties"), other.resolve("secrets.properties"));
      for (int start = 0; start < 2; start++) {
        try (Database external = Database.open(other, url);
            var duckDb = MapleValley.snapshot(other.resolve("snapshot.duckdb"))) {
          if (start == 0) {
            MapleValley.people(external);
          }
          MapleValley.publish(
              duckDb, external, MapleValley.TENANT, "r" + start, other.resolve("scratch"));
          assertThat(external
                  .personLogin()
                  .query("tess", "select count(*) as n from analytics.fact_student")
                  .rows()
                  .toString())
              .isEqualTo("[{n=2}]");
          try (var web = external.web().getConnection()) {
            web.setAutoCommit(false);
            MapleValley.ask(web, "select access.enter('ben')");
            assertThat(MapleValley.ask(web, "select count(*) from analytics.fact_student"))
                .isEqualTo("1");
          }
        }
      }
      assertThatThrownBy(
              () -> Database.open(other, "postgresql://powerless:powerless@" + address + "/bare"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("permission denied");
      assertThatThrownBy(
              () -> Database.open(other, "postgresql://powerless:wrong@" + address + "/bare"))
          .hasMessageContaining("refuses the user or the password");
      assertThatThrownBy(
              () -> Database.open(other, "postgresql://powerless:powerless@" + address + "/none"))
          .hasMessageContaining("does not exist")
          .hasMessageContaining("create it first");
    }
    assertThatThrownBy(() -> Database.open(other, "postgresql://a:b@127.0.0.1:1/none"))
        .hasMessageContaining("does not answer")
        .hasMessageNotContaining("a:b");
  }

  @Test
  void an_address_that_cannot_be_read_says_what_is_expected() {
    for (String wrong : new String[] {
      "mysql://a:b@h/d", "postgresql://h/d", "postgresql://a:b@/d", "nonsense", "postgresql://a:b@h"
    }) {
      assertThatThrownBy(() -> Database.open(data, wrong))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("WAYMARK_DATABASE_URL")
          .hasMessageContaining("expected postgresql://user");
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_said_in_one_line() throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertThatThrownBy(() -> Database.open(file.resolve("data"), null))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be used");
  }

  @Test
  void lost_secrets_are_said() throws SQLException, IOException {
    Database.open(data, null).close();
    Files.delete(data.resolve("secrets.properties"));
    assertThatThrownBy(() -> Database.open(data, null))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("secrets.properties");
  }
}
