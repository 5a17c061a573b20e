package org.waymark.web.ahead;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.web.Freshness;

/// A page whose costly questions are remembered until the next publication
/// ([org.waymark.access.Recall]), and can therefore be asked before its first visitor comes.
public interface AskedAhead {
  /// Asks what the page asks when the person opens it without a filter.
  ///
  /// @param rows of the person's own transaction
  /// @param fresh has figures
  void askAhead(JdbcClient rows, Freshness fresh, Person person);
}
