package org.waymark.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistrictGeneratorTest {
  @TempDir
  Path folder;

  private Summary generate(String name, int students, long seed, Defects defects) {
    DistrictPlan plan = DistrictPlan.of(folder.resolve(name), students, seed).with(defects);
    return DistrictGenerator.generate(plan, _ -> {});
  }

  private TreeMap<String, String> hashes(String name) throws Exception {
    TreeMap<String, String> hashes = new TreeMap<>();
    Path root = folder.resolve(name);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        hashes.put(root.relativize(file).toString(), HexFormat.of().formatHex(sum));
      }
    }
    return hashes;
  }

  @Test
  void the_same_plan_gives_the_same_bytes_and_another_seed_others() throws Exception {
    generate("first", 300, 11, Defects.HOSTILE);
    generate("second", 300, 11, Defects.HOSTILE);
    generate("other", 300, 12, Defects.HOSTILE);
    assertThat(hashes("second")).isEqualTo(hashes("first"));
    assertThat(hashes("other").get("sis/course_grades.csv"))
        .isNotEqualTo(hashes("first").get("sis/course_grades.csv"));
  }

  @Test
  void one_student_is_a_district() {
    Summary summary = generate("one", 1, 5, Defects.HOSTILE);
    assertThat(summary.enrolled()).isEqualTo(1);
    assertThat(summary.schools()).isEqualTo(1);
  }

  @Test
  void the_latest_year_has_about_as_many_students_as_asked() {
    Summary summary = generate("size", 1000, 7, Defects.NONE);
    assertThat(summary.enrolled()).isBetween(970, 1010);
    assertThat(summary.defects()).isZero();
  }

  @Test
  void every_file_is_announced_once() {
    List<Progress> told = Collections.synchronizedList(new ArrayList<>());
    Summary summary =
        DistrictGenerator.generate(DistrictPlan.of(folder.resolve("told"), 20, 1), told::add);
    assertThat(told)
        .extracting(Progress::file)
        .containsExactlyInAnyOrderElementsOf(
            summary.files().stream().map(Summary.File::path).toList());
    assertThat(told)
        .extracting(Progress::filesDone)
        .containsExactlyElementsOf(
            java.util.stream.IntStream.rangeClosed(1, told.size()).boxed().toList());
  }

  @Test
  void a_generated_folder_is_replaced_and_any_other_is_left_alone() throws IOException {
    generate("again", 20, 1, Defects.HOSTILE);
    generate("again", 20, 1, Defects.NONE);
    assertThat(folder.resolve("again/sis/bomb.zip")).doesNotExist();
    Files.createDirectories(folder.resolve("precious"));
    Files.writeString(folder.resolve("precious/thesis.txt"), "years of work");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> generate("precious", 20, 1, Defects.NONE));
    assertThat(folder.resolve("precious/thesis.txt")).exists();
  }

  @Test
  void a_plan_says_what_is_wrong_with_it() {
    LocalDate day = DistrictPlan.DEFAULT_THROUGH;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DistrictPlan(folder, 0, 3, 1, Defects.NONE, day))
        .withMessage("students 0 is outside 1..1000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DistrictPlan(folder, 10, 9, 1, Defects.NONE, day))
        .withMessage("years 9 is outside 1..8");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new DistrictPlan(folder, 10, 3, 1, Defects.NONE, LocalDate.of(1999, 1, 1)))
        .withMessageContaining("1999-01-01");
  }
}
