package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.access.Recall;
import org.waymark.cohorts.CustomCohort;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters.Bands;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.nightly.NightlyRun;
import org.waymark.nightly.RunSummary;
import org.waymark.nightly.ServeSettings;
import org.waymark.nightly.Settings;
import org.waymark.norms.NormShelf;
import org.waymark.store.Database;

/// The invented district, generated, run through the pipeline and served, once for all tests.
final class MapleValley {
  static final String TENANT = "maple-valley";
  static final LocalDate THROUGH = LocalDate.of(2026, 5, 15);
  static final String PASSWORD = "maple-valley-demo";

  /// Who signs in. The leader leads the school of the most students, the teacher teaches
  /// there.
  enum Role {
    DISTRICT("dana@maplevalley.example"),
    SCHOOL("lena@maplevalley.example"),
    TEACHER("rosa@maplevalley.example"),
    COUNSELOR("cora@maplevalley.example"),
    ANALYST("ines@maplevalley.example"),
    BOARD("bo@maplevalley.example"),
    ADMINISTRATOR("ada@maplevalley.example"),
    OPERATOR("otis@maplevalley.example");

    /// The three whose pages the tests of figures walk.
    static final List<Role> CORE = List.of(DISTRICT, SCHOOL, TEACHER);

    /// Those who see students.
    static final List<Role> STUDENTS = List.of(DISTRICT, SCHOOL, TEACHER, COUNSELOR, ANALYST);

    final String email;

    Role(String email) {
      this.email = email;
    }
  }

  /// Nobody must have a second factor: most tests are about something else.
  static final ServeSettings BY_PASSWORD =
      new ServeSettings(null, List.of(), List.of(), Duration.ofMinutes(60), Duration.ofHours(12));

  private static @Nullable MapleValley instance;

  final Database database;
  final WebServer server;
  /// A student whom district, leader and teacher may see.
  long ownStudent;
  /// A student at another school, whom only the district may see.
  long othersStudent;
  /// A student of the counselor's caseload.
  long counseledStudent;
  long ownSchool;
  long othersSchool;

  /// The night that is published.
  final String runId;

  private MapleValley(Database database, String runId, int port) throws SQLException {
    this.database = database;
    this.runId = runId;
    people();
    this.server = WebServer.start(port, "127.0.0.1", database, BY_PASSWORD);
  }

  static synchronized MapleValley open() throws Exception {
    if (instance == null) {
      Path home = Path.of(System.getProperty("waymark.home", ".."));
      Path work = Files.createTempDirectory("maple-valley");
      instance = make(work, home.resolve("mappings"), 400, 0);
      instance.endsWithTheTests(work);
    }
    return instance;
  }

