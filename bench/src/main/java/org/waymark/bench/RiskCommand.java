package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "risk",
    description =
        "Early warning for N students: features of every day to learn from, training with its proof, scores and reasons.",
    mixinStandardHelpOptions = true)
final class RiskCommand implements Callable<Integer> {

  private static final int LOOK_EVERY_MS = 50;

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "100000",
      description = "students of the generated district (default: ${DEFAULT-VALUE})")
  int students;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the district (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "keep the snapshot before the features here, and use it again next time")
  @Nullable
  Path keep;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (students < 1_000) {
      throw new IllegalArgumentException(
          "--students: saw " + students + ", expected 1000 or more, as a training needs");
    }
    Path work = keep == null
        ? Files.createTempDirectory("waymark-bench-risk-")
        : Files.createDirectories(keep).toAbsolutePath();
    try {
      Path snapshot = work.resolve("risk-" + students + "-seed-" + seed + ".duckdb");
      if (!Files.exists(snapshot)) {
        System.err.println(
            String.format(Locale.ROOT, "%,d students: files and snapshot…", students));
        run("2g", work, RiskSnapshot.class, List.of(snapshot.toString(), "" + students, "" + seed));
      }
      Path copy = work.resolve("measured.duckdb");
      Files.deleteIfExists(copy);
      Files.copy(snapshot, copy);
      JsonNode measured = run(heap(), work, RiskOnce.class, List.of(copy.toString()));
      Files.deleteIfExists(copy);
      System.out.println(json ? json(measured) : text(measured));
      return measured.path("scored").asInt() > 0 ? 0 : 1;
    } finally {
      if (keep == null) {
        Folder.delete(work);
      }
    }
  }

  private static JsonNode run(String heap, Path work, Class<?> program, List<String> arguments)
      throws IOException {
    try (Child child = Child.start(heap, program.getName(), arguments, System.err::println)) {
      var memory = new Memory(child.pid(), work);
      while (child.isAlive()) {
        memory.look();
        Thread.sleep(LOOK_EVERY_MS);
      }
      var ended = child.end();
      if (ended.code() != 0) {
        throw new IOException(
            program.getSimpleName() + " did not succeed; its message stands above");
      }
      var object =
          (tools.jackson.databind.node.ObjectNode) JsonMapper.shared().readTree(ended.output());
      return object.put("jvm_mb", memory.peak().jvmMb());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while it was measured", e);
    }
  }

  private String json(JsonNode measured) {
    var object = new LinkedHashMap<String, Object>();
    object.put("date", LocalDate.now().toString());
    object.put("machine", Machine.here().toString());
    object.put("students", students);
    object.put("seed", seed);
    measured.properties().forEach(field -> object.put(field.getKey(), field.getValue()));
    return JsonMapper.shared().writeValueAsString(object);
  }

  private String text(JsonNode measured) {
    var text = new StringBuilder(String.format(
        Locale.ROOT,
        "%s, %s, %,d students, seed %d; features of %d days, %,d rows; %,d scored. Seconds by the clock, and of all cores:%n",
        LocalDate.now(),
        Machine.here(),
        students,
        seed,
        measured.path("days").asInt(),
        measured.path("rows").asLong(),
        measured.path("scored").asInt()));
    for (String stage : List.of("features", "training", "score", "reason", "drift")) {
      text.append(String.format(
          Locale.ROOT,
          "%-10s %8.1f s %8.1f s%n",
          stage,
          measured.path(stage + "_seconds").asDouble(),
          measured.path(stage + "_cpu_seconds").asDouble()));
    }
    return text.append(String.format(
            Locale.ROOT,
            "JVM's high-water mark %,d MB. %s",
            measured.path("jvm_mb").asLong(),
            measured.path("proof").asString("")))
        .toString();
  }

  private static String heap() {
    String heap = System.getenv("WAYMARK_HEAP");
    return heap == null || heap.isBlank() ? "1g" : heap;
  }
}
