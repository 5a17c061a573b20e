package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waymark.cli.Said;
import org.waymark.store.Database;

/// A corrected score and a changed membership reach the cohorts of the next night.
class CorrectionTest {

  private static final String MEANS =
      "select sum(mean_score)::text from analytics.fact_cohort_metrics where platform = 'nwea_map'"
          + " and season = 'winter' and cohort_type = 'grade-year' and school_id is null";

  @TempDir
  Path folder;

  @Test
  void corrected_scores_and_a_student_who_left_change_the_cohorts() throws Exception {
    Path source = Small.district(folder.resolve("district"), 150, 5);
    Path data = folder.resolve("data");
    Said.by("run", "--source", source, "--data", data).expecting(0);
    try (Database database = Database.open(data, null)) {
      String before = Figures.texts(database, MEANS).getFirst();
      List<String> cohorts = groups(database);
      long members = members(database);

      Path winter = source.resolve("assessments/nwea/AssessmentResults_Winter 2025-2026.csv");
      edit(winter, (column, cells) -> {
        int score = column.indexOf("TestRITScore");
        int corrected = Integer.parseInt(cells.get(score).replace("\"", "")) + 5;
        cells.set(score, Integer.toString(corrected));
      });
      Path stays = source.resolve("sis/school_enrollments.csv");
      var lines = new ArrayList<>(Files.readAllLines(stays));
      lines.remove(1);
      Files.write(stays, lines);
      Said.by("run", "--source", source, "--data", data).expecting(0);

      int groups = cohorts.size();
      double moved = Double.parseDouble(Figures.texts(database, MEANS).getFirst())
          - Double.parseDouble(before);
      assertThat(moved).isBetween(4.5 * groups, 5.5 * groups);
      assertThat(groups(database)).hasSameSizeAs(cohorts);
      assertThat(members(database)).isEqualTo(members - 1);
    }
  }

  private static List<String> groups(Database database) {
    return Figures.texts(database, MEANS.replace("sum(mean_score)", "metric_id"));
  }

  /// Students in any cohort of a whole grade.
  private static long members(Database database) {
    return Long.parseLong(Figures.texts(
            database,
            "select count(distinct student_id)::text from analytics.bridge_cohort_students"
                + " join analytics.dim_cohorts using (tenant_id, cohort_id)"
                + " where cohort_type = 'grade-year' and dim_cohorts.school_id is null")
        .getFirst());
  }

  private interface Edit {
    void apply(List<String> columns, List<String> cells);
  }

  /// Edits every line of a file whose cells hold no comma.
  private static void edit(Path file, Edit edit) throws Exception {
    List<String> lines = Files.readAllLines(file);
    List<String> columns = List.of(lines.getFirst().split(","));
    var edited = new ArrayList<String>();
    edited.add(lines.getFirst());
    for (String line : lines.subList(1, lines.size())) {
      var cells = new ArrayList<>(List.of(line.split(",", -1)));
      edit.apply(columns, cells);
      edited.add(String.join(",", cells));
    }
    Files.write(file, edited);
  }
}
