package org.waymark.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Nights of the village and what each finds, once for all tests.
final class Nights {

  /// Half past two in the morning of Monday, June 1, in Chicago.
  static final String NIGHT_1 = "2026-06-01T07:30:00Z";

  static final String NIGHT_2 = "2026-06-02T07:30:00Z";
  static final String NIGHT_3 = "2026-06-03T07:30:00Z";
  static final String WEEKS_LATER = "2026-07-01T07:30:00Z";

  private static @Nullable Nights instance;

  private final Path folder;
  private final Village village;
  private AlertSettings settings;
  private int runs;

  private Nights(Path folder) throws IOException, SQLException {
    this.folder = folder;
    this.village = new Village(folder);
    this.settings = Village.settings("");
  }

  static synchronized Nights open() {
    try {
      if (instance == null) {
        var opened = new Nights(Files.createTempDirectory("village"));
        instance = opened;
        Runtime.getRuntime().addShutdownHook(new Thread(opened::close));
      }
      return instance;
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void close() {
    village.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system clears its folder of temporary files
    }
  }

  /// Nobody was told anything yet, and the district has set nothing.
  void begin() throws IOException {
    village.execute(
        "truncate ledger.episode, ledger.alert_baseline, ledger.alert_night, ledger.alert, ledger.alert_choice, ledger.alert_hours, ledger.outbox cascade");
    settings("");
  }

  Village village() {
    return village;
  }

  void settings(String yaml) throws IOException {
    settings = Village.settings(yaml);
  }

  AlertSettings settings() {
    return settings;
  }

  void night(String at, News... news) {
    village.night("run" + ++runs, settings, at, news);
  }

  /// A night whose run was stopped.
  void refused(String at, String reason) {
    String run = "run" + ++runs;
    village.execute("insert into ledger.run (run_id, tenant_id, status) values ('" + run
        + "', 'maple-valley', 'running')");
    village
        .database
        .ledger(Village.TENANT)
        .refuse(
            run,
            "refused",
            reason,
            Telling.refused(
                Village.TENANT,
                settings,
                Instant.parse(at),
                List.of(),
                List.of("source_shrunk"),
                reason)::write);
  }

  /// Recipients and subjects of one kind.
  List<String> letters(String kind) {
    return village.rows("select recipient, subject from ledger.outbox where kind = '" + kind
        + "' order by recipient, outbox_id");
  }

  static News highRisk(long student, long... staff) {
    return news(
        NewsKind.HIGH_RISK,
        student,
        String.valueOf(student),
        "",
        "Missed 30 of 100 school days",
        staff);
  }

  static News attendance(long student) {
    return news(
        NewsKind.ATTENDANCE,
        student,
        String.valueOf(student),
        "",
        "Present on 84.0 % of school days");
  }

  static News failing(long student, String area, long... staff) {
    return news(
        NewsKind.FAILING_GRADE,
        student,
        student + " " + area + " Q1",
        area,
        area + ", Q1: F",
        staff);
  }

  static News decline(@Nullable Long school) {
    return new News(
        NewsKind.COHORT_DECLINE, "5", null, school, List.of(), "Math", List.of("Grade 8 fell"));
  }

  private static News news(
      NewsKind kind, long student, String subject, String area, String line, long... staff) {
    return new News(
        kind,
        subject,
        student,
        student == 101 ? 1L : 2L,
        Arrays.stream(staff).boxed().toList(),
        area,
        List.of(line));
  }
}
