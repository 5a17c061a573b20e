package org.waymark.interventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookTest {
  private static final String RIGHT = """
      ---
      title: Morning bus
      when:
        reasons: [attendance, lateness]
        signs: serious
        grades: [6, K]
        bands: [at_risk, high]
      tier: 2
      area: attendance
      who: The driver
      weeks: 6
      dosage: {minutes: 5, per_week: 5}
      measure: Days missed in the last 30 days
      goal: {from: days_missed_30, to: 2}
      evidence:
        level: local
        finding: Worked in two years
        source: Our own count
      ---
      Wait **three** minutes.
      """;

  @TempDir
  Path data;

  private void file(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(data.resolve("playbooks")).resolve(name), text);
  }

  private PlaybookShelf.Contents shelf() {
    return new PlaybookShelf(data).contents();
  }

  private static NeedReader.Needs student(String grade, String band, Need... needs) {
    return new NeedReader.Needs(1, grade, band, List.of(needs), Map.of("days_missed_30", 9.0));
  }

  private static Need need(String key, boolean isSerious) {
    return new Need(key, isSerious, key + " in words");
  }

  @Test
  void the_shipped_playbooks_all_name_their_source() {
    var shelf = shelf();
    assertThat(shelf.troubles()).isEmpty();
    assertThat(shelf.playbooks()).hasSize(7).allSatisfy(it -> {
      assertThat(it.source()).isNotBlank();
      assertThat(it.finding()).isNotBlank();
      assertThat(it.isShipped()).isTrue();
    });
  }

  @Test
  void a_file_of_the_district_stands_beside_the_shipped_ones_or_in_their_place()
      throws IOException {
    file("morning-bus.md", RIGHT);
    file("attendance-letters.md", RIGHT.replace("Morning bus", "Our letters"));
    file("family-call.md", "");
    var shelf = shelf();
    assertThat(shelf.one("morning-bus").orElseThrow().body()).isEqualTo("Wait **three** minutes.");
    assertThat(shelf.one("attendance-letters").orElseThrow().title()).isEqualTo("Our letters");
    assertThat(shelf.one("family-call"))
        .as("an empty file takes a shipped one away")
        .isEmpty();
    assertThat(shelf.playbooks()).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      title: Morning bus       | titel: Morning bus         | bad.md:2: unknown field titel; expected only
      tier: 2                  | tier: 4                    | bad.md:8: tier: saw "4", expected a whole number from 1 to 3
      tier: 2                  | tier: two                  | bad.md:8: tier: saw ""two"", expected a whole number from 1 to 3
      area: attendance         | area: cooking              | bad.md:9: area: saw "cooking", expected one of attendance
      [attendance, lateness]   | [attendance, hunger]       | bad.md:4: reasons: saw "hunger", expected only attendance
      [attendance, lateness]   | []                         | bad.md:4: reasons: saw "nothing", expected one or more of attendance
      [attendance, lateness]   | attendance                 | bad.md:4: reasons: saw ""attendance"", expected a list
      grades: [6, K]           | grades: [6, 13]            | bad.md:6: grades: saw "13", expected only
      signs: serious           | signs: many                | bad.md:5: signs: saw "many", expected any or serious
      level: local             | level: excellent           | bad.md:16: level: saw "excellent", expected one of strong
      {minutes: 5, per_week: 5} | {minutes: 5}              | bad.md:1: per_week: saw "nothing", expected a whole number from 1 to 20
      from: days_missed_30     | from: shoe_size            | bad.md:14: from: saw "shoe_size", expected one of
      who: The driver          | who: "The driver           | bad.md:10: not valid YAML
      source: Our own count    | url: javascript:alert(1)   | bad.md:18: url: saw "javascript:alert(1)", expected an address that begins with https://
      source: Our own count    | source: ""                 | bad.md:18: source: saw
      """)
  void a_bad_line_is_told_with_file_line_and_what_was_expected(
      String right, String wrong, String expected) throws IOException {
    file("bad.md", RIGHT.replace(right, wrong));
    file("morning-bus.md", RIGHT);
    var shelf = shelf();
    assertThat(shelf.troubles()).hasSize(1);
    assertThat(shelf.troubles().getFirst()).startsWith(expected);
    assertThat(shelf.one("morning-bus")).as("the rest is read all the same").isPresent();
  }

  @Test
  void files_that_are_no_playbooks_are_told_and_stop_nothing() throws IOException {
    file("no-front.md", "# Hello");
    file("no-end.md", "---\ntitle: x\n");
    file("Bad Name.md", RIGHT);
    file("long.md", RIGHT + "x".repeat(70_000));
    file("readme.txt", "not looked at");
    Files.write(data.resolve("playbooks/latin.md"), new byte[] {(byte) 0xe9, (byte) 0xff});
    file("morning-bus.md", RIGHT);
    var shelf = shelf();
    assertThat(shelf.troubles())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("no-front.md:1: saw \"# Hello\""),
            line -> assertThat(line).startsWith("no-end.md:2: the YAML never ends"),
            line -> assertThat(line).startsWith("Bad Name.md: the name of a playbook"),
            line -> assertThat(line).startsWith("long.md: saw").contains("bytes"),
            line -> assertThat(line).startsWith("latin.md: not UTF-8"));
    assertThat(shelf.one("morning-bus")).isPresent();
  }

  @Test
  void a_changed_file_counts_at_once() throws IOException {
    var shelf = new PlaybookShelf(data);
    assertThat(shelf.contents().one("morning-bus")).isEmpty();
    file("morning-bus.md", RIGHT);
    String version = shelf.contents().one("morning-bus").orElseThrow().version();
    file("morning-bus.md", RIGHT + "More.\n");
    assertThat(shelf.contents().one("morning-bus").orElseThrow().version()).isNotEqualTo(version);
  }

  @Test
  void a_playbook_answers_the_reasons_grades_and_bands_that_it_names() throws IOException {
    file("morning-bus.md", RIGHT);
    Playbook bus = shelf().one("morning-bus").orElseThrow();
    assertThat(bus.answers(student("6", "high", need("attendance", true)))).hasSize(1);
    assertThat(bus.answers(student("6", "high", need("attendance", false))))
        .as("not serious")
        .isEmpty();
    assertThat(bus.answers(student("6", "high", need("grades", true))))
        .as("another reason")
        .isEmpty();
    assertThat(bus.answers(student("7", "high", need("attendance", true))))
        .as("another grade")
        .isEmpty();
    assertThat(bus.answers(student("K", "some", need("attendance", true))))
        .as("another band")
        .isEmpty();
  }

  @Test
  void a_plan_begins_where_the_figures_stand() throws IOException {
    file("morning-bus.md", RIGHT);
    var draft = NextSteps.draft(
        shelf().one("morning-bus").orElseThrow(),
        student("6", "high", need("attendance", true)),
        "lena",
        java.time.LocalDate.of(2026, 3, 2));
    assertThat(draft.get("baseline")).isEqualTo("9");
    assertThat(draft.get("target")).isEqualTo("2");
    assertThat(draft.get("goal_by")).isEqualTo("2026-04-13");
    assertThat(PlanDraft.of(draft.typed()).troubles()).isEmpty();
  }
}
