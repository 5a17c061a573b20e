package org.waymark.alerts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;

/// When nobody wants a letter: from one time of the day to another, over midnight or not, in the
/// district's own time. The same time twice means never.
public record QuietHours(LocalTime from, LocalTime to) {

  /// Letters arrive between seven in the morning and seven in the evening.
  public static final QuietHours NIGHT = new QuietHours(LocalTime.of(19, 0), LocalTime.of(7, 0));

  public static final QuietHours NEVER = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /// @param written `19:00-07:00`, or `never`
  public static QuietHours of(String written) {
    if (written.strip().equals("never")) {
      return NEVER;
    }
    String[] ends = written.split("-", -1);
    try {
      if (ends.length == 2) {
        return new QuietHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
      }
    } catch (DateTimeParseException e) {
      // told below
    }
    throw new IllegalArgumentException(
        "quiet: saw \"" + written + "\", expected hours such as 19:00-07:00, or never");
  }

  public boolean isNever() {
    return from.equals(to);
  }

  /// The first moment from `now` on at which a letter may go.
  public Instant next(Instant now, ZoneId zone) {
    if (isNever()) {
      return now;
    }
    ZonedDateTime here = now.atZone(zone);
    LocalTime time = here.toLocalTime();
    boolean overMidnight = from.isAfter(to);
    boolean isQuiet = overMidnight
        ? !time.isBefore(from) || time.isBefore(to)
        : !time.isBefore(from) && time.isBefore(to);
    if (!isQuiet) {
      return now;
    }
    boolean endsTomorrow = overMidnight && !time.isBefore(from);
    return here.toLocalDate()
        .plusDays(endsTomorrow ? 1 : 0)
        .atTime(to)
        .atZone(zone)
        .toInstant();
  }

  @Override
  public String toString() {
    return isNever() ? "never" : from + "-" + to;
  }
}
