package org.waymark.web.morning;

import java.nio.file.Path;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.Freshness;

/// The first pages, by whom they are for.
public final class Mornings {
  private Mornings() {}

  public static Object teacher(JdbcClient rows, Freshness fresh) {
    return OwnMornings.teacher(rows, fresh);
  }

  public static Object counselor(JdbcClient rows, Freshness fresh) {
    return OwnMornings.counselor(rows, fresh);
  }

  public static Object school(JdbcClient rows, Freshness fresh) {
    return LeaderMornings.school(rows, fresh);
  }

  public static Object district(JdbcClient rows, Freshness fresh) {
    return LeaderMornings.district(rows, fresh);
  }

  public static Object analyst(JdbcClient rows, Freshness fresh) {
    return KeeperMornings.analyst(rows, fresh);
  }

  public static Object administrator(JdbcClient rows, Freshness fresh) {
    return KeeperMornings.administrator(rows, fresh);
  }

  /// @param data the directory whose disk must not run full
  public static BiFunction<JdbcClient, Freshness, Object> operator(Path data) {
    return (rows, fresh) -> KeeperMornings.operator(rows, fresh, data);
  }
}
