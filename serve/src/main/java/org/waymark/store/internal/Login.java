package org.waymark.store.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.waymark.store.StoreException;

/// Where a database is, and as whom.
///
/// @param url `jdbc:postgresql://host:port/database?…`, without user and password
public record Login(String url, String user, String password) {

  private static final String EXPECTED = "expected postgresql://user:password@host:5432/database";

  /// Reads `postgresql://user:password@host:port/database?sslmode=require`, with or without
  /// `jdbc:` in front; user and password may also be given as parameters, as JDBC does.
  public static Login parse(String given) {
    URI uri;
    try {
      uri = new URI(given.startsWith("jdbc:") ? given.substring("jdbc:".length()) : given);
    } catch (URISyntaxException e) {
      throw new StoreException("WAYMARK_DATABASE_URL cannot be read; " + EXPECTED);
    }
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
      throw new StoreException("WAYMARK_DATABASE_URL begins with " + scheme + ":; " + EXPECTED);
    }
    if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
      throw new StoreException("WAYMARK_DATABASE_URL names no host or no database; " + EXPECTED);
    }
    String user = "";
    String password = "";
    String info = uri.getRawUserInfo();
    if (info != null) {
      int colon = info.indexOf(':');
      user = decoded(colon < 0 ? info : info.substring(0, colon));
      password = colon < 0 ? "" : decoded(info.substring(colon + 1));
    }
    List<String> kept = new ArrayList<>();
    for (String parameter :
        uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&", -1)) {
      if (parameter.startsWith("user=")) {
        user = decoded(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decoded(parameter.substring("password=".length()));
      } else if (!parameter.isEmpty()) {
        kept.add(parameter);
      }
    }
    if (user.isEmpty() || password.isEmpty()) {
      throw new StoreException("WAYMARK_DATABASE_URL needs a user and a password; " + EXPECTED);
    }
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    String query = kept.isEmpty() ? "" : "?" + String.join("&", kept);
    return new Login(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
        user,
        password);
  }

  public Login as(String otherUser, String otherPassword) {
    return new Login(url, otherUser, otherPassword);
  }

  /// The same with more parameters.
  public Login with(String parameters) {
    return new Login(url + (url.contains("?") ? "&" : "?") + parameters, user, password);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }

  /// For messages: neither user nor password.
  public String address() {
    return url.replaceFirst("^jdbc:postgresql://", "").replaceFirst("\\?.*$", "");
  }

  @Override
  public String toString() {
    return user + "@" + address();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
