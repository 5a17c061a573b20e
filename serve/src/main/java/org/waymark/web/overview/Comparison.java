package org.waymark.web.overview;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Attendance over the months that are complete in both years, so that like is held against
/// like.
///
/// @param now this year's rate over those months
/// @param before last year's rate over the same months
/// @param months which months, in words; empty when there is none
record Comparison(@Nullable Double now, @Nullable Double before, String months) {

  static Comparison of(List<OverviewReader.MonthLine> lines, int year, LocalDate asOf) {
    YearMonth open = YearMonth.from(asOf);
    boolean whole = asOf.equals(open.atEndOfMonth());
    double[] now = new double[2];
    double[] before = new double[2];
    LocalDate first = null;
    LocalDate last = null;
    for (OverviewReader.MonthLine line : lines) {
      LocalDate here =
          line.schoolYear() == year ? line.monthOn() : line.monthOn().plusYears(1);
      YearMonth month = YearMonth.from(here);
      if (month.isAfter(open) || month.equals(open) && !whole) {
        continue;
      }
      double[] sums = line.schoolYear() == year ? now : before;
      sums[0] += line.enrolledDays();
      sums[1] += line.absentDays();
      first = first == null || here.isBefore(first) ? here : first;
      last = last == null || here.isAfter(last) ? here : last;
    }
    if (first == null || last == null || now[0] <= 0 || before[0] <= 0) {
      return new Comparison(null, null, "");
    }
    return new Comparison(
        1 - now[1] / now[0], 1 - before[1] / before[0], name(first) + "–" + name(last));
  }

  private static String name(LocalDate month) {
    return month.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, java.util.Locale.US);
  }
}
