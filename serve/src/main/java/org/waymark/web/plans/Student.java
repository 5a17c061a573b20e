package org.waymark.web.plans;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;

/// Whom a plan is for.
///
/// @param name "Mari Ortiz"
public record Student(
    long studentId,
    String name,
    @Nullable String gradeLevel,
    @Nullable String schoolName) {
  private static final String SQL = """
      select st.student_id, st.first_name || ' ' || st.last_name as name, st.grade_level, d.school_name
      from analytics.dim_students st
      left join analytics.dim_schools d on d.tenant_id = st.tenant_id and d.school_id = st.current_school_id
      where st.student_id = any (?)
      """;

  /// The student, or the one answer for hidden and missing.
  public static Student one(JdbcClient rows, long id) {
    Student student = all(rows, List.of(id)).get(id);
    if (student == null) {
      throw new NotVisible();
    }
    return student;
  }

  /// Those of them whom the person sees.
  public static Map<Long, Student> all(JdbcClient rows, List<Long> ids) {
    return rows
        .sql(SQL)
        .param(ids.stream().distinct().toArray(Long[]::new))
        .query(Records.of(Student.class))
        .list()
        .stream()
        .collect(Collectors.toMap(Student::studentId, it -> it, (a, b) -> a));
  }

  /// "Grade 7 · Lincoln Middle".
  public String where() {
    return Words.grade(gradeLevel) + " · " + Words.or(schoolName);
  }
}
