package org.waymark.web.student;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// A student's marks, term by term, with the GPA of each.
final class GradeReader {
  private GradeReader() {}

  record Gpa(
      int schoolYear,
      String term,
      @Nullable Double gpa,
      @Nullable String reason) {}

  static List<Profile.Term> read(JdbcClient rows, long id) {
    List<Profile.Grade> grades =
        rows.sql("""
                select school_year, term, course_code, course_title, mark,
                       percent::double precision as percent,
                       credits_attempted::double precision as credits_attempted,
                       credits_earned::double precision as credits_earned,
                       coalesce(is_final, false) as is_final
                from analytics.fact_course_grades where student_id = ?
                order by school_year desc, posted_on desc nulls last, term desc, course_title
                """).param(id).query(Records.of(Profile.Grade.class)).list();
    List<Gpa> gpas = rows.sql("""
                select school_year, term, gpa, reason from analytics.fact_gpa where student_id = ?
                """).param(id).query(Records.of(Gpa.class)).list();
    Map<String, List<Profile.Grade>> byTerm = new LinkedHashMap<>();
    for (Profile.Grade grade : grades) {
      byTerm
          .computeIfAbsent(grade.schoolYear() + "|" + grade.term(), key -> new ArrayList<>())
          .add(grade);
    }
    return byTerm.values().stream().map(list -> term(list, gpas)).toList();
  }

  private static Profile.Term term(List<Profile.Grade> grades, List<Gpa> gpas) {
    Profile.Grade first = grades.getFirst();
    @Nullable
    Gpa gpa = gpas.stream()
        .filter(g -> g.schoolYear() == first.schoolYear() && g.term().equals(first.term()))
        .findFirst()
        .orElse(null);
    return new Profile.Term(
        first.schoolYear(),
        first.term(),
        gpa == null ? null : gpa.gpa(),
        gpa == null ? null : gpa.reason(),
        grades);
  }
}
