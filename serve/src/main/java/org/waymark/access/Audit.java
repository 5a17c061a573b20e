package org.waymark.access;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The record of who looked at whom: `ledger.audit`, which only grows.
public final class Audit {
  private final PersonTransaction transaction;

  public Audit(PersonTransaction transaction) {
    this.transaction = transaction;
  }

  /// What was done with the records.
  public enum Action {
    /// One student's page.
    VIEW,
    /// A list of students on a page.
    LIST,
    /// A file taken away.
    EXPORT,
    /// An answer for machines.
    API,
    /// A document made to be printed.
    PRINT,
    /// Something written about a student.
    WRITE;

    String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Writes the entry of a deed in the deed's own transaction; nothing when it was about nobody.
  public void wrote(JdbcClient rows, String place, List<Long> students) {
    if (!students.isEmpty()) {
      rows.sql("select access.audit(?, ?, ?::bigint[])")
          .param(Action.WRITE.written())
          .param(place)
          .param(students.stream().distinct().toArray(Long[]::new))
          .query(Long.class)
          .single();
    }
  }

  /// Writes one entry; nothing when no student was shown. Comes back only when the entry is safe
  /// on disk, so that nobody sees a record without a trace.
  ///
  /// @param place pattern of the route, such as `/students/{id}`
  public void looked(Person person, Action action, String place, List<Long> students) {
    looked(person, action, place, students, rows -> {});
  }

  /// Writes one entry, and what else the look leaves behind.
  ///
  /// @param trace written in the same transaction as the entry
  public void looked(
      Person person, Action action, String place, List<Long> students, Consumer<JdbcClient> trace) {
    if (students.isEmpty()) {
      return;
    }
    Long[] keys = students.stream().distinct().toArray(Long[]::new);
    Function<JdbcClient, Long> entry = rows -> {
      trace.accept(rows);
      return rows.sql("select access.audit(?, ?, ?::bigint[])")
          .param(action.written())
          .param(place)
          .param(keys)
          .query(Long.class)
          .single();
    };
    if (keys.length == 1) {
      transaction.writeAbout(person, keys[0], entry);
    } else {
      transaction.write(person, entry);
    }
  }
}
