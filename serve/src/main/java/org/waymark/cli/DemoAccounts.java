package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.nightly.QualityReport;
import org.waymark.store.Database;

/// One person of Maple Valley for each role, to sign in as.
final class DemoAccounts {

  static final String SUPERINTENDENT = "superintendent@maple-valley.example";

  private final List<Map<String, String>> accounts;
  private final Path file;

  private DemoAccounts(List<Map<String, String>> accounts, Path file) {
    this.accounts = accounts;
    this.file = file;
  }

  static DemoAccounts make(Database database, String tenant, Path dataDir) throws IOException {
    var owner = database.owner();
    var accounts = new Accounts(owner);
    var made = new ArrayList<Map<String, String>>();
    made.add(open(
        accounts,
        tenant,
        SUPERINTENDENT,
        "Dana Reyes, superintendent",
        Person.Role.DISTRICT,
        List.of(),
        null));
    String school = first(
        database,
        "select d.source_id from analytics.dim_schools d join (select current_school_id, count(*) n from analytics.dim_students where is_enrolled group by 1) s on s.current_school_id = d.school_id where d.tenant_id = '"
            + tenant + "' order by d.school_type <> 'middle', s.n desc, d.source_id limit 1");
    String schoolName = first(
        database,
        "select school_name from analytics.dim_schools where tenant_id = '" + tenant
            + "' and source_id = '" + school + "'");
    made.add(open(
        accounts,
        tenant,
        "principal@maple-valley.example",
        "Sam Okafor, principal of " + schoolName,
        Person.Role.SCHOOL,
        List.of(school),
        null));
    String teacher = first(
        database,
        "select d.source_id from analytics.dim_staff d join analytics.staff_student t on t.staff_id = d.staff_id"
            + " join analytics.student_school ss on ss.student_id = t.student_id join analytics.dim_schools s on s.school_id = ss.school_id"
            + " where t.relation = 'section' and d.tenant_id = '" + tenant + "' and s.source_id = '"
            + school
            + "' group by d.source_id order by count(distinct t.student_id) desc, d.source_id limit 1");
    String teacherName = first(
        database,
        "select staff_name from analytics.dim_staff where tenant_id = '" + tenant
            + "' and source_id = '" + teacher + "'");
    made.add(open(
        accounts,
        tenant,
        "teacher@maple-valley.example",
        teacherName + ", teacher",
        Person.Role.TEACHER,
        List.of(),
        teacher));
    String counselor = first(
        database,
        "select d.source_id from analytics.dim_staff d join analytics.staff_student t on t.staff_id = d.staff_id"
            + " where t.relation = 'caseload' and d.tenant_id = '" + tenant
            + "' group by d.source_id order by count(distinct t.student_id) desc, d.source_id limit 1");
    String counselorName = first(
        database,
        "select staff_name from analytics.dim_staff where tenant_id = '" + tenant
            + "' and source_id = '" + counselor + "'");
    made.add(open(
        accounts,
        tenant,
        "counselor@maple-valley.example",
        counselorName + ", counselor",
        Person.Role.COUNSELOR,
        List.of(),
        counselor));
    made.add(without(accounts, tenant, "analyst", "Ines Ortiz, data analyst", Person.Role.ANALYST));
    made.add(without(accounts, tenant, "board", "Bo Lindgren, board member", Person.Role.BOARD));
    made.add(without(
        accounts,
        tenant,
        "administrator",
        "Ada Moreau, administrator of Waymark",
        Person.Role.ADMINISTRATOR));
    made.add(without(accounts, tenant, "operator", "Otis Grant, operator", Person.Role.OPERATOR));
    Path file = dataDir.resolve("demo-accounts.json");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, QualityReport.json(made) + "\n");
    return new DemoAccounts(made, file);
  }

  void print() {
    System.out.println();
    System.out.println("Sign in as one of:");
    for (var account : accounts) {
      System.out.printf(
          "  %-40s %s   %s%n", account.get("email"), account.get("password"), account.get("name"));
    }
    System.out.println("(also in " + file + ")");
    System.out.println();
  }

  /// Somebody whose view comes from the role alone.
  private static Map<String, String> without(
      Accounts accounts, String tenant, String address, String name, Person.Role role) {
    return open(accounts, tenant, address + "@maple-valley.example", name, role, List.of(), null);
  }

  private static Map<String, String> open(
      Accounts accounts,
      String tenant,
      String email,
      String name,
      Person.Role role,
      List<String> schools,
      @Nullable String staff) {
    String password = Passwords.random();
    accounts.open(new Accounts.NewAccount(tenant, email, name, password, role, schools, staff));
    var account = new LinkedHashMap<String, String>();
    account.put("email", email);
    account.put("password", password);
    account.put("role", role.name().toLowerCase(java.util.Locale.ROOT));
    account.put("name", name);
    return account;
  }

  private static String first(Database database, String sql) {
    var rows = database.personLogin().queryAsPublisher(sql).rows();
    if (rows.isEmpty()) {
      throw new IllegalStateException("the demo district has no row for: " + sql);
    }
    return String.valueOf(rows.getFirst().values().iterator().next());
  }
}
