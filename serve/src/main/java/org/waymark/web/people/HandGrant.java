package org.waymark.web.people;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.NotVisible;

/// A grant that somebody is about to give by hand, as the form holds it.
///
/// @param trouble what is wrong with it, in the words of the database; empty when nothing is
public record HandGrant(String receiver, String until, String reason, String trouble) {
  static final HandGrant EMPTY = new HandGrant("", "", "", "");

  HandGrant withTrouble(String words) {
    return new HandGrant(receiver, until, reason, words);
  }

  /// Gives it. The database decides whether it is the person's to give.
  ///
  /// @return an empty text when it is given, else what is wrong
  String give(JdbcClient rows, @Nullable Long school, @Nullable Long student) {
    LocalDate last;
    try {
      last = LocalDate.parse(until.strip());
    } catch (DateTimeParseException notADay) {
      return "Write the last day as YEAR-MONTH-DAY, such as 2027-06-30";
    }
    rows.sql("savepoint giving").update();
    try {
      rows.sql("select access.grant_by_hand(?, ?::bigint, ?::bigint, ?, ?)")
          .param(receiver)
          .param(school)
          .param(student)
          .param(last)
          .param(reason)
          .query(Long.class)
          .single();
      return "";
    } catch (DataAccessException refused) {
      rows.sql("rollback to savepoint giving").update();
      SQLException cause = sql(refused);
      if (cause != null && "WM400".equals(cause.getSQLState())) {
        String words = String.valueOf(cause.getMessage());
        return words.replaceFirst("(?s)^ERROR: (.*?)(\\n.*)?$", "$1");
      }
      if (cause != null && "WM403".equals(cause.getSQLState())) {
        throw new NotVisible();
      }
      throw refused;
    }
  }

  private static @Nullable SQLException sql(Throwable trouble) {
    for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
