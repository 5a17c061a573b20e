package org.waymark.web.student;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.triage.Signs;
import org.waymark.web.triage.SignsReader;

/// Asks the database for one student's page.
final class ProfileReader {
  private ProfileReader() {}

  static Profile read(JdbcClient rows, Freshness fresh, Person person, long id) {
    Profile.Student student = rows.sql("""
                select st.student_id, st.first_name, st.last_name, st.sis_id, st.grade_level,
                       d.school_name, coalesce(st.is_enrolled, false) as is_enrolled
                from analytics.dim_students st
                left join analytics.dim_schools d
                  on d.tenant_id = st.tenant_id and d.school_id = st.current_school_id
                where st.student_id = ?
                """)
        .param(id)
        .query(Records.of(Profile.Student.class))
        .optional()
        .orElseThrow(NotVisible::new);
    @Nullable Signs signs = SignsReader.read(rows, id).orElse(null);
    WhoSees.Answer seen = WhoSees.of(rows, id, person);
    List<Profile.AttendanceYear> attendance = AttendanceReader.read(rows, id);
    List<Profile.Subject> subjects = ScoreReader.read(rows, id);
    List<Profile.Term> terms = GradeReader.read(rows, id);
    return new Profile(
        student,
        title(student, attendance, signs, fresh.schoolYear()),
        seen.you(),
        seen.all(),
        signs,
        OutlookReader.read(rows, id),
        Strengths.of(attendance, subjects, terms, signs, fresh.schoolYear()),
        signs == null
            ? List.of()
            : signs.reasons().stream().map(Signs.Indicator::reason).toList(),
        attendance,
        subjects,
        terms,
        incidents(rows, id),
        programs(rows, id),
        enrollments(rows, id),
        FigureNotes.read(rows),
        fresh.through(),
        null);
  }

  private static String title(
      Profile.Student student,
      List<Profile.AttendanceYear> attendance,
      @Nullable Signs signs,
      int year) {
    String missed = attendance.stream()
        .filter(y -> y.schoolYear() == year && y.rate() != null)
        .findFirst()
        .map(y -> "missed %s of %s school days"
            .formatted(Words.days(y.absentDays()), Words.count(y.enrolledDays())))
        .orElse("days missed unknown");
    String met = signs == null ? "warning signs unknown" : signs.words();
    return student.name() + ": " + missed + "; " + met;
  }

  private static List<Profile.Incident> incidents(JdbcClient rows, long id) {
    return rows.sql("""
            select occurred_on, incident_type, action, days::double precision as days
            from analytics.fact_incidents where student_id = ? order by occurred_on desc
            """).param(id).query(Records.of(Profile.Incident.class)).list();
  }

  private static List<Profile.Program> programs(JdbcClient rows, long id) {
    return rows.sql("""
            select program, detail, starts_on, ends_on
            from analytics.fact_program_participation where student_id = ?
            order by coalesce(ends_on, date '9999-01-01') desc, starts_on desc
            """).param(id).query(Records.of(Profile.Program.class)).list();
  }

  private static List<Profile.Enrollment> enrollments(JdbcClient rows, long id) {
    return rows.sql("""
            select distinct d.school_name, e.grade_level, e.school_year, e.enrollment_start,
                   e.enrollment_end, e.is_current
            from analytics.dim_enrollments e
            left join analytics.dim_schools d
              on d.tenant_id = e.tenant_id and d.school_id = e.school_id
            where e.student_id = ? order by e.enrollment_start desc
            """).param(id).query(Records.of(Profile.Enrollment.class)).list();
  }
}
