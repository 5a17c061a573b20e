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
import org.waymark.engine.ModelLibrary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// Do the reported 95 % intervals hold what was planted?
@Command(
    name = "validity",
    description =
        "Planted equity gaps and program effects, counted inside the reported 95 % intervals over many invented districts.",
    mixinStandardHelpOptions = true)
final class ValidityCommand implements Callable<Integer> {

  private static final double AIM = 0.9;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "100",
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
      defaultValue = "2000",
      description = "students of each district (default: ${DEFAULT-VALUE})")
  int students;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException, SQLException {
    if (seeds < 1 || students < 1) {
      throw new IllegalArgumentException("--seeds and --students: expected 1 or more");
    }
    var trial = new ValidityTrial(ModelLibrary.load());
    long start = System.nanoTime();
    for (int i = 0; i < seeds; i++) {
      Path folder = Files.createTempDirectory("waymark-validity-");
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
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.println(json ? json(trial.coverages(), seconds) : text(trial.coverages(), seconds));
    return trial.coverages().stream().allMatch(c -> c.isMet(AIM)) ? 0 : 1;
  }

  private String json(List<Coverage> coverages, double seconds) {
    var object = new LinkedHashMap<String, Object>();
    object.put("date", LocalDate.now().toString());
    object.put("machine", Machine.here());
    object.put("seeds", seeds);
    object.put("first_seed", first);
    object.put("students", students);
    object.put("seconds", seconds);
    object.put("planted", coverages.stream().map(Coverage::json).toList());
    return JsonMapper.shared().writeValueAsString(object);
  }

  private String text(List<Coverage> coverages, double seconds) {
    var text = new StringBuilder(String.format(
        Locale.ROOT,
        "%s; %s; %d districts of %,d students, seeds from %d, %.0f s%n%n",
        LocalDate.now(),
        Machine.here(),
        seeds,
        students,
        first,
        seconds));
    text.append("| planted | value, SD | inside the 95 % interval | no interval | mean estimate |"
        + " mean half width |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
    coverages.forEach(c -> text.append(c.line()).append('\n'));
    return text.toString();
  }
}
