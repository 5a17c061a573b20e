package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.Progress;

/// Ids are data: no statement is ever made of them (pitfall 34), and one student is current
/// in one place (29).
class HostileIdsTest {

  private static final String ID = "x'); drop table sources.person; --";

  @TempDir
  Path folder;

  @Test
  void an_id_full_of_sql_is_an_id_like_any_other() throws IOException {
    write(
        "manifest.csv",
        "propertyName,value",
        "manifest.version,1.0",
        "oneroster.version,1.1",
        "file.orgs,bulk",
        "file.users,bulk",
        "file.classes,absent",
        "file.enrollments,absent",
        "file.academicSessions,absent",
        "file.courses,absent");
    write(
        "orgs.csv",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId",
        "s1,,,Lincoln,school,101,",
        "s2,,,Adams,school,102,");
    write(
        "users.csv",
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
        "\"" + ID + "\",,,true,s1,student,mari,,Mari,Sol,,\"" + ID + "\",,,,,05,");
    write(
        "school_enrollments.csv",
        "StudentNumber,SchoolCode,GradeLevel,EntryDate,ExitDate,EntryCode,ExitCode,SchoolYear",
        "\"" + ID + "\",101,5,2025-08-18,,E1,,2025-2026",
        "\"" + ID + "\",102,5,2026-03-09,,E2,,2025-2026");
    write(
        "attendance_daily_2025-2026.csv",
        "StudentNumber,SchoolCode,AttendanceDate,AttendanceCode",
        "\"" + ID + "\",101,2026-03-02,P",
        "\"" + ID + "\",102,2026-03-10,AU");
    var request = new NightlyRun.Request(
        folder.resolve("files"),
        folder,
        List.of(Path.of(System.getProperty("waymark.home", ".."), "mappings")),
        LocalDate.of(2026, 11, 20),
        true);
    try (var snapshot = DuckDbSqlEngine.open(folder.resolve("s.duckdb"), 512)) {
      var built = new SnapshotBuild(
              request, Settings.DEFAULT, "run-1", ModelLibrary.load(), Progress.SILENT)
          .run(snapshot, folder, SnapshotBuild.Past.none());
      assertThat(built.ingest().quarantined()).isZero();
      assertThat(snapshot.query("select source_id from warehouse.student").rows())
          .containsExactly(List.of(ID));
      assertThat(snapshot
              .query("select enrolled_days, absent_days from attendance.student_year")
              .rows()
              .getFirst()
              .toString())
          .isEqualTo("[2, 1.000]");
      assertThat(snapshot
              .query("select count(*) from warehouse.enrollment where is_current")
              .number())
          .isEqualTo(1);
    }
  }

  private void write(String name, String... lines) throws IOException {
    Files.createDirectories(folder.resolve("files"));
    Files.writeString(folder.resolve("files").resolve(name), String.join("\n", lines) + "\n");
  }
}
