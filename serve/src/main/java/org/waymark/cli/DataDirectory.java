package org.waymark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.waymark.nightly.Settings;
import picocli.CommandLine.Option;

/// Where a district's data live, and the mappings that apply there.
final class DataDirectory {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "data directory (default: ${DEFAULT-VALUE})",
      defaultValue = "data")
  Path path = Path.of("data");

  Path ready() throws IOException {
    return Files.createDirectories(path).toAbsolutePath();
  }

  Settings settings() throws IOException {
    return Settings.read(ready());
  }

  /// The shipped mappings, then the district's own, then those of the command line; later
  /// ones win.
  List<Path> mappings(Settings settings, List<Path> more) {
    var folders = new ArrayList<Path>();
    folders.add(Path.of(System.getProperty("waymark.home", "."), "mappings"));
    folders.addAll(settings.mappings());
    folders.addAll(more);
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IllegalArgumentException("mappings: " + folder + " is not a folder");
      }
    }
    return folders;
  }
}
