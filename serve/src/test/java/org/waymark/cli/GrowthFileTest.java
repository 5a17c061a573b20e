package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./waymark growth` on files as people have them.
class GrowthFileTest {

  private static final String HEADER = "ID,EXTRA,Content_Area,YEAR,GRADE,SCALE_SCORE,VALID_CASE\n";

  @TempDir
  Path folder;

  private Path input;
  private Path output;

  @BeforeEach
  void places() {
    input = folder.resolve("scores.csv");
    output = folder.resolve("sgp.csv");
  }

  @Test
  void each_row_has_its_percentile_or_the_reason_in_the_order_of_the_file() throws Exception {
    Files.writeString(
        input,
        file(300)
            + "0900001,x,MATH,2023_2024,5,480,VALID_CASE\n"
            + "0900002,x,MATH,2022_2023,5,470,VALID_CASE\n"
            + "0900002,x,MATH,2023_2024,5,480,VALID_CASE\n"
            + "0900003,x,MATH,2022_2023,4,470,VALID_CASE\n"
            + "0900003,x,MATH,2023_2024,5,24O5,VALID_CASE\n"
            + "0900004,x,MATH,2022_2023,4,470,VALID_CASE\n"
            + "0900004,x,MATH,2023_2024,5,480,VALID_CASE\n"
            + "0900004,x,MATH,2023_2024,5,481,VALID_CASE\n"
            + "0900005,x,MATH,2022_2023,4,470,VALID_CASE\n"
            + "0900005,x,MATH,2023_2024,5,NaN,VALID_CASE\n");
    Said said = Said.by("growth", "--input", input, "--out", output, "--year", "2023_2024")
        .expecting(0);
    List<String> lines = Files.readAllLines(output);
    assertThat(lines.getFirst())
        .isEqualTo("ID,CONTENT_AREA,YEAR,GRADE,SGP,SGP_ORDER,PRIORS_USED,REASON");
    assertThat(lines).hasSize(1 + 300 + 6);
    assertThat(lines.get(1)).matches("0000000,MATH,2023_2024,5,\\d{1,2},1,2022_2023/MATH_4,");
    assertThat(lines.subList(301, 307))
        .containsExactly(
            "0900001,MATH,2023_2024,5,,,,no valid score in the year before",
            "0900002,MATH,2023_2024,5,,,,the student was in the same grade the year before",
            "0900003,MATH,2023_2024,5,,,,there is no score that is a number",
            "0900004,MATH,2023_2024,5,,,,\"two valid scores for the same student, subject, year and grade\"",
            "0900004,MATH,2023_2024,5,,,,\"two valid scores for the same student, subject, year and grade\"",
            "0900005,MATH,2023_2024,5,,,,there is no score that is a number");
    assertThat(said.err())
        .contains("scores.csv:606 SCALE_SCORE: saw \"24O5\", expected a number (2 of 610 rows).");
    assertThat(said.out()).contains("306 rows, 300 with a growth percentile, in 1 groups.");
  }

  @Test
  void too_few_students_and_a_constant_score_are_reasons() throws Exception {
    Files.writeString(input, file(100));
    Said.by("growth", "--input", input, "--out", output).expecting(0);
    assertThat(Files.readString(output))
        .contains("too few students with the same score history")
        .doesNotContain("NaN");
    Files.writeString(input, file(300).replaceAll(",5,\\d+,", ",5,500,"));
    Said.by("growth", "--input", input, "--out", output).expecting(0);
    assertThat(Files.readString(output)).contains("all students of the group have the same score");
    Files.writeString(input, file(300).replaceAll(",4,\\d+,", ",4,500,"));
    Said.by("growth", "--input", input, "--out", output).expecting(0);
    assertThat(Files.readString(output)).contains("too few distinct scores");
  }

  @Test
  void what_cant_be_read_is_one_line_with_its_place_and_leaves_the_old_file() throws Exception {
    Files.writeString(output, "before");
    Files.writeString(input, "ID,YEAR\n1,2024\n");
    assertThat(Said.by("growth", "--input", input, "--out", output).expecting(1).line())
        .contains("scores.csv:1 no column CONTENT_AREA, GRADE, SCALE_SCORE, VALID_CASE");
    Files.writeString(input, HEADER);
    assertThat(Said.by("growth", "--input", input, "--out", output).expecting(1).line())
        .contains("scores.csv");
    Files.writeString(input, file(20));
    assertThat(Said.by("growth", "--input", input, "--out", output, "--subject", "READNG")
            .expecting(1)
            .line())
        .contains("no row of subject READNG; it has MATH");
    assertThat(Said.by("growth", "--input", input, "--out", output, "--year", "2023-2025")
            .expecting(2)
            .line())
        .contains("--year")
        .contains("2023_2024");
    assertThat(Said.by("growth", "--input", folder.resolve("no.csv"), "--out", output)
            .expecting(2)
            .line())
        .contains("no.csv does not exist");
    assertThat(Files.readString(output)).isEqualTo("before");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private static String file(int students) {
    var random = new Random(4);
    var text = new StringBuilder(HEADER);
    for (int i = 0; i < students; i++) {
      double ability = random.nextGaussian();
      for (int year = 0; year < 2; year++) {
        text.append("%07d,x,MATH,%d_%d,%d,%d,VALID_CASE%n"
            .formatted(
                i,
                2022 + year,
                2023 + year,
                4 + year,
                Math.round(480 + 30 * year + 40 * (ability + 0.5 * random.nextGaussian()))));
      }
    }
    return text.toString();
  }
}
