package org.waymark.access;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An answer that shows students one by one. Whoever gives it to a person writes into the
/// audit whom it showed.
public interface ShowsStudents {
  /// Keys of the students shown, without repeats.
  List<Long> shownStudents();

  /// Writes what else the look leaves behind, in the transaction of the audit's entry.
  default void leave(JdbcClient rows) {}
}
