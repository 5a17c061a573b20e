package org.waymark.web.overview;

import java.util.List;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;

/// The five figures on top.
final class KpiList {
  private KpiList() {}

  static List<Kpi> of(
      Totals now,
      Totals before,
      Comparison attendance,
      FigureNotes notes,
      String lastYear,
      boolean mine,
      boolean studentYear) {
    String whole = "all of " + lastYear;
    String since =
        attendance.months().isEmpty() ? lastYear : "last year, both " + attendance.months();
    return List.of(
        new Kpi(
            "Attendance rate",
            Words.percent(now.attendanceRate()),
            "%s absent of %s student-days"
                .formatted(
                    Words.count(Math.round(now.absentDays())),
                    Words.count(Math.round(now.enrolledDays()))),
            Kpi.direction(attendance.now(), attendance.before(), true, 0.001),
            Kpi.points(attendance.now(), attendance.before(), since),
            notes.of("attendance_rate")),
        new Kpi(
            "Chronic absence",
            Words.percent(now.chronicRate()),
            "%s of %s students missed a tenth or more, %s"
                .formatted(
                    Words.count(now.chronicStudents()),
                    Words.count(now.chronicOf()),
                    studentYear ? "all their schools together" : "counted per school"),
            Kpi.direction(now.chronicRate(), before.chronicRate(), false, 0.005),
            Kpi.points(now.chronicRate(), before.chronicRate(), whole),
            notes.of(studentYear ? "chronic_absence" : "chronic_absence_school")),
        new Kpi(
            "Courses completed",
            Words.percent(now.completionRate()),
            "%s of %s final grades earned credit"
                .formatted(
                    Words.count(now.coursesCompleted()), Words.count(now.coursesAttempted())),
            Kpi.direction(now.completionRate(), before.completionRate(), true, 0.005),
            Kpi.points(now.completionRate(), before.completionRate(), whole),
            notes.of("course_completion")),
        new Kpi(
            "Mean GPA",
            Words.decimal(now.meanGpa(), 2),
            "%s students with grades".formatted(Words.count(now.gpaStudents())),
            Kpi.direction(now.meanGpa(), before.meanGpa(), true, 0.02),
            Kpi.grades(now.meanGpa(), before.meanGpa(), whole),
            notes.of("gpa")),
        new Kpi(
            "Two signs, or a serious one",
            Words.count(now.tierAtRisk() + now.tierHigh()),
            "of %s students%s; %s with two or more serious signs"
                .formatted(
                    Words.count(now.tiered()), mine ? " of mine" : "", Words.count(now.tierHigh())),
            Kpi.Direction.UNKNOWN,
            "signs are read as of today; last year's are not kept",
            notes.of("tier")));
  }
}
