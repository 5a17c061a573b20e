package org.waymark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "growth",
    description =
        "All growth percentiles of N students, cold, beside R quantreg on the same scores.",
    mixinStandardHelpOptions = true)
final class GrowthCommand implements Callable<Integer> {

  private static final int BR_UP_TO = 10_000;

  @Option(
      names = "--n",
      split = ",",
      paramLabel = "N",
      defaultValue = "10000,100000,1000000",
      description = "students, one measurement each (default: ${DEFAULT-VALUE})")
  List<Integer> sizes = List.of();

  @Option(
      names = "--priors",
      paramLabel = "K",
      defaultValue = "2",
      description = "prior scores (default: ${DEFAULT-VALUE})")
  int priors;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the scores (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--r-up-to",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "no comparison above this many students; 0 for none (default: ${DEFAULT-VALUE})")
  int rUpTo;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    for (int size : sizes) {
      if (size < 250) {
        throw new IllegalArgumentException("--n: saw " + size + ", expected 250 or more");
      }
    }
    String missing = missing();
    var results = new ArrayList<Measured>();
    for (int size : sizes) {
      results.add(measure(size, missing == null));
    }
    if (json) {
      var object = new LinkedHashMap<String, Object>();
      object.put("machine", Machine.here().toString());
      object.put("java", Machine.here().java());
      object.put("priors", priors);
      object.put("seed", seed);
      object.put("without_r", missing);
      object.put("results", results);
      System.out.println(JsonMapper.shared().writeValueAsString(object));
    } else {
      System.out.println(Machine.here() + ", Java " + Machine.here().java() + ", " + priors
          + " priors, 100 quantiles");
      results.forEach(GrowthCommand::print);
      if (missing != null) {
        System.out.println(missing);
      }
    }
    return 0;
  }

  private Measured measure(int size, boolean isCompared) throws IOException {
    Path folder = Files.createTempDirectory("waymark-bench-growth-");
    try {
      boolean withR = isCompared && size <= rUpTo;
      var methods = new LinkedHashMap<String, Compared>();
      var arguments = new ArrayList<>(
          List.of(String.valueOf(size), String.valueOf(priors), String.valueOf(seed)));
      if (withR) {
        arguments.add(folder.toString());
      }
      System.err.println(String.format(Locale.ROOT, "%,d students…", size));
      try (Child child =
          Child.start(heap(), GrowthOnce.class.getName(), arguments, System.err::println)) {
        var memory = new Memory(child.pid(), folder);
        while (child.isAlive()) {
          memory.look();
          pause();
        }
        var ended = child.end();
        if (ended.code() != 0) {
          throw new IOException("the fit did not succeed; its message stands above");
        }
        double seconds =
            JsonMapper.shared().readTree(ended.output()).path("seconds").asDouble();
        if (withR) {
          for (String method :
              size <= BR_UP_TO ? List.of("br", "fn", "pfn") : List.of("fn", "pfn")) {
            methods.put(method, compare(folder, size, method, seconds));
          }
        }
        return new Measured(size, seconds, memory.peak().jvmMb(), methods);
      }
    } finally {
      Folder.delete(folder);
    }
  }

  private Compared compare(Path folder, int size, String method, double ours) throws IOException {
    System.err.println("R quantreg, method " + method + "…");
    Path script = folder.resolve("growth.R");
    try (InputStream in = GrowthCommand.class.getResourceAsStream("growth.R")) {
      if (in == null) {
        throw new IOException("growth.R is not on the class path");
      }
      Files.write(script, in.readAllBytes());
    }
    String said = output(List.of(
        "Rscript",
        script.toString(),
        folder.toString(),
        String.valueOf(size),
        String.valueOf(priors),
        method));
    String[] words = said.strip().split("\\s+", -1);
    double seconds = Double.parseDouble(words[0]);
    byte[] theirs = Files.readAllBytes(folder.resolve(method + ".sgp"));
    byte[] mine = Files.readAllBytes(folder.resolve("waymark.sgp"));
    int equal = 0;
    int apart = 0;
    for (int i = 0; i < mine.length; i++) {
      equal += mine[i] == theirs[i] ? 1 : 0;
      apart = Math.max(apart, Math.abs(mine[i] - theirs[i]));
    }
    return new Compared(
        seconds,
        seconds / ours,
        (double) equal / mine.length,
        apart,
        words.length > 1 ? words[1] : "");
  }

  /// @param times how many times as long as ours
  /// @param equalShare of the percentiles
  /// @param quantreg its version
  record Compared(
      double seconds, double times, double equalShare, int furthestApart, String quantreg) {}

  /// @param seconds from scores in memory to every percentile, the JVM cold
  /// @param memoryMb high-water mark of the JVM
  record Measured(int students, double seconds, long memoryMb, Map<String, Compared> r) {}

  private static void print(Measured result) {
    System.out.println(String.format(
        Locale.ROOT,
        "%,12d students %8.2f s %,8d MB",
        result.students,
        result.seconds,
        result.memoryMb));
    result.r.forEach((method, its) -> System.out.println(String.format(
        Locale.ROOT,
        "%22s %8.2f s: %.0f times as long; %.4f %% of percentiles equal, furthest apart %d",
        "R quantreg " + method,
        its.seconds,
        its.times,
        100 * its.equalShare,
        its.furthestApart)));
  }

  /// @return why there is no comparison with R, null when there is
  private static @Nullable String missing() {
    try {
      output(List.of("Rscript", "-e", "library(quantreg)"));
      return null;
    } catch (IOException e) {
      return "R with quantreg is not installed: no comparison.";
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command.getFirst() + " did not succeed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + command.getFirst() + " ran", e);
    }
    return text;
  }

  private static String heap() {
    String heap = System.getenv("WAYMARK_HEAP");
    return heap == null || heap.isBlank() ? "1g" : heap;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the fit was measured", e);
    }
  }
}
