package org.waymark.web.cohorts;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// A group that a reader may look for and that is not shown, with the reason.
public record Omission(String name, String reason) {

  private static final int SHOWN = 200;

  /// @param what which figures are missing: `cohort`, `metric`, `comparison`
  static List<Omission> read(JdbcClient rows, CohortScope scope, List<String> what) {
    return scope
        .bind(rows.sql("""
            select c.cohort_name as name, o.reason
            from analytics.fact_cohort_omissions o
            join analytics.dim_cohorts c on c.tenant_id = o.tenant_id and c.cohort_id = o.cohort_id
            where %s and o.what in (:what)
              and (o.subject is null or o.subject = :subject)
              and (o.season is null or o.season = :season)
            order by 1 limit %d
            """.formatted(CohortScope.FITS, SHOWN)))
        .param("what", what)
        .query(Records.of(Omission.class))
        .list();
  }

  /// Sections of these schools that nobody teaches.
  static List<Omission> withoutTeacher(JdbcClient rows, CohortScope scope) {
    if (!scope.filter().type().equals("teacher")) {
      return List.of();
    }
    return scope
        .bind(rows.sql("""
            select s.school_name as name, o.reason
            from analytics.fact_cohort_omissions o
            join analytics.dim_schools s on s.tenant_id = o.tenant_id and s.school_id = o.school_id
            where o.what = 'teacher' and o.school_year = :year
              and (cast(:school as bigint) is null or o.school_id = :school)
            order by 1, 2 limit %d
            """.formatted(SHOWN)))
        .query(Records.of(Omission.class))
        .list();
  }
}
