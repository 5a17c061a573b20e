package org.waymark.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own with this one's options and class path, not yet started.
final class Jvm {
  private Jvm() {}

  /// @param heap as after `-Xmx`
  static ProcessBuilder of(
      String heap, List<String> options, String mainClass, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-Xmx") && !option.startsWith("-javaagent"))
        .forEach(command::add);
    command.add("-Xmx" + heap);
    // where tests name it, it is no option of theirs
    String home = System.getProperty("waymark.home");
    if (home != null) {
      command.add("-Dwaymark.home=" + home);
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command);
    builder.environment().remove("WAYMARK_DATABASE_URL");
    return builder;
  }
}