  /// Stops with the tests, and leaves nothing behind.
  void endsWithTheTests(Path work) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      server.close();
      database.close();
      delete(work);
    }));
  }

  static MapleValley make(Path work, Path mappings, int students, int port) throws Exception {
    Path files = work.resolve("files");
    Consumer<org.waymark.generator.Progress> quiet = progress -> {};
    DistrictGenerator.generate(
        new DistrictPlan(files, students, 2, 7, Defects.TYPICAL, THROUGH), quiet);
    Path data = Files.createDirectories(work.resolve("data"));
    // tests ask faster than people
    Files.writeString(
        data.resolve("waymark.yml"),
        "limits: {person_per_minute: 1000000, address_per_minute: 10000000}\n");
    Database database = Database.open(data, null);
    Settings settings = new Settings(
        TENANT,
        List.of(),
        0.2,
        1_500,
        2,
        Thresholds.DEFAULT,
        "",
        List.of(new CustomCohort(
            "English learners in middle school",
            Map.of("grades", List.of("6", "7", "8"), "subgroups", List.of("ell")))),
        0.10,
        List.of(),
        Bands.DEFAULT);
    new NormShelf(data).loadDemo();
    RunSummary night = new NightlyRun(
            new NightlyRun.Request(files, data, List.of(mappings), THROUGH, false),
            settings,
            Progress.SILENT)
        .run(database);
    assertThat(night.reason()).as("why the run was refused").isNull();
    return new MapleValley(database, night.run(), port);
  }

  /// Serves a data directory that a run has filled.
  static MapleValley at(Path data) throws Exception {
    Database database = Database.open(data, null);
    return new MapleValley(database, database.ledger(TENANT).lastPublished().orElseThrow(), 0);
  }

  void close() {
    server.close();
    database.close();
  }

  /// A number that the owner of the database counts, for comparison.
  long count(String sql) throws SQLException {
    try (Connection owner = database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection owner = database.open();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
    // a table was changed by hand, which no publication told
    Recall.forget();
  }

  /// "Last, First" as the list writes it.
  String nameOf(long student) throws SQLException {
    try (Connection owner = database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(
            "select last_name || ', ' || first_name from analytics.dim_students where student_id = "
                + student)) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// The key of a person's account.
  String personOf(Role role) throws SQLException {
    try (Connection owner = database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery(
            "select person_id from ledger.person where email = '" + role.email + "'")) {
      rows.next();
      return rows.getString(1);
    }
  }

  /// A student who is in somebody else's caseload.
  long notCounseled() throws SQLException {
    return count("""
        select min(student_id) from analytics.dim_students where tenant_id = '%s' and student_id not in (
          select x.student_id from analytics.staff_student x
          join analytics.dim_staff d on d.tenant_id = x.tenant_id and d.staff_id = x.staff_id
          join ledger.person p on p.staff_source_id = d.source_id
          where p.email = '%s' and x.relation = 'caseload')
        """.formatted(TENANT, Role.COUNSELOR.email));
  }

  void account(String email) {
    new Accounts(database.owner())
        .open(new Accounts.NewAccount(
            TENANT, email, "Someone", PASSWORD, Person.Role.DISTRICT, List.of(), null));
  }

  String base() {
    return "http://127.0.0.1:" + server.port();
  }

  private void people() throws SQLException {
    try (Connection owner = database.open();
        var statement = owner.createStatement()) {
      var rows = statement.executeQuery("""
              with class as materialized (
                select st.source_id, x.staff_id, min(x.student_id) as student_id, count(*) as students
                from analytics.staff_student x join analytics.dim_staff st using (tenant_id, staff_id)
                where x.relation = 'section'
                group by 1, 2 order by count(*) desc, 1 limit 1)
              select y.school_id, s.source_id, class.source_id, class.student_id
              from class join analytics.student_school y using (student_id)
              join analytics.dim_schools s using (tenant_id, school_id)
              """);
      rows.next();
      ownSchool = rows.getLong(1);
      String school = rows.getString(2);
      String staff = rows.getString(3);
      ownStudent = rows.getLong(4);
      rows = statement.executeQuery(
          "select student_id, school_id from analytics.student_school where school_id <> "
              + ownSchool
              + " and student_id not in (select student_id from analytics.staff_student where relation = 'section')"
              + " or school_id <> "
              + ownSchool
              + " order by student_id not in (select student_id from analytics.staff_student where relation = 'section') desc, 1 limit 1");
      rows.next();
      othersStudent = rows.getLong(1);
      othersSchool = rows.getLong(2);
      Accounts accounts = new Accounts(database.owner());
      accounts.open(new Accounts.NewAccount(
          TENANT,
          Role.DISTRICT.email,
          "Dana Reyes",
          PASSWORD,
          Person.Role.DISTRICT,
          List.of(),
          null));
      accounts.open(new Accounts.NewAccount(
          TENANT,
          Role.SCHOOL.email,
          "Lena Park",
          PASSWORD,
          Person.Role.SCHOOL,
          List.of(school),
          null));
      accounts.open(new Accounts.NewAccount(
          TENANT, Role.TEACHER.email, "Rosa Kim", PASSWORD, Person.Role.TEACHER, List.of(), staff));
      rows = statement.executeQuery("""
              select st.source_id, min(x.student_id) from analytics.staff_student x
              join analytics.dim_staff st using (tenant_id, staff_id)
              where x.relation = 'caseload' group by 1
              order by bool_or(x.student_id = %d) desc, count(*) desc, 1 limit 1
              """.formatted(ownStudent));
      rows.next();
      open(accounts, Role.COUNSELOR, "Cora Bell", Person.Role.COUNSELOR, rows.getString(1));
      counseledStudent = rows.getLong(2);
      open(accounts, Role.ANALYST, "Ines Ortiz", Person.Role.ANALYST, null);
      open(accounts, Role.BOARD, "Bo Lindgren", Person.Role.BOARD, null);
      open(accounts, Role.ADMINISTRATOR, "Ada Moreau", Person.Role.ADMINISTRATOR, null);
      open(accounts, Role.OPERATOR, "Otis Grant", Person.Role.OPERATOR, null);
    }
  }

  private static void open(
      Accounts accounts, Role role, String name, Person.Role kind, @Nullable String staff) {
    accounts.open(
        new Accounts.NewAccount(TENANT, role.email, name, PASSWORD, kind, List.of(), staff));
  }

  static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder())
          .forEach(path -> path.toFile().delete());
    } catch (java.io.IOException left) {
      // a temporary folder that stays behind harms nobody
    }
  }
}
