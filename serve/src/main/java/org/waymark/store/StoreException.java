package org.waymark.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// The environment is wrong: the database is down, the disk is full, a right is missing. The
/// message is one line that says what to do; the command line ends with [#exitCode].
public final class StoreException extends RuntimeException {

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// What went wrong in the database, in one line.
  ///
  /// @param what what could not be done: "The ledger could not be written"
  public static StoreException of(String what, SQLException e) {
    return new StoreException(what + ": " + saying(e) + ".", e);
  }

  public int exitCode() {
    return 3;
  }

  private static String saying(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return switch (state) {
      case "08000", "08001", "08003", "08006" ->
        "the database does not answer (" + firstLine(e)
            + "); check that it is up and that its address is right";
      case "53100" -> "the disk is full; free some space and start again";
      case "53300" ->
        "the database has no connection left; close other programs or raise max_connections";
      case "57P03" -> "the database is still starting; try again in a minute";
      case "28P01", "28000" ->
        "the database refuses the user or the password (" + firstLine(e) + ")";
      case "42501" ->
        firstLine(e) + "; the user needs the right to create roles, and schemas in its database";
      case "3D000" -> firstLine(e) + "; create it first";
      default -> firstLine(e);
    };
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("no message")
        .strip()
        .replaceAll("\\.$", "");
  }
}
