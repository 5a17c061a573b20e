package org.waymark.alerts;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When one person's letters may arrive: the person's own hours, else the district's.
///
/// @param own null where the person chose none
record PersonalHours(@Nullable QuietHours own, boolean isWeekendQuiet) {

  static final PersonalHours NONE = new PersonalHours(null, false);

  static PersonalHours read(Connection connection, String personId) throws SQLException {
    try (var query = connection.prepareStatement(
        "select quiet_from, quiet_to, is_weekend_quiet from ledger.alert_hours where person_id = ?")) {
      query.setString(1, personId);
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? of(
                rows.getObject(1, LocalTime.class),
                rows.getObject(2, LocalTime.class),
                rows.getBoolean(3))
            : NONE;
      }
    }
  }

  /// @param from null where the person keeps the district's hours
  static PersonalHours of(
      @Nullable LocalTime from, @Nullable LocalTime to, boolean isWeekendQuiet) {
    return new PersonalHours(
        from == null || to == null ? null : new QuietHours(from, to), isWeekendQuiet);
  }

  /// @param district the hours of everybody who chose none
  /// @return `from`, or the first moment after it at which a letter of that kind may go
  Instant next(String kind, QuietHours district, Instant from, ZoneId zone) {
    QuietHours quiet = own != null
        ? own
        // for those who mend it tonight
        : kind.equals(NewsKind.DATA_REFUSED.written()) ? QuietHours.NEVER : district;
    Instant next = quiet.next(from, zone);
    while (isWeekendQuiet && isWeekend(next.atZone(zone).getDayOfWeek())) {
      next = quiet.next(
          next.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant(), zone);
    }
    return next;
  }

  private static boolean isWeekend(DayOfWeek day) {
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }
}
