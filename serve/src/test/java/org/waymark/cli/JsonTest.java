package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What machines read on standard output: one document, and its shape.
class JsonTest {

  private static final String TEACHER = "teacher@maple-valley.example";

  @TempDir
  static Path folder;

  private static Path data = Path.of("");
  private static Said demo = new Said(0, "", "");

  @BeforeAll
  static void demo() {
    data = folder.resolve("data");
    demo = Said.by("demo", "--students", 120, "--data", data, "--no-serve", "--json")
        .expecting(0);
  }

  @Test
  void demo_and_run_print_one_document_of_the_promised_shape() {
    promised(demo.json());
    promised(Said.by("run", "--source", data.resolve("maple-valley"), "--data", data, "--json")
        .expecting(0)
        .json());
  }

  @Test
  void a_teacher_sees_own_students_and_of_others_nothing() {
    List<String> own = ids("select student_id from analytics.dim_students", "--as", TEACHER);
    List<String> all = ids("select student_id from analytics.dim_students");
    List<String> taught = ids(
        "select distinct t.student_id from analytics.staff_student t join analytics.dim_staff d on d.staff_id = t.staff_id"
            + " join ledger.person p on p.staff_source_id = d.source_id where p.email = '" + TEACHER
            + "'");
    assertThat(own).isNotEmpty().containsExactlyInAnyOrderElementsOf(taught);
    assertThat(own.size()).isLessThan(all.size());
    String other = all.stream().filter(s -> !own.contains(s)).findFirst().orElseThrow();
    for (String table : List.of(
        "dim_students",
        "fact_attendance_year",
        "fact_indicators",
        "fact_assessments",
        "fact_course_grades",
        "fact_attendance")) {
      JsonNode rows = Said.by(
              "sql",
              "--data",
              data,
              "--json",
              "--as",
              TEACHER,
              "select * from analytics." + table + " where student_id = " + other)
          .expecting(0)
          .json();
      assertThat(rows.isArray() && rows.isEmpty()).as(table).isTrue();
    }
    assertThat(Said.by("sql", "--data", data, "--as", "nobody@example.org", "select 1")
            .expecting(2)
            .line())
        .contains("nobody@example.org");
    assertThat(Said.by("sql", "--data", data, "--as", TEACHER, "select * from ledger.person")
            .expecting(2)
            .line())
        .contains("permission denied");
    assertThat(Said.by("sql", "--data", data, "selec 1").expecting(2).line())
        .contains("syntax error");
  }

  @Test
  void serve_says_one_line_and_answers() throws Exception {
    try (Child child = Child.start(Map.of(), "serve", "--data", data, "--port", 0)) {
      for (int i = 0; i < 900 && !child.out().contains("\n"); i++) {
        assertThat(child.waited(100)).isFalse();
      }
      assertThat(child.out()).matches("Waymark is ready at http://[^ ]+:[0-9]+\\n");
      String address = child.out().strip().replace("Waymark is ready at ", "");
      try (HttpClient client = HttpClient.newHttpClient()) {
        HttpResponse<String> answer = client.send(
            HttpRequest.newBuilder(URI.create(address + "/actuator/health")).build(),
            HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UP\"");
      }
    }
  }

  private static List<String> ids(String sql, Object... more) {
    var arguments = new java.util.ArrayList<Object>(List.of("sql", "--data", data, "--json", sql));
    arguments.addAll(List.of(more));
    return Said.by(arguments.toArray())
        .expecting(0)
        .json()
        .valueStream()
        .map(r -> r.path("student_id").asString())
        .toList();
  }

  private static void promised(JsonNode run) {
    assertThat(run.path("run").isString()).isTrue();
    assertThat(run.path("published").isBoolean()).isTrue();
    assertThat(run.path("seconds").isNumber()).isTrue();
    assertThat(run.path("files").size()).isPositive();
    for (JsonNode file : run.path("files")) {
      assertThat(file.path("file").isString()).isTrue();
      long accounted = 0;
      for (String count : List.of("loaded", "duplicate", "superseded", "quarantined")) {
        assertThat(file.path(count).isIntegralNumber()).as(count).isTrue();
        accounted += file.path(count).asLong();
      }
      assertThat(accounted).as("rows of %s", file).isEqualTo(file.path("rows").asLong());
    }
    assertThat(run.path("checks").size()).isPositive();
    for (JsonNode check : run.path("checks")) {
      assertThat(check.path("id").isString()).isTrue();
      assertThat(check.path("severity").asString()).isIn("error", "warn", "info");
      assertThat(check.path("failed").asLong()).isBetween(0L, check.path("of").asLong());
    }
  }
}
