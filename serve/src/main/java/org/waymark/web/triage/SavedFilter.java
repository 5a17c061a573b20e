package org.waymark.web.triage;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.store.Records;

/// A filter of the list that a person keeps under a name. The database shows a person no
/// other's.
///
/// @param query the part of the address behind the question mark
public record SavedFilter(String name, String query) {
  static final int MOST = 50;
  static final int LONGEST_NAME = 60;

  static List<SavedFilter> read(JdbcClient rows) {
    return rows.sql("select name, query from ledger.saved_filter order by lower(name), name")
        .query(Records.of(SavedFilter.class))
        .list();
  }

  /// @return saved, nameless, or full
  static String save(JdbcClient rows, String name, String query) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return "nameless";
    }
    int written = rows.sql("""
            insert into ledger.saved_filter (person_id, tenant_id, name, query)
            select access.person_id(), access.tenant(), :name, :query
            where (select count(*) from ledger.saved_filter f where f.name <> :name) < :most
            on conflict (person_id, name) do update set query = excluded.query, saved_at = now()
            """)
        .param("name", name)
        .param("query", query)
        .param("most", MOST)
        .update();
    return written == 1 ? "saved" : "full";
  }

  static String delete(JdbcClient rows, String name) {
    return rows.sql("delete from ledger.saved_filter where name = ?")
                .param(name)
                .update()
            == 1
        ? "deleted"
        : "gone";
  }

  /// What happened, in words for the page; empty for nothing.
  static String notice(String done) {
    return switch (done) {
      case "saved" -> "The filter is saved. Only you see it.";
      case "deleted" -> "The filter is deleted.";
      case "gone" -> "There is no filter of yours by that name; nothing was changed.";
      case "nameless" ->
        "Nothing is saved: a filter needs a name of 1 to " + LONGEST_NAME + " characters.";
      case "full" -> "Nothing is saved: you keep " + MOST + " filters already. Delete one first.";
      default -> "";
    };
  }
}
