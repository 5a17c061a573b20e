package org.waymark.generator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The ground truth points at what is there.
class PlantedDefectsTest {
  @TempDir
  static Path folder;

  private static final List<JsonNode> defects = new ArrayList<>();
  private static final Map<String, List<String>> lines = new TreeMap<>();

  @BeforeAll
  static void generate() throws IOException {
    DistrictGenerator.generate(DistrictPlan.of(folder, 900, 8).with(Defects.HOSTILE), _ -> {});
    JsonNode truth = new JsonMapper().readTree(Files.readString(folder.resolve(Workspace.TRUTH)));
    truth.get("defects").forEach(defects::add);
  }

  private static String line(JsonNode defect, int after) throws IOException {
    String file = defect.get("file").asString();
    List<String> text = lines.get(file);
    if (text == null) {
      text = List.of(new String(Files.readAllBytes(folder.resolve(file)), ISO_8859_1).split("\n"));
      lines.put(file, text);
    }
    return text.get(defect.get("line").asInt() - 1 + after);
  }

  @Test
  void every_line_holds_its_key_and_its_value() throws IOException {
    int checked = 0;
    for (JsonNode defect : defects) {
      if (!defect.get("line").isNull()) {
        checked++;
        String line = line(defect, 0);
        assertThat(line).as(defect.toString()).contains(defect.get("key").asString());
        String utf8 = new String(line.getBytes(ISO_8859_1), UTF_8);
        assertThat(line + utf8)
            .as(defect.toString())
            .contains(defect.get("value").asString());
      }
    }
    assertThat(checked).isGreaterThan(50);
  }

  @Test
  void no_two_defects_share_a_line() {
    List<String> places = defects.stream()
        .filter(defect -> !defect.get("line").isNull())
        .map(defect -> defect.get("file") + ":" + defect.get("line"))
        .toList();
    assertThat(places).doesNotHaveDuplicates();
  }

  @Test
  void a_duplicate_repeats_the_line_above_and_a_correction_changes_it() throws IOException {
    for (JsonNode defect : defects) {
      boolean isLine = !defect.get("line").isNull();
      if (isLine && defect.get("expected").asString().equals("duplicate")) {
        assertThat(line(defect, 0)).isEqualTo(line(defect, -1));
      } else if (isLine && defect.get("expected").asString().equals("superseded")) {
        String next = line(defect, 1);
        assertThat(next)
            .isNotEqualTo(line(defect, 0))
            .contains(defect.get("key").asString());
      }
    }
  }

  @Test
  void every_kind_is_planted_a_few_times() {
    Map<String, Long> counts = defects.stream()
        .collect(Collectors.groupingBy(
            defect -> defect.get("kind").asString(), TreeMap::new, Collectors.counting()));
    assertThat(counts.values()).allMatch(count -> count <= 9);
    assertThat(counts.keySet())
        .contains(
            "duplicate_row",
            "corrected_score",
            "corrected_mark",
            "unknown_student",
            "lost_leading_zeros",
            "blank_optional",
            "certification_missing",
            "certification_expired",
            "staff_fte_over_allocated",
            "staff_duplicate",
            "enrollment_overlap",
            "enrollment_gap",
            "score_out_of_range",
            "tardy_in_lower_case",
            "unknown_code",
            "attendance_not_submitted",
            "section_without_teacher",
            "impossible_date",
            "future_date",
            "missing_section",
            "windows_1252_name",
            "wrong_unit",
            "renamed_column",
            "missing_required_column",
            "empty_file",
            "header_only",
            "truncated_in_quote",
            "nul_bytes",
            "too_many_columns",
            "very_long_line",
            "utf_16",
            "semicolons",
            "crlf",
            "duplicate_file",
            "unknown_layout",
            "zip_path_escape",
            "zip_bomb",
            "negative_days",
            "birth_in_the_future",
            "grade_out_of_range",
            "enrolled_twice",
            "crowded_section");
  }

  @Test
  void a_school_that_sent_nothing_has_no_row_for_the_day() throws IOException {
    for (JsonNode defect : defects) {
      if (defect.get("kind").asString().equals("attendance_not_submitted")) {
        String missing =
            "," + defect.get("key").asString() + "," + defect.get("value").asString() + ",";
        assertThat(Files.readString(folder.resolve(defect.get("file").asString())))
            .doesNotContain(missing);
      }
    }
  }

  @Test
  void the_bomb_is_small_on_disk() throws IOException {
    assertThat(Files.size(folder.resolve("sis/bomb.zip"))).isLessThan(2_000_000);
    try (var zip = new java.util.zip.ZipFile(folder.resolve("sis/bomb.zip").toFile())) {
      var entry = zip.entries().nextElement();
      assertThat(entry.getSize() / entry.getCompressedSize()).isGreaterThan(200);
      try (var in = zip.getInputStream(entry)) {
        assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
            .isEqualTo(entry.getSize());
      }
    }
  }
}
