package org.waymark.access;

import java.util.List;

/// An answer that shows students one by one. Whoever gives it to a person writes into the
/// audit whom it showed.
public interface ShowsStudents {
  /// Keys of the students shown, without repeats.
  List<Long> shownStudents();
}
