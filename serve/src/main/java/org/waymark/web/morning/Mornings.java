package org.waymark.web.morning;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.BiFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.web.Freshness;

/// The first pages, by whom they are for.
public final class Mornings {
  private Mornings() {}

  public static Morning teacher(JdbcClient rows, Freshness fresh) {
    return OwnMornings.teacher(rows, fresh);
  }

  public static Morning counselor(JdbcClient rows, Freshness fresh) {
    return OwnMornings.counselor(rows, fresh);
  }

  public static Morning school(JdbcClient rows, Freshness fresh) {
    return LeaderMornings.school(rows, fresh);
  }

  public static Morning district(JdbcClient rows, Freshness fresh) {
    return LeaderMornings.district(rows, fresh);
  }

  public static Morning analyst(JdbcClient rows, Freshness fresh) {
    return KeeperMornings.analyst(rows, fresh);
  }

  public static Morning administrator(JdbcClient rows, Freshness fresh) {
    return KeeperMornings.administrator(rows, fresh);
  }

  /// @param data the directory whose disk must not run full
  public static BiFunction<JdbcClient, Freshness, Morning> operator(Path data) {
    return (rows, fresh) -> KeeperMornings.operator(rows, fresh, data);
  }

  /// A first page with what waits for the person on top of it.
  ///
  /// @param today in the district
  public static BiFunction<JdbcClient, Freshness, Morning> of(
      Person person, LocalDate today, BiFunction<JdbcClient, Freshness, Morning> morning) {
    return (rows, fresh) -> Waiting.on(morning.apply(rows, fresh), rows, person, today);
  }
}
