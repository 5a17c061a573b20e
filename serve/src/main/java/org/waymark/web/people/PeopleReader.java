package org.waymark.web.people;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;
import org.waymark.web.NotVisible;
import org.waymark.web.Words;
import org.waymark.web.overview.OverviewFilter.Choice;
import org.waymark.web.people.People.Account;
import org.waymark.web.people.People.Change;
import org.waymark.web.people.People.Grant;

/// Reads accounts and grants; the policies of the ledger say whose.
final class PeopleReader {
  private static final String ACCOUNT = """
      select p.person_id, p.display_name, p.email, p.role, p.is_active, p.created_at,
             coalesce((select string_agg(distinct case g.scope
                 when 'district' then 'all students'
                 when 'school' then coalesce(d.school_name, 'a school that is not published')
                 when 'section_of_staff' then 'own sections'
                 when 'caseload_of_staff' then 'own caseload'
                 else 'single students' end, ', ')
               from ledger.grant_scope g
               left join analytics.dim_schools d on d.school_id = g.school_id
               where g.person_id = p.person_id and g.revoked_at is null
                 and (g.ends_on is null or g.ends_on >= current_date)), 'no student') as sees
      from ledger.person p
      """;

  private PeopleReader() {}

  /// @param query part of a name or address
  static List<Account> accounts(JdbcClient rows, String query) {
    return rows.sql(ACCOUNT + """
            where lower(p.display_name) like :like escape '!' or p.email like :like escape '!'
            order by p.is_active desc, p.role, p.display_name limit 500
            """)
        .param("like", "%" + query.toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%")
        .query(Records.of(Account.class))
        .list();
  }

  static Account account(JdbcClient rows, String id) {
    return rows.sql(ACCOUNT + " where p.person_id = ?")
        .param(id)
        .query(Records.of(Account.class))
        .optional()
        .orElseThrow(NotVisible::new);
  }

  /// All grants that somebody has or had, the open ones first.
  static List<Grant> grants(JdbcClient rows, String id) {
    return rows.sql("""
            select g.grant_id, g.scope, g.origin, d.school_name, g.starts_on, g.ends_on, g.reason,
                   b.display_name as granted_by, g.revoked_at,
                   g.revoked_at is null and (g.ends_on is null or g.ends_on >= current_date)
                     as is_open
            from ledger.grant_scope g
            left join analytics.dim_schools d on d.school_id = g.school_id
            left join ledger.person b on b.person_id = g.granted_by
            where g.person_id = ?
            order by is_open desc, g.origin desc, g.granted_at desc limit 200
            """).param(id).query(Records.of(Grant.class)).list();
  }

  static List<Change> changes(JdbcClient rows, String id) {
    return rows.sql("""
            select c.at, c.what, p.display_name as changed_by
            from ledger.account_change c left join ledger.person p on p.person_id = c.changed_by
            where c.person_id = ? order by c.change_id desc limit 50
            """).param(id).query(Records.of(Change.class)).list();
  }

  static List<Choice> schools(JdbcClient rows) {
    return rows.sql("select school_id, school_name from analytics.dim_schools order by 2")
        .query((row, n) -> new Choice(row.getString(1), Words.or(row.getString(2))))
        .list();
  }
}
