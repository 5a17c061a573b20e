package org.waymark.access;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.waymark.store.Database;

/// Connections of the ledger's owner, one at a time and closed after use: accounts change rarely.
final class OwnerConnections extends AbstractDataSource {
  private final Database database;

  OwnerConnections(Database database) {
    this.database = database;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return database.open();
  }

  @Override
  public Connection getConnection(String username, String password) {
    throw new UnsupportedOperationException("only as the owner");
  }
}
