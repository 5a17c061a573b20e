package org.waymark.web.student;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.Words;
import org.waymark.web.chart.AttendanceCalendar;
import org.waymark.web.chart.AttendanceCalendar.Day;
import org.waymark.web.student.Timeline.Event;
import org.waymark.web.student.Timeline.Kind;

/// What the district's files say happened.
final class PublishedEvents {
  private PublishedEvents() {}

  static List<Event> of(JdbcClient rows, Profile profile) {
    List<Event> events = new ArrayList<>();
    absences(rows, profile.student().studentId(), events);
    scores(profile, events);
    grades(rows, profile.student().studentId(), events);
    for (Profile.Incident it : profile.incidents()) {
      Double days = it.days();
      events.add(Event.of(
          it.occurredOn(),
          Kind.BEHAVIOR,
          Words.plain(it.incidentType()),
          it.action() == null
              ? ""
              : Words.plain(it.action())
                  + (days == null
                      ? ""
                      : ", " + Words.days(days) + (days == 1 ? " day" : " days"))));
    }
    List<Outlook.Stretch> weeks = profile.outlook().weeks().reversed();
    for (int i = 1; i < weeks.size(); i++) {
      events.add(Event.of(
          weeks.get(i).startsOn(),
          Kind.SIGNS,
          "Warning signs: " + weeks.get(i).words(),
          "before: " + weeks.get(i - 1).words()));
    }
    for (Profile.Program it : profile.programs()) {
      events.add(Event.of(
          it.startsOn(),
          Kind.PROGRAM,
          it.words() + " begins",
          Words.or(it.detail()).equals(Words.UNKNOWN) ? "" : Words.or(it.detail())));
      if (it.endsOn() != null) {
        events.add(Event.of(it.endsOn(), Kind.PROGRAM, it.words() + " ends", ""));
      }
    }
    for (Profile.Enrollment it : profile.enrollments()) {
      if (it.enrollmentStart() != null) {
        events.add(Event.of(
            it.enrollmentStart(),
            Kind.PROGRAM,
            "Enrolled at " + Words.or(it.schoolName()),
            Words.grade(it.gradeLevel())));
      }
    }
    return events;
  }

  /// Runs of school days missed: days without school between them don't break a run, a day that
  /// is not known does.
  static List<Event> runs(List<Day> days) {
    List<Event> events = new ArrayList<>();
    List<Day> run = new ArrayList<>();
    for (Day day : days) {
      if (day.isAbsent()) {
        run.add(day);
      } else if (day.code() != '.') {
        close(run, events);
      }
    }
    close(run, events);
    return events;
  }

  private static void close(List<Day> run, List<Event> events) {
    if (run.isEmpty()) {
      return;
    }
    Map<String, Long> kinds = new LinkedHashMap<>();
    run.forEach(day -> kinds.merge(day.words().replace("absent, ", ""), 1L, Long::sum));
    events.add(new Event(
        run.getFirst().on(),
        run.getLast().on(),
        Kind.ABSENCE,
        run.size() == 1 ? "Missed a school day" : "Missed " + run.size() + " school days in a row",
        kinds.size() == 1
            ? kinds.keySet().iterator().next()
            : String.join(
                ", ",
                kinds.entrySet().stream()
                    .map(e -> e.getValue() + " " + e.getKey())
                    .toList()),
        "",
        null));
    run.clear();
  }

  private static void absences(JdbcClient rows, long id, List<Event> events) {
    List<Day> days = new ArrayList<>();
    rows.sql("""
            select school_year, first_on, codes from analytics.fact_attendance_calendar
            where student_id = ? order by first_on
            """)
        .param(id)
        .query(Records.of(AttendanceReader.Codes.class))
        .list()
        .forEach(part -> days.addAll(AttendanceCalendar.days(part.firstOn(), part.codes())));
    days.sort(Comparator.comparing(Day::on));
    events.addAll(runs(days));
  }

  private static void scores(Profile profile, List<Event> events) {
    for (Profile.Subject subject : profile.subjects()) {
      @Nullable Integer before = null;
      for (Profile.Score score : subject.scores().reversed()) {
        Integer percentile = score.percentile();
        String detail = percentile == null
            ? ""
            : Strengths.ordinal(percentile) + " percentile"
                + (before == null ? "" : ", before " + Strengths.ordinal(before));
        events.add(Event.of(
            score.on(),
            Kind.SCORE,
            "%s, %s: %s%s"
                .formatted(
                    subject.subject(),
                    subject.platform(),
                    Words.days(score.score()),
                    score.isValid() ? "" : " (invalidated)"),
            detail));
        before = percentile == null || !score.isValid() ? before : percentile;
      }
    }
  }

  private record Posted(
      LocalDate postedOn,
      String term,
      long courses,
      long low,
      @Nullable String titles) {}

  /// Marks as they were posted: one event per day and term, courses at D or below by name.
  private static void grades(JdbcClient rows, long id, List<Event> events) {
    rows.sql("""
            select posted_on, term, count(*) as courses, count(*) filter (where mark ~ '^[DF]') as low,
                   string_agg(course_title || ' ' || mark, ', ' order by course_title) filter (where mark ~ '^[DF]')
                     as titles
            from analytics.fact_course_grades
            where student_id = ? and posted_on is not null group by 1, 2
            """)
        .param(id)
        .query(Records.of(Posted.class))
        .list()
        .forEach(it -> events.add(Event.of(
            it.postedOn(),
            Kind.GRADES,
            "Marks of %s posted: %s"
                .formatted(it.term(), Words.counted(it.courses(), "course", "courses")),
            it.low() == 0 ? "none at D or below" : "D or below: " + it.titles())));
  }
}
