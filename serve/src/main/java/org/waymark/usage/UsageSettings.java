package org.waymark.usage;

import java.io.IOException;
import java.nio.file.Path;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;

/// Whether use is noted, and how long single events are kept: the key `usage` of `waymark.yml`.
///
/// @param isNoted off, nothing is written; what was written stays until its time
/// @param keepDays after so many days single events become counts, and ratings end
public record UsageSettings(boolean isNoted, int keepDays) {

  public static final UsageSettings DEFAULT = new UsageSettings(true, 90);

  /// Reads `waymark.yml`; the defaults when there is none.
  public static UsageSettings read(Path dataDir) throws IOException {
    Section usage = SettingsFile.read(dataDir).section("usage", "note", "keep_days");
    return new UsageSettings(
        usage.flag("note", DEFAULT.isNoted), usage.whole("keep_days", DEFAULT.keepDays, 7, 730));
  }
}
