package org.waymark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `./waymark bench`: one verb per measurement. Exit codes as everywhere: 0, 1, 2, 3.
@Command(
    name = "./waymark bench",
    description = "How fast, beside a limit measured in the same invocation.",
    subcommands = {
      ForesightCommand.class,
      GrowthCommand.class,
      KillCommand.class,
      PaintCommand.class,
      PipelineCommand.class,
      RiskCommand.class,
      ValidityCommand.class,
      WebCommand.class
    },
    mixinStandardHelpOptions = true)
public final class Bench implements Runnable {

  private static final int USAGE = 2;
  private static final int ENVIRONMENT = 3;

  public static void main(String[] arguments) {
    int code = new CommandLine(new Bench())
        .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
        .execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  private static int explain(Exception failure) {
    System.err.println("waymark: " + failure.getMessage());
    return switch (failure) {
      case IllegalArgumentException usage -> USAGE;
      case IOException disk -> ENVIRONMENT;
      case UncheckedIOException disk -> ENVIRONMENT;
      default -> ENVIRONMENT;
    };
  }
}
