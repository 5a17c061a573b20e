package org.waymark.web.student;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.NextSteps;
import org.waymark.web.Asker;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.plans.Support;
import org.waymark.web.triage.Signs;

/// Everything that a profile says.
public record Profile(
    Student student,
    String title,
    List<String> seenBecause,
    List<String> othersWhoSee,
    @Nullable Signs signs,
    Outlook outlook,
    List<String> strengths,
    List<String> gaps,
    List<AttendanceYear> attendance,
    List<Subject> subjects,
    List<Term> terms,
    List<Incident> incidents,
    List<Program> programs,
    List<Enrollment> enrollments,
    FigureNotes notes,
    String through,
    @Nullable Support support)
    implements ShowsStudents {

  /// The same with what is done for the student.
  Profile with(Support done) {
    return new Profile(
        student,
        title,
        seenBecause,
        othersWhoSee,
        signs,
        outlook,
        strengths,
        gaps,
        attendance,
        subjects,
        terms,
        incidents,
        programs,
        enrollments,
        notes,
        through,
        done);
  }

  @Override
  public List<Long> shownStudents() {
    return List.of(student.studentId());
  }

  /// Which next steps were shown, so that their order can be judged later.
  @Override
  public void leave(JdbcClient rows) {
    if (support != null && !support.isRemembered() && !support.next().steps().isEmpty()) {
      NextSteps.remember(
          rows, Asker.person(), student.studentId(), support.next().steps());
    }
  }

  /// Who it is.
  public record Student(
      long studentId,
      String firstName,
      String lastName,
      @Nullable String sisId,
      @Nullable String gradeLevel,
      @Nullable String schoolName,
      boolean isEnrolled) {
    public String name() {
      return firstName + " " + lastName;
    }
  }

  /// One school year of attendance.
  ///
  /// @param calendar null where no day was published
  public record AttendanceYear(
      int schoolYear,
      @Nullable Integer enrolledDays,
      @Nullable Double absentDays,
      @Nullable Integer unknownDays,
      @Nullable Integer tardyDays,
      @Nullable Double rate,
      @Nullable String band,
      @Nullable String reason,
      @Nullable Picture calendar,
      @Nullable Picture running,
      List<MonthCount> months) {

    public String label() {
      return Words.schoolYear(schoolYear);
    }

    public String sentence() {
      if (rate == null) {
        return "Attendance rate unknown: " + Words.or(reason);
      }
      return "Missed %s of %s school days, attendance %s%s"
          .formatted(
              Words.days(absentDays),
              Words.count(enrolledDays),
              Words.percent(rate),
              unknownDays != null && unknownDays > 0
                  ? "; %s not counted, because attendance was not submitted"
                      .formatted(Words.counted(unknownDays, "day", "days"))
                  : "");
    }
  }

  /// Days of one month, counted.
  public record MonthCount(String month, long present, long absent, long late, long unknown) {
    /// "Sep".
    public String brief() {
      return month.substring(0, 3);
    }
  }

  /// Scores of one subject on one platform.
  public record Subject(String subject, String platform, Picture picture, List<Score> scores) {}

  /// One sitting.
  public record Score(
      LocalDate on,
      String schoolYear,
      @Nullable String season,
      double score,
      @Nullable Double standardError,
      @Nullable Integer percentile,
      @Nullable Integer growthPercentile,
      boolean isValid) {}

  /// Grades of one term, newest first.
  public record Term(
      int schoolYear,
      String term,
      @Nullable Double gpa,
      @Nullable String gpaReason,
      List<Grade> grades) {}

  /// One mark.
  public record Grade(
      int schoolYear,
      String term,
      @Nullable String courseCode,
      @Nullable String courseTitle,
      @Nullable String mark,
      @Nullable Double percent,
      @Nullable Double creditsAttempted,
      @Nullable Double creditsEarned,
      boolean isFinal) {}

  /// One incident.
  public record Incident(
      LocalDate occurredOn,
      @Nullable String incidentType,
      @Nullable String action,
      @Nullable Double days) {}

  /// One program.
  public record Program(
      String program,
      @Nullable String detail,
      LocalDate startsOn,
      @Nullable LocalDate endsOn) {
    /// As people say it.
    public String words() {
      return switch (program) {
        case "ell" -> "English learner";
        case "sped" -> "Special education";
        case "section_504" -> "504 plan";
        case "frl" -> "Free or reduced-price lunch";
        default -> Words.plain(program);
      };
    }
  }

  /// One enrollment.
  public record Enrollment(
      @Nullable String schoolName,
      @Nullable String gradeLevel,
      @Nullable String schoolYear,
      @Nullable LocalDate enrollmentStart,
      @Nullable LocalDate enrollmentEnd,
      boolean isCurrent) {}
}
