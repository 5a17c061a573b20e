package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "pipeline",
    description =
        "Raw files to published tables, beside DuckDB's bare load of the same attendance files.",
    mixinStandardHelpOptions = true)
final class PipelineCommand implements Callable<Integer> {

  private static final String COMMAND_LINE = "org.waymark.cli.Waymark";
  private static final List<String> STAGES = List.of("ingest", "models", "checks", "publish");
  private static final int LOOK_EVERY_MS = 50;

  @Option(
      names = "--students",
      required = true,
      paramLabel = "N",
      description = "students of the generated district")
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
      description = "keep the generated district here, and use it again next time")
  @Nullable
  Path keep;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (students < 1) {
      throw new IllegalArgumentException("--students: saw " + students + ", expected 1 or more");
    }
    Path work = keep == null
        ? Files.createTempDirectory("waymark-bench-")
        : Files.createDirectories(keep).toAbsolutePath();
    Path scratch = Files.createTempDirectory(work, "scratch-");
    try {
      Path district = district(work);
      JsonNode bare = bareLoad(district, scratch);
      Path data = scratch.resolve("data");
      PipelineResult result = measure(district, data, bare);
      System.out.println(
          json ? JsonMapper.shared().writeValueAsString(result.json()) : result.text());
      return result.isPublished() ? 0 : 1;
    } finally {
      Folder.delete(keep == null ? work : scratch);
    }
  }

  /// A district that was written to the end, by an earlier call or now.
  private Path district(Path work) throws IOException {
    Path district = work.resolve("district-" + students + "-seed-" + seed);
    if (!Files.exists(district)) {
      Path fresh = work.resolve(district.getFileName() + ".new");
      Folder.delete(fresh);
      run(
          "generate",
          List.of(
              "generate",
              "--out",
              fresh.toString(),
              "--students",
              String.valueOf(students),
              "--seed",
              String.valueOf(seed)));
      Files.move(fresh, district);
    }
    return district;
  }

  private static void run(String what, List<String> arguments) throws IOException {
    System.err.println(what + "…");
    try (Child child = Child.start(heap(), COMMAND_LINE, arguments, System.err::println)) {
      if (child.end().code() != 0) {
        throw new IOException(what + " did not succeed; its message stands above");
      }
    }
  }

  private static JsonNode bareLoad(Path district, Path scratch) throws IOException {
    System.err.println("bare load…");
    try (Child child = Child.start(
        heap(),
        BareLoad.class.getName(),
        List.of(district.toString(), scratch.resolve("bare.duckdb").toString()),
        System.err::println)) {
      var ended = child.end();
      if (ended.code() != 0) {
        throw new IOException("the bare load did not succeed; its message stands above");
      }
      return JsonMapper.shared().readTree(ended.output());
    } finally {
      Files.deleteIfExists(scratch.resolve("bare.duckdb"));
    }
  }

  private PipelineResult measure(Path district, Path data, JsonNode bare) throws IOException {
    System.err.println("run…");
    var watch = new StageWatch();
    try (Child child = Child.start(
        heap(),
        COMMAND_LINE,
        List.of("run", "--source", district.toString(), "--data", data.toString(), "--json"),
        watch)) {
      var memory = new Memory(child.pid(), data);
      while (child.isAlive()) {
        memory.stage(watch.stage());
        memory.look();
        pause();
      }
      var ended = child.end();
      if (ended.output().isBlank()) {
        throw new IOException("the run did not succeed; its message stands above");
      }
      JsonNode report = JsonMapper.shared().readTree(ended.output());
      return new PipelineResult(
          Machine.here(),
          students,
          seed,
          bytes(district),
          rows(report),
          report.path("published").asBoolean(),
          report.path("reason").asString(""),
          ended.seconds(),
          seconds(report),
          memory.peak(),
          bare.path("rows").asLong(),
          bare.path("load_seconds").asDouble(),
          bare.path("scan_seconds").asDouble(),
          bytes(BareLoad.attendance(district)));
    }
  }

  private static Map<String, Double> seconds(JsonNode report) {
    var seconds = new LinkedHashMap<String, Double>();
    STAGES.forEach(stage -> seconds.put(stage, report.path("stages").path(stage).asDouble(0)));
    return seconds;
  }

  private static long rows(JsonNode report) {
    return report
        .path("files")
        .valueStream()
        .mapToLong(file -> file.path("rows").asLong())
        .sum();
  }

  private static long bytes(Path district) throws IOException {
    try (var files = Files.walk(district)) {
      return bytes(files
          .filter(Files::isRegularFile)
          .filter(f -> !f.startsWith(district.resolve("_truth")))
          .toList());
    }
  }

  private static long bytes(List<Path> files) {
    return files.stream().mapToLong(f -> f.toFile().length()).sum();
  }

  private static String heap() {
    String heap = System.getenv("WAYMARK_HEAP");
    return heap == null || heap.isBlank() ? "1g" : heap;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(LOOK_EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the run was measured", e);
    }
  }

  /// Which stage the run is in, told from the line it writes when a stage is over.
  private static final class StageWatch implements Consumer<String> {

    private volatile String stage = STAGES.getFirst();

    @Override
    public void accept(String line) {
      System.err.println(line);
      int ended = STAGES.indexOf(line.strip().split("\\s+", 2)[0]);
      if (ended >= 0) {
        stage = STAGES.get(Math.min(ended + 1, STAGES.size() - 1));
      }
    }

    String stage() {
      return stage;
    }
  }
}
