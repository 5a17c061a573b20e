package org.waymark.web.gate;

import java.io.IOException;
import java.nio.file.Path;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;

/// How much one may ask of the pages: the key `limits` of `waymark.yml`.
///
/// @param personPerMinute requests of one person, on all devices together
/// @param addressPerMinute requests of one network address; a whole school may share one
/// @param bodyKb the longest body of a request, KB (1000 bytes)
public record LimitSettings(int personPerMinute, int addressPerMinute, int bodyKb) {

  public static final LimitSettings DEFAULT = new LimitSettings(600, 6_000, 1_000);

  /// Reads `waymark.yml`; the defaults when there is none.
  public static LimitSettings read(Path dataDir) throws IOException {
    return of(SettingsFile.read(dataDir));
  }

  static LimitSettings of(SettingsFile file) {
    Section limits = file.section("limits", "person_per_minute", "address_per_minute", "body_kb");
    return new LimitSettings(
        limits.whole("person_per_minute", DEFAULT.personPerMinute, 10, 1_000_000),
        limits.whole("address_per_minute", DEFAULT.addressPerMinute, 10, 10_000_000),
        limits.whole("body_kb", DEFAULT.bodyKb, 16, 100_000));
  }
}
