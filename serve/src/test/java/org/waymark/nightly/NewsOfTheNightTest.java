package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.cli.Said;
import org.waymark.store.Database;

/// Nights of a small district from its files to the letters: what changed overnight is told, and
/// nothing else.
class NewsOfTheNightTest {

  private static final String STUDENT = "0010234";

  @TempDir
  Path folder;

  @Test
  void what_changed_overnight_is_told_and_nothing_else() throws Exception {
    Path source = Small.district(folder.resolve("district"), 100, 5);
    Path data = folder.resolve("data");
    Said.by("run", "--source", source, "--data", data).expecting(0);
    try (Database database = Database.open(data, null)) {
      people(database);
      Said.by("run", "--source", source, "--data", data).expecting(0);
      assertThat(letters(database)).as("the same files again").isEmpty();

      Path attendance = source.resolve("sis/attendance_daily_2025-2026.csv");
      int[] day = {0};
      rewrite(
          attendance,
          line -> line.startsWith(STUDENT) && day[0]++ % 3 == 0
              ? line.substring(0, line.lastIndexOf(',')) + ",AU"
              : line);
      rewrite(
          source.resolve("sis/course_grades.csv"),
          line -> line.startsWith(STUDENT) && (line.contains(",MTH04,") || line.contains(",SCI04,"))
              ? line.replaceFirst(",Q3,[A-D],", ",Q3,F,")
              : line);
      Files.writeString(source.resolve("sis/lunch.csv"), "menu,day\npizza,monday\n");
      Said.by("run", "--source", source, "--data", data).expecting(0);
      assertThat(letters(database))
          .containsExactly(
              "attendance | principal@example.org | A student's attendance fell below the line",
              "data_refused | analyst@example.org | Data was refused",
              "failing_grade | teacher@example.org | A student has a new failing grade",
              "failing_grade | teacher@example.org | A student has a new failing grade",
              "high_risk | counselor@example.org | A student entered High Risk",
              "high_risk | teacher@example.org | A student entered High Risk");
      assertThat(Figures.texts(database, "select body from ledger.outbox where kind = 'attendance'")
              .getFirst())
          .contains("% of school days, below 85 %");
      assertThat(
              Figures.texts(database, "select body from ledger.outbox where kind = 'failing_grade'")
                  .getFirst())
          .containsAnyOf("Mathematics 4, Q3: F", "Science 4, Q3: F");
      assertThat(
              Figures.texts(database, "select body from ledger.outbox where kind = 'data_refused'")
                  .getFirst())
          .contains("lunch.csv fits no known layout");

      Said.by("run", "--source", source, "--data", data).expecting(0);
      assertThat(letters(database)).as("nothing new the night after").hasSize(6);
    }
  }

  private static List<String> letters(Database database) {
    return Figures.texts(
        database,
        "select kind || ' | ' || recipient || ' | ' || subject from ledger.outbox order by 1");
  }

  private static void people(Database database) {
    String staff =
        "select s.source_id from analytics.staff_student t join analytics.dim_students d using (student_id)"
            + " join analytics.dim_staff s using (staff_id) where d.sis_id = '" + STUDENT
            + "' and t.relation = ";
    String teacher = Figures.texts(database, staff + "'section'").getFirst();
    String counselor = Figures.texts(database, staff + "'caseload'").getFirst();
    String school =
        Figures.texts(database, "select source_id from analytics.dim_schools").getFirst();
    var accounts = new Accounts(database.owner());
    accounts.open(account("teacher", Person.Role.TEACHER, List.of(), teacher));
    accounts.open(account("counselor", Person.Role.COUNSELOR, List.of(), counselor));
    accounts.open(account("principal", Person.Role.SCHOOL, List.of(school), null));
    accounts.open(account("analyst", Person.Role.ANALYST, List.of(), null));
    accounts.open(account("board", Person.Role.BOARD, List.of(), null));
  }

  private static Accounts.NewAccount account(
      String name,
      Person.Role role,
      List<String> schools,
      @org.jspecify.annotations.Nullable String staff) {
    return new Accounts.NewAccount(
        "district", name + "@example.org", name, "a-long-password", role, schools, staff);
  }

  private static void rewrite(Path file, UnaryOperator<String> line) throws IOException {
    Files.write(file, Files.readAllLines(file).stream().map(line).toList());
  }
}
