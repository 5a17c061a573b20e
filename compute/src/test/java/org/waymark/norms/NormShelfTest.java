package org.waymark.norms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.engine.DuckDbSqlEngine;

class NormShelfTest {

  private static final String HEADER =
      "edition,standard_type,score_scale,subject,grade_level,season,weeks_of_instruction,mean,sd,p25,p50,p75,source,source_year\n";

  @TempDir
  Path data;

  private NormShelf shelf;

  @BeforeEach
  void empty() {
    shelf = new NormShelf(data);
  }

  @Test
  void a_vendors_word_for_a_subject_meets_the_scores_word() throws IOException {
    shelf.load(file(
        "Norms 2025,national_norm,RIT,Mathematics,KG,Fall,4,140,12,130,140,150,book,2024-2025\n"
            + "Norms 2025,national_norm,rit,ELA,03,fall,4,199,15,188,199,210,book,2024-2025\n"));
    assertThat(shelf.norms())
        .extracting(Norm::subject, Norm::gradeLevel, Norm::season, Norm::scoreScale)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("math", "K", "fall", "rit"),
            org.assertj.core.groups.Tuple.tuple("reading", "3", "fall", "rit"));
  }

  @Test
  void every_wrong_line_says_where_what_and_what_was_expected_and_nothing_is_loaded()
      throws IOException {
    Path bad = file("""
        Norms 2025,national_norm,rit,math,3,fall,4,24O,13,188,198,208,book,2024-2025
        Norms 2025,norm,rit,algebra,15,autumn,4,204,13,,204,,book,2024
        Norms 2025,national_norm,rit,math,4,fall,4,210,0,200,190,220,book,2024-2025
        Norms 2025,national_norm,rit,math,5,fall,99,2210,14,,221,,,2024-2025
        """);
    assertThatThrownBy(() -> shelf.load(bad))
        .isInstanceOf(NormsRefused.class)
        .hasMessageContaining("norms.csv:2 mean: saw \"24O\", expected a RIT score from 100 to 350")
        .hasMessageContaining("norms.csv:3 standard_type: saw \"norm\", expected national_norm")
        .hasMessageContaining("norms.csv:3 subject: saw \"algebra\"")
        .hasMessageContaining("norms.csv:3 grade_level: saw \"15\", expected PK, K or 1 to 12")
        .hasMessageContaining("norms.csv:3 season: saw \"autumn\"")
        .hasMessageContaining("norms.csv:3 source_year: saw \"2024\"")
        .hasMessageContaining("norms.csv:4 sd: saw \"0\", expected a number above 0")
        .hasMessageContaining("norms.csv:4 p25, p50, p75: saw 200.0, 190.0, 220.0")
        .hasMessageContaining("norms.csv:5 weeks_of_instruction: saw \"99\"")
        .hasMessageContaining("norms.csv:5 mean: saw \"2210\"")
        .hasMessageContaining("norms.csv:5 source: saw \"\"")
        .hasMessageContaining("nothing was loaded");
    assertThat(shelf.norms()).isEmpty();
  }

  @Test
  void a_line_said_twice_and_a_second_edition_in_one_file_are_refused() throws IOException {
    String line = "Norms 2025,national_norm,rit,math,3,fall,4,198,13,188,198,208,book,2024-2025\n";
    assertThatThrownBy(() -> shelf.load(file(line + line)))
        .hasMessageContaining("norms.csv:3 says again what line 2 says");
    assertThatThrownBy(() -> shelf.load(file(line + line.replace("Norms 2025", "Norms 2020"))))
        .hasMessageContaining("one file holds one edition, so that no trend mixes two");
  }

  @Test
  void a_missing_or_misspelled_column_is_named() throws IOException {
    Path file = data.resolve("norms.csv");
    Files.writeString(file, "edition,standard_type,subject,grade,mean\nx,y,z,3,200\n");
    assertThatThrownBy(() -> shelf.load(file))
        .hasMessageContaining("the column score_scale is missing")
        .hasMessageContaining("unknown column \"grade\"");
    Files.writeString(file, "");
    assertThatThrownBy(() -> shelf.load(file)).isInstanceOf(NormsRefused.class);
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff, (byte) 0xfe, '\n'});
    assertThatThrownBy(() -> shelf.load(file)).isInstanceOf(NormsRefused.class);
  }

  @Test
  void a_standard_needs_no_mean_and_holds_all_year() throws IOException {
    shelf.load(file("State 2026,state_standard,rit,math,3,,,,,,205,,state,2025-2026\n"));
    assertThat(shelf.norms().getFirst().season()).isNull();
    assertThat(shelf.norms().getFirst().p50()).isEqualTo(205);
  }

  @Test
  void the_same_edition_again_replaces_itself_and_another_stands_beside_it() throws IOException {
    String line = "Norms 2025,national_norm,rit,math,3,fall,4,198,13,188,198,208,book,2024-2025\n";
    assertThat(shelf.load(file(line)).replaced()).isFalse();
    assertThat(shelf.load(file(line.replace("198,13", "199,13"))).replaced()).isTrue();
    shelf.load(file(line.replace("Norms 2025", "Norms 2020").replace("2024-2025", "2019-2020")));
    assertThat(shelf.norms()).extracting(Norm::mean).containsExactlyInAnyOrder(199.0, 198.0);
  }

  @Test
  void the_demo_table_is_marked_and_ends_at_grade_8() throws IOException {
    shelf.loadDemo();
    assertThat(shelf.norms()).hasSize(54).allMatch(Norm::isDemo);
    assertThat(shelf.norms()).noneMatch(norm -> norm.gradeLevel().equals("9"));
    try (var engine = DuckDbSqlEngine.open(null, 256)) {
      NormShelf.write(shelf.norms(), engine);
      assertThat(engine.query("select count(*) from norms.norm where is_demo").number())
          .isEqualTo(54);
    }
  }

  private Path file(String lines) throws IOException {
    Path file = data.resolve("norms.csv");
    Files.writeString(file, HEADER + lines);
    return file;
  }
}
