package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.waymark.engine.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// How good are the chances of trouble, beside the true ones?
@Command(
    name = "foresight",
    description =
        "The risk model, the rule and the true chances on the same students, over several invented districts.",
    mixinStandardHelpOptions = true)
final class ForesightCommand implements Callable<Integer> {

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "10",
      description = "how many districts (default: ${DEFAULT-VALUE})")
  int seeds;

  @Option(
      names = "--first-seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the first (default: ${DEFAULT-VALUE})")
  long first;

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "20000",
      description = "students of each district (default: ${DEFAULT-VALUE})")
  int students;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException, SQLException {
    if (seeds < 1 || students < 1) {
      throw new IllegalArgumentException("--seeds and --students: expected 1 or more");
    }
    var trial = new ForesightTrial(ModelLibrary.load());
    long start = System.nanoTime();
    for (int i = 0; i < seeds; i++) {
      Path folder = Files.createTempDirectory("waymark-foresight-");
      try {
        trial.run(folder, students, first + i);
      } finally {
        Folder.delete(folder);
      }
      System.err.printf(
          Locale.ROOT,
          "seed %d: %d of %d districts, %.0f s%n",
          first + i,
          i + 1,
          seeds,
          (System.nanoTime() - start) / 1e9);
    }
    List<Foresight> found = trial.withAllDistricts();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(json ? json(found, seconds) : text(found, seconds));
    return 0;
  }

  private String json(List<Foresight> found, double seconds) {
    var object = new LinkedHashMap<String, Object>();
    object.put("date", LocalDate.now().toString());
    object.put("machine", Machine.here());
    object.put("seconds", seconds);
    object.put("districts", found.stream().map(Foresight::json).toList());
    return JsonMapper.shared().writeValueAsString(object);
  }

  private String text(List<Foresight> found, double seconds) {
    var text = new StringBuilder(String.format(
        Locale.ROOT,
        "%s; %s; %d districts of %,d students, seeds from %d, %.0f s. Precision among the 10 %% flagged, then AUROC.%n%n",
        LocalDate.now(),
        Machine.here(),
        seeds,
        students,
        first,
        seconds));
    text.append(Foresight.HEADER);
    found.forEach(f -> text.append(f.line()).append('\n'));
    text.append(String.format(
        Locale.ROOT,
        "%nMeans: rule %.3f, logistic %.3f, model %.3f, model of all districts %.3f, ceiling %.3f; way %.0f %%, of all districts %.0f %%; calibration error %.3f.",
        mean(found, f -> f.rule().precision()),
        mean(found, f -> f.logistic().precision()),
        mean(found, f -> f.model().precision()),
        mean(found, f -> f.more().precision()),
        mean(found, f -> f.ceiling().precision()),
        100 * mean(found, Foresight::way),
        100 * mean(found, f -> f.way(f.more())),
        mean(found, Foresight::calibrationError)));
    return text.toString();
  }

  private static double mean(List<Foresight> found, ToDoubleFunction<Foresight> figure) {
    return found.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
