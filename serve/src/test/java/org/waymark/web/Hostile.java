package org.waymark.web;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A district of its own for tests that send and store what nobody should: students, schools and
/// rows are named like formulas, scripts and SQL. What is written here stands in no other test.
@SuppressWarnings("NullAway") // what is missing fails the test
final class Hostile {
  /// What a spreadsheet would take for a formula, a browser for a script, a database for SQL.
  static final List<String> NAMES = List.of(
      "=cmd|'/C calc'!A0",
      "+1+1",
      "-2+3",
      "@sum(1)",
      "\t=1+1",
      "\r=1+1",
      "|x",
      "%x",
      "<script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>",
      "'; drop table ledger.person; --",
      "\u202Eevil\uD83E\uDD89");

  private static MapleValley district;

  private Hostile() {}

  static synchronized MapleValley open() throws Exception {
    if (district == null) {
      Path home = Path.of(System.getProperty("waymark.home", ".."));
      Path work = Files.createTempDirectory("hostile");
      MapleValley made = MapleValley.make(work, home.resolve("mappings"), 150, 0);
      made.endsWithTheTests(work);
      String name = "(array["
          + NAMES.stream()
              .map(n -> "E'" + n.replace("'", "''").replace("\t", "\\t").replace("\r", "\\r") + "'")
              .collect(Collectors.joining(","))
          + "])[1 + abs(hashtext(t::text)) % " + NAMES.size() + "]";
      for (String column : List.of(
          "analytics.dim_students.first_name",
          "analytics.dim_students.last_name",
          "analytics.dim_students.sis_id",
          "analytics.dim_schools.school_name",
          "ledger.run_quarantine.value",
          "ledger.run_quarantine.reason",
          "ledger.person.display_name")) {
        int dot = column.lastIndexOf('.');
        made.execute("update " + column.substring(0, dot) + " t set " + column.substring(dot + 1)
            + " = " + name);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(made::close));
      district = made;
    }
    return district;
  }
}
