package org.waymark.publishing;

import java.sql.Connection;
import java.sql.SQLException;

/// What is written in the same transaction as the swap, so that neither is without the other.
@FunctionalInterface
public interface Beside {

  /// Writes nothing.
  Beside NOTHING = (connection, runId) -> {};

  /// Called when the new rows are in place and nobody sees them yet; perhaps more than once,
  /// each time after everything was rolled back. Readers wait meanwhile, so it must be short.
  ///
  /// @param connection as the owner, in the transaction; the caller commits
  void write(Connection connection, String runId) throws SQLException;
}
