package org.waymark.web.student;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;
import org.waymark.web.triage.Signs;

/// What goes well, said beside what does not.
final class Strengths {
  private static final double GOOD_ATTENDANCE = 0.95;
  private static final double GOOD_GPA = 3.0;
  private static final int GOOD_PERCENTILE = 50;

  private Strengths() {}

  static List<String> of(
      List<Profile.AttendanceYear> attendance,
      List<Profile.Subject> subjects,
      List<Profile.Term> terms,
      @Nullable Signs signs,
      int year) {
    List<String> strengths = new ArrayList<>();
    attendance.stream()
        .filter(y -> y.schoolYear() == year && y.rate() != null && y.rate() >= GOOD_ATTENDANCE)
        .forEach(
            y -> strengths.add("Attendance is %s this year".formatted(Words.percent(y.rate()))));
    for (Profile.Subject subject : subjects) {
      Profile.Score latest = subject.scores().getFirst();
      Integer percentile = latest.percentile();
      if (percentile != null && percentile >= GOOD_PERCENTILE) {
        strengths.add("%s is at the %s percentile (%s, %s)"
            .formatted(
                subject.subject(),
                ordinal(percentile),
                subject.platform(),
                Words.date(latest.on())));
      }
    }
    terms.stream()
        .filter(term -> term.schoolYear() == year)
        .findFirst()
        .ifPresent(term -> grades(term, strengths));
    if (signs != null) {
      signs.indicators().stream()
          .filter(i -> i.name().equals("Behavior") && i.flag().equals("none"))
          .forEach(i -> strengths.add(i.reason()));
    }
    return strengths;
  }

  private static void grades(Profile.Term term, List<String> strengths) {
    Double gpa = term.gpa();
    if (gpa != null && gpa >= GOOD_GPA) {
      strengths.add("GPA %s in %s".formatted(Words.decimal(gpa, 2), term.term()));
    }
    List<String> best = term.grades().stream()
        .filter(grade -> grade.mark() != null && grade.mark().startsWith("A"))
        .map(grade -> Words.or(grade.courseTitle()))
        .distinct()
        .toList();
    if (!best.isEmpty()) {
      strengths.add("An A in " + String.join(", ", best));
    }
  }

  static String ordinal(int n) {
    String end = n % 100 >= 11 && n % 100 <= 13
        ? "th"
        : switch (n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return n + end;
  }
}
