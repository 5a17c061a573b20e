package org.waymark.risk.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A training in a JVM of its own, so that the native library is loaded anew.
class GrowingTest {

  @TempDir
  Path folder;

  @Test
  void a_training_writes_nothing_to_the_terminal() throws Exception {
    assertThat(train(folder)).isEqualTo("grown");
  }

  @Test
  void without_the_native_library_one_line_says_what_to_do() throws Exception {
    assertThat(train(folder.resolve("missing")))
        .startsWith("XGBoost's native library can't be loaded (")
        .contains("apt install libgomp1", "Models that exist are scored without it.")
        .hasLineCount(1);
  }

  /// What the child said, but for notes on its own surroundings.
  private static String train(Path temporary) throws IOException, InterruptedException {
    Process child = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            Once.class.getName())
        .redirectErrorStream(true)
        .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    child.waitFor();
    return said.lines()
        .filter(line -> !line.startsWith("SLF4J") && !line.startsWith("WARNING: java.io.tmpdir"))
        .collect(Collectors.joining("\n"));
  }

  static final class Once {
    public static void main(String[] arguments) {
      try {
        BoostedTrees.train(Table.TRAIN.inputs(), Table.TRAIN.outcomes(), Table.settings());
        System.out.println("grown");
      } catch (IllegalStateException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
