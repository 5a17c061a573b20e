package org.waymark.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.waymark.cli.Said;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;

/// Maple Valley with 1,500 students: enough to learn from. Run once for all tests; each takes a
/// copy and decides there.
///
/// The district can look after a quarter of its students and draws its own lines low, so that
/// its rule says little about most of them: a model that learned anything beats it.
public final class LargerDistrict {

  private static final String SETTINGS = """
      tenant: maple-valley
      memory_mb: 1500
      risk_capacity: 0.25
      thresholds: {attendance_yellow: 0.6, attendance_red: 0.5, gpa_red: 0.1, percentile_yellow: 2, percentile_red: 1, growth_red: 1, referrals_yellow: 20, referrals_red: 30}
      """;

  private static @Nullable Path made;

  private LargerDistrict() {}

  /// The folder of files, and beside it the data directory of one published run.
  ///
  /// @return the data directory of the copy
  public static synchronized Path copyTo(Path folder) throws IOException, InterruptedException {
    if (made == null) {
      made = make();
    }
    Files.createDirectories(folder);
    for (String part : new String[] {"files", "data"}) {
      Process copy = new ProcessBuilder(
              "cp", "-a", made.resolve(part).toString(), folder.resolve(part).toString())
          .inheritIO()
          .start();
      assertThat(copy.waitFor()).isZero();
    }
    return folder.resolve("data");
  }

  private static Path make() throws IOException {
    Path work = Files.createTempDirectory("larger-district");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(work)));
    Path files = work.resolve("files");
    DistrictGenerator.generate(
        new DistrictPlan(files, 1_500, 2, 1, Defects.NONE, DistrictPlan.DEFAULT_THROUGH), p -> {});
    Path data = Files.createDirectories(work.resolve("data"));
    Files.writeString(data.resolve("waymark.yml"), SETTINGS);
    Said.by("run", "--source", files, "--data", data).expecting(0);
    return work;
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException left) {
      // a temporary folder that stays behind harms nobody
    }
  }
}
