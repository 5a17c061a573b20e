package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;

/// Districts that take a second.
public final class Small {

  private Small() {}

  public static Path district(Path out, int students, long seed) {
    DistrictGenerator.generate(
        new DistrictPlan(out, students, 1, seed, Defects.NONE, DistrictPlan.DEFAULT_THROUGH),
        p -> {});
    return out;
  }

  /// Keeps the lines of a file that pass, and the header.
  public static void keep(Path file, Predicate<Integer> lineNumber) throws IOException {
    List<String> lines = Files.readAllLines(file);
    var kept = new java.util.ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      if (i == 0 || lineNumber.test(i)) {
        kept.add(lines.get(i));
      }
    }
    Files.write(file, kept);
  }

  /// Files that others wrote.
  static Path shared(String folder) {
    String named = System.getenv("WAYMARK_SHARED");
    Path data = named == null
        ? Path.of(System.getProperty("waymark.home", ".."), "..", "shared", "data")
        : Path.of(named);
    Path found = data.resolve(folder).normalize();
    Assumptions.assumeTrue(
        Files.isDirectory(found), found + " is not here; name its parent by WAYMARK_SHARED");
    return found;
  }
}
