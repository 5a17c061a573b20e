package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/// The embedded server of a data directory that others run: asked as its owner, never started.
final class OwnPostgres {
  private OwnPostgres() {}

  static Connection connect(Path data) throws IOException, SQLException {
    var known = new Properties();
    try (var in = Files.newBufferedReader(data.resolve("secrets.properties"))) {
      known.load(in);
    }
    String port = Files.readString(data.resolve("postgres/waymark.port")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/waymark",
        "waymark_admin",
        known.getProperty("admin"));
  }
}
