package org.waymark.web.student;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Words;
import org.waymark.web.chart.AttendanceCalendar;
import org.waymark.web.chart.AttendanceCalendar.Day;
import org.waymark.web.chart.RunningRate;

/// A student's attendance, year by year.
final class AttendanceReader {
  private AttendanceReader() {}

  record Year(
      int schoolYear,
      @Nullable Integer enrolledDays,
      @Nullable Double absentDays,
      @Nullable Integer unknownDays,
      @Nullable Integer tardyDays,
      @Nullable Double attendanceRate,
      @Nullable String band,
      @Nullable String reason) {}

  record Codes(int schoolYear, LocalDate firstOn, String codes) {}

  static List<Profile.AttendanceYear> read(JdbcClient rows, long id) {
    List<Year> years = rows.sql("""
                select school_year, enrolled_days::int as enrolled_days,
                       absent_days::double precision as absent_days,
                       unknown_days::int as unknown_days, tardy_days::int as tardy_days,
                       attendance_rate, band, reason
                from analytics.fact_attendance_year where student_id = ?
                order by school_year desc
                """).param(id).query(Records.of(Year.class)).list();
    List<Codes> codes = rows.sql("""
                select school_year, first_on, codes from analytics.fact_attendance_calendar
                where student_id = ? order by first_on
                """).param(id).query(Records.of(Codes.class)).list();
    return years.stream().map(year -> year(year, codes)).toList();
  }

  private static Profile.AttendanceYear year(Year year, List<Codes> codes) {
    List<Day> days = new ArrayList<>();
    for (Codes part : codes) {
      if (part.schoolYear() == year.schoolYear()) {
        AttendanceCalendar.days(part.firstOn(), part.codes()).stream()
            .filter(day -> day.code() != '.')
            .forEach(days::add);
      }
    }
    days.sort(Comparator.comparing(Day::on));
    String label = Words.schoolYear(year.schoolYear());
    return new Profile.AttendanceYear(
        year.schoolYear(),
        year.enrolledDays(),
        year.absentDays(),
        year.unknownDays(),
        year.tardyDays(),
        year.attendanceRate(),
        year.band(),
        year.reason(),
        days.isEmpty() ? null : AttendanceCalendar.draw("School days of " + label, days),
        days.isEmpty()
            ? null
            : RunningRate.draw(
                "Attendance rate since the first day, " + label,
                days,
                Words.percent(year.attendanceRate())),
        months(days));
  }

  private static List<Profile.MonthCount> months(List<Day> days) {
    TreeMap<YearMonth, long[]> counts = new TreeMap<>();
    for (Day day : days) {
      long[] count = counts.computeIfAbsent(YearMonth.from(day.on()), month -> new long[4]);
      if (day.isAbsent()) {
        count[1]++;
      } else if (day.code() == '?') {
        count[3]++;
      } else {
        count[0]++;
        count[2] += day.code() == 'T' ? 1 : 0;
      }
    }
    return counts.entrySet().stream()
        .map(e -> new Profile.MonthCount(
            e.getKey().getMonth().getDisplayName(TextStyle.FULL, Locale.US),
            e.getValue()[0],
            e.getValue()[1],
            e.getValue()[2],
            e.getValue()[3]))
        .toList();
  }
}
