package org.waymark.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.settings.SettingsFile;

/// The district's own clock: what "today" is to its people, wherever the server stands. A change
/// of `time_zone` counts within seconds; a mistake in the file leaves the zone of before.
public final class DistrictTime {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, MMM d, HH:mm", Locale.US);

  private final Path dataDir;
  private final Clock clock;
  private volatile @Nullable Known known;

  private record Known(ZoneId zone, Instant at) {}

  public DistrictTime(Path dataDir, Clock clock) {
    this.dataDir = dataDir;
    this.clock = clock;
  }

  public ZoneId zone() {
    Known before = known;
    Instant now = clock.instant();
    if (before != null && Duration.between(before.at(), now).compareTo(FRESH) < 0) {
      return before.zone();
    }
    ZoneId zone;
    try {
      zone = SettingsFile.read(dataDir).timeZone();
    } catch (IOException | IllegalArgumentException e) {
      zone = before == null ? ZoneId.systemDefault() : before.zone();
    }
    known = new Known(zone, now);
    return zone;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone());
  }

  /// "Tue, Jun 2, 07:00", on the district's clocks.
  public String words(OffsetDateTime at) {
    return MOMENT.format(at.atZoneSameInstant(zone()));
  }

  /// The day that it was in the district.
  public LocalDate day(OffsetDateTime at) {
    return at.atZoneSameInstant(zone()).toLocalDate();
  }
}
