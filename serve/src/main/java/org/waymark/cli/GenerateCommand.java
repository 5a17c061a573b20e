package org.waymark.cli;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.waymark.generator.Defects;
import org.waymark.generator.DistrictGenerator;
import org.waymark.generator.DistrictPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "generate",
    description = "Write the files of an invented district.",
    mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to write")
  Path out = Path.of("generated");

  @Option(
      names = "--students",
      required = true,
      paramLabel = "N",
      description = "students enrolled in the latest year")
  int students;

  @Option(
      names = "--years",
      paramLabel = "N",
      defaultValue = "3",
      description = "school years (default: ${DEFAULT-VALUE})")
  int years;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "the same seed gives the same bytes (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--defects",
      paramLabel = "none|typical|hostile",
      defaultValue = "none",
      description = "planted defects, listed in _truth (default: ${DEFAULT-VALUE})")
  Defects defects = Defects.NONE;

  @Option(
      names = "--through",
      paramLabel = "DAY",
      defaultValue = "2026-05-15",
      description = "last day with data (default: ${DEFAULT-VALUE})")
  LocalDate through = DistrictPlan.DEFAULT_THROUGH;

  @Override
  public Integer call() throws Exception {
    var progress = new ConsoleProgress();
    progress.begin("generate", 0);
    var plan = new DistrictPlan(out, students, years, seed, defects, through);
    var summary = DistrictGenerator.generate(
        plan, p -> progress.done("generate", p.file(), p.rows(), java.time.Duration.ZERO));
    progress.end();
    System.out.printf(
        Locale.ROOT,
        "%,d students enrolled at %d schools, %,d rows in %d files, %d planted defects: %s%n",
        summary.enrolled(),
        summary.schools(),
        summary.rows(),
        summary.files().size(),
        summary.defects(),
        summary.out());
    return 0;
  }
}
