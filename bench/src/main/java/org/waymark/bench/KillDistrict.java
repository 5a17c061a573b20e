package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import org.waymark.store.Database;

/// A small published district whose people write while its server is killed.
///
/// @param leader the person id of the district leader, who leads the plans
/// @param students whom it is all about
record KillDistrict(Path data, String leader, List<Long> students) {
  static final String TENANT = "maple-valley";
  static final String LEADER = "dana@maplevalley.example";
  /// Works with the pages' forms, whose session ends with each kill.
  static final String SECOND_LEADER = "dora@maplevalley.example";

  static final String ADMINISTRATOR = "ada@maplevalley.example";

  private static final int STUDENTS = 60;
  private static final int WRITTEN_ABOUT = 20;

  /// As few files as a run needs.
  private static final List<String> FILES = List.of(
      "oneroster/orgs.csv",
      "oneroster/academicSessions.csv",
      "oneroster/users.csv",
      "oneroster/roles.csv",
      "sis/school_enrollments.csv",
      "sis/calendar.csv",
      "sis/attendance_daily_2025-2026.csv");

  KillDistrict {
    students = List.copyOf(students);
  }

  /// @param work an empty folder
  static KillDistrict publish(Path work, KillReceivers receivers, long seed) throws IOException {
    Path all = work.resolve("all");
    DistrictGenerator.generate(
        new DistrictPlan(all, STUDENTS, 1, seed, Defects.NONE, DistrictPlan.DEFAULT_THROUGH),
        quiet -> {});
    Path files = Files.createDirectories(work.resolve("files"));
    for (String file : FILES) {
      Path found = all.resolve(file);
      Files.copy(found, files.resolve(found.getFileName()));
    }
    Path data = Files.createDirectories(work.resolve("data"));
    Files.writeString(data.resolve("waymark.yml"), """
        tenant: %s
        sign_in: {second_factor_roles: []}
        post: {http_to_this_machine: true}
        mail: {host: 127.0.0.1, port: %d, encryption: none, from: waymark@maplevalley.example}
        endpoints:
          hook: {channel: webhook, url: "%s", secret: 0123456789abcdef}
          chat: {channel: slack, url: "%s"}
        alerts:
          to: {data_refused: [operator, analyst, administrator, hook, chat]}
        """.formatted(
            TENANT, receivers.mailPort(), receivers.url("hook"), receivers.url("chat")));
    command("run", "--source", files.toString(), "--data", data.toString());
    try (Database database = Database.open(data)) {
      var accounts = new Accounts(database.owner());
      String leader = open(accounts, LEADER, Person.Role.DISTRICT);
      open(accounts, SECOND_LEADER, Person.Role.DISTRICT);
      open(accounts, ADMINISTRATOR, Person.Role.ADMINISTRATOR);
      open(accounts, "otis@maplevalley.example", Person.Role.OPERATOR);
      open(accounts, "ines@maplevalley.example", Person.Role.ANALYST);
      return new KillDistrict(
          data,
          leader,
          JdbcClient.create(database.owner())
              .sql(
                  "select student_id from analytics.dim_students where is_enrolled order by 1 limit "
                      + WRITTEN_ABOUT)
              .query(Long.class)
              .list());
    }
  }

  private static String open(Accounts accounts, String email, Person.Role role) {
    return accounts
        .open(new Accounts.NewAccount(
            TENANT, email, role.title(), KillClerk.PASSWORD, role, List.of(), null))
        .personId();
  }

  /// Runs one command of `./waymark` and gives what it said.
  static String command(String... arguments) throws IOException {
    List<String> notes = Collections.synchronizedList(new ArrayList<>());
    try (Child child =
        Child.start("700m", "org.waymark.cli.Waymark", List.of(arguments), notes::add)) {
      Child.Ended ended = child.end();
      if (ended.code() != 0) {
        throw new IOException("./waymark " + String.join(" ", arguments) + " ended with "
            + ended.code() + "\n" + ended.output() + "\n" + String.join("\n", notes));
      }
      return ended.output();
    }
  }
}
