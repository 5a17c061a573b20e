package org.waymark.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/// The days of one school year: 180 of them with school, counted from 0.
final class SchoolCalendar {
  static final int DAYS = 180;
  static final int QUARTER = DAYS / 4;
  static final int SEMESTER = DAYS / 2;
  private static final int[][] WINDOWS = {{12, 31}, {92, 109}, {146, 163}};

  final int springYear;
  final List<LocalDate> weekdays = new ArrayList<>();
  private final LocalDate[] days = new LocalDate[DAYS];
  private final byte[][] dateCells = new byte[DAYS][];

  /// Days with school up to the last day with data.
  final int reached;

  SchoolCalendar(int springYear, LocalDate through) {
    this.springYear = springYear;
    int count = 0;
    int known = 0;
    LocalDate first =
        LocalDate.of(springYear - 1, 8, 12).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    for (LocalDate day = first; count < DAYS; day = day.plusDays(1)) {
      if (day.getDayOfWeek().getValue() > 5) {
        continue;
      }
      weekdays.add(day);
      if (isFree(day)) {
        continue;
      }
      days[count] = day;
      dateCells[count] = ("," + day + ",").getBytes(US_ASCII);
      count++;
      if (!day.isAfter(through)) {
        known = count;
      }
    }
    reached = known;
  }

  private boolean isFree(LocalDate day) {
    int fall = springYear - 1;
    LocalDate thanksgiving = nth(fall, Month.NOVEMBER, DayOfWeek.THURSDAY, 4);
    LocalDate winter =
        LocalDate.of(fall, 12, 21).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    LocalDate spring = nth(springYear, Month.MARCH, DayOfWeek.MONDAY, 3);
    LocalDate columbus = nth(fall, Month.OCTOBER, DayOfWeek.MONDAY, 2);
    return day.equals(nth(fall, Month.SEPTEMBER, DayOfWeek.MONDAY, 1))
        || within(day, columbus, columbus.plusDays(1))
        || day.equals(LocalDate.of(fall, 11, 11))
        || within(day, thanksgiving.minusDays(1), thanksgiving.plusDays(1))
        || within(day, winter, winter.plusDays(11))
        || day.equals(nth(springYear, Month.JANUARY, DayOfWeek.MONDAY, 3))
        || day.equals(nth(springYear, Month.FEBRUARY, DayOfWeek.MONDAY, 3))
        || within(day, spring, spring.plusDays(4))
        || day.equals(LocalDate.of(springYear, 5, 31)
            .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  private static LocalDate nth(int year, Month month, DayOfWeek weekday, int n) {
    return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, weekday));
  }

  private static boolean within(LocalDate day, LocalDate first, LocalDate last) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  LocalDate day(int index) {
    return days[index];
  }

  LocalDate firstDay() {
    return days[0];
  }

  LocalDate lastDay() {
    return days[DAYS - 1];
  }

  /// `,2025-09-03,` for the fast path.
  byte[] dateCell(int index) {
    return dateCells[index];
  }

  boolean isSchoolDay(LocalDate day) {
    return !isFree(day);
  }

  /// `2025-2026`
  String label() {
    return (springYear - 1) + "-" + springYear;
  }

  static int termStart(int term) {
    return term * SEMESTER;
  }

  /// The first day after the term.
  static int termEnd(int term) {
    return (term + 1) * SEMESTER;
  }

  boolean isTermFinished(int term) {
    return reached >= termEnd(term);
  }

  boolean isQuarterFinished(int quarter) {
    return reached >= (quarter + 1) * QUARTER;
  }

  static int windowFirst(Season season) {
    return WINDOWS[season.ordinal()][0];
  }

  static int windowLast(Season season) {
    return WINDOWS[season.ordinal()][1];
  }
}
