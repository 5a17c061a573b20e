package org.waymark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.EngineException;
import org.waymark.store.ModelRegistry;
import org.waymark.store.PersonLogin;
import org.waymark.store.StoreException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line. Ends with 0 done, 1 the data was refused, 2 wrong usage, 3 the
/// environment is wrong.
@Command(
    name = "./waymark",
    description = "A school district's files become figures that can be trusted.",
    subcommands = {
      DemoCommand.class,
      GenerateCommand.class,
      RunCommand.class,
      CheckCommand.class,
      ServeCommand.class,
      TellCommand.class,
      SqlCommand.class,
      AccountCommand.class,
      AuditCommand.class,
      GrowthCommand.class,
      NormsCommand.class,
      RiskCommand.class
    },
    footer = {
      "",
      "Also: ./waymark test (everything that can be checked), ./waymark bench pipeline (how fast)."
    },
    mixinStandardHelpOptions = true,
    version = "Waymark 0.1.0")
public final class Waymark implements Runnable {

  static final int REFUSED = 1;
  static final int USAGE = 2;
  static final int ENVIRONMENT = 3;

  public static void main(String[] arguments) {
    int code = commandLine().execute(arguments);
    System.out.flush();
    System.exit(code);
  }

  /// For tests that want the exit code without leaving the process.
  static CommandLine commandLine() {
    return new CommandLine(new Waymark())
        .setExecutionExceptionHandler(new OneLine())
        .setParameterExceptionHandler(Waymark::misused)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  private static int misused(ParameterException mistake, String[] arguments) {
    CommandLine command = mistake.getCommandLine();
    var near = new StringWriter();
    UnmatchedArgumentException.printSuggestions(mistake, new PrintWriter(near));
    String help =
        command.getCommandName().equals("./waymark") ? "" : " " + command.getCommandName();
    System.err.println("waymark: " + one(mistake.getMessage()) + ". "
        + (near.toString().isBlank() ? "" : one(near.toString()) + " ") + "See ./waymark" + help
        + " --help.");
    return USAGE;
  }

  private static String one(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ").replaceAll("\\.$", "");
  }

  /// Whatever goes wrong, the user reads one line and never a stack trace.
  private static final class OneLine implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, ParseResult parsed) {
      int code = switch (failure) {
        case StoreException environment -> ENVIRONMENT;
        case IOException disk -> ENVIRONMENT;
        case UncheckedIOException disk -> ENVIRONMENT;
        case IllegalArgumentException usage -> USAGE;
        case PersonLogin.Refused refused -> USAGE;
        case ModelRegistry.Refused refused -> REFUSED;
        case EngineException engine -> ENVIRONMENT;
        default -> ENVIRONMENT;
      };
      String message = Explain.line(failure);
      System.err.println("waymark: " + message);
      if (System.getenv("WAYMARK_DEBUG") != null) {
        failure.printStackTrace();
      }
      return code;
    }
  }
}
