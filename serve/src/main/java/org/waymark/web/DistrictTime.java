package org.waymark.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.waymark.settings.SettingsFile;

/// The district's own clock: what "today" is to its people, wherever the server stands. A change
/// of `time_zone` counts at once; a mistake in the file leaves the zone of before.
public final class DistrictTime {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, MMM d, HH:mm", Locale.US);

  private final Path dataDir;
  private final Clock clock;
  private volatile @Nullable Known known;

  /// @param of when the file was written that said so; null without a file
  private record Known(ZoneId zone, @Nullable FileTime of) {}

  public DistrictTime(Path dataDir, Clock clock) {
    this.dataDir = dataDir;
    this.clock = clock;
  }

  public ZoneId zone() {
    Known before = known;
    @Nullable FileTime written = written();
    if (before != null && Objects.equals(before.of(), written)) {
      return before.zone();
    }
    ZoneId zone;
    try {
      zone = SettingsFile.read(dataDir).timeZone();
    } catch (IOException | IllegalArgumentException e) {
      zone = before == null ? ZoneId.systemDefault() : before.zone();
    }
    known = new Known(zone, written);
    return zone;
  }

  private @Nullable FileTime written() {
    try {
      return Files.getLastModifiedTime(dataDir.resolve("waymark.yml"));
    } catch (IOException noFile) {
      return null;
    }
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
