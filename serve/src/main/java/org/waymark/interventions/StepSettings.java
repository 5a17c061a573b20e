package org.waymark.interventions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.waymark.settings.SettingsFile;

/// `next_steps: {explore: false}` in `waymark.yml`. Read again when the file changes, so that a
/// district need not restart anything.
public final class StepSettings {
  private final Path dataDir;
  private long stamp = Long.MIN_VALUE;
  private boolean explores = true;

  public StepSettings(Path dataDir) {
    this.dataDir = dataDir;
  }

  /// Whether steps of which little is known come up first now and then.
  public synchronized boolean explores() {
    long now = stamp();
    if (now != stamp) {
      try {
        explores = read(SettingsFile.read(dataDir));
        stamp = now;
      } catch (IOException | IllegalArgumentException e) {
        // the commands refuse a wrong file with its line; a page keeps what was right before
        return explores;
      }
    }
    return explores;
  }

  /// @throws IllegalArgumentException for a key or a value that is none
  public static boolean read(SettingsFile file) {
    return file.section("next_steps", "explore").flag("explore", true);
  }

  private long stamp() {
    try {
      Path file = dataDir.resolve("waymark.yml");
      return Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
