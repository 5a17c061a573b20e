package org.waymark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  @TempDir
  Path dataDir;

  @Test
  void two_users_share_one_server_and_the_ledger_outlives_them() throws SQLException {
    try (Database first = Database.open(dataDir, null);
        Database second = Database.open(dataDir, null)) {
      assertThat(second.url()).isEqualTo(first.url());
      try (Connection connection = first.open();
          var statement = connection.createStatement()) {
        statement.execute(
            "insert into ledger.run (run_id, tenant_id, started_at, status) values ('r1', 'maple-valley', now(), 'running')");
      }
    }
    try (Database again = Database.open(dataDir, null);
        Connection connection = again.open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select run_id from ledger.run")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("r1");
    }
  }
}
