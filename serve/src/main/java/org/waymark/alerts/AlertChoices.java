package org.waymark.alerts;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;

/// How one person is told, and when letters wait: what the person chose, else e-mail in the
/// district's hours. The night reads it before it writes, and the dispatcher before it sends.
///
/// @param ways by kind, those alone that the person may be told of
/// @param digest whether the week's digest comes; null for whom none is made
/// @param hours the person's own; null for the district's
public record AlertChoices(
    Map<NewsKind, Way> ways,
    @Nullable Boolean digest,
    @Nullable QuietHours hours,
    boolean isWeekendQuiet) {

  private static final String DIGEST = "digest";

  public AlertChoices {
    ways = Map.copyOf(ways);
  }

  /// What somebody typed or sent, as it came.
  ///
  /// @param ways by kind, `digest` among them; a kind that is not named is e-mail
  /// @param hours `district`, `own` or `never`
  /// @param from of the own hours, such as 19:00
  public record Typed(
      Map<String, String> ways, String hours, String from, String to, boolean isWeekendQuiet) {
    public Typed {
      ways = Map.copyOf(ways);
    }
  }

  /// Choices that can be kept, or what is wrong with them.
  public sealed interface Read {
    record Right(AlertChoices choices) implements Read {}

    /// @param troubles where, what was expected
    record Wrong(List<String> troubles) implements Read {}
  }

  /// The kinds that a person of that role may be told of.
  public static List<NewsKind> kinds(Person.Role role) {
    return Arrays.stream(NewsKind.values()).filter(kind -> kind.isFor(role)).toList();
  }

  /// Whether a digest is made for people of that role.
  public static boolean hasDigest(Person.Role role) {
    return role == Person.Role.SCHOOL;
  }

  /// As the ledger has it.
  public static AlertChoices read(JdbcClient rows, Person person) {
    Map<String, String> written = new LinkedHashMap<>();
    rows.sql("select kind, way from ledger.alert_choice where person_id = ?")
        .param(person.personId())
        .query((row, n) -> written.put(row.getString(1), row.getString(2)))
        .list();
    var ways = new LinkedHashMap<NewsKind, Way>();
    for (NewsKind kind : kinds(person.role())) {
      ways.put(kind, Way.of(written.getOrDefault(kind.written(), "email")).orElse(Way.EMAIL));
    }
    Boolean digest = hasDigest(person.role()) ? !"off".equals(written.get(DIGEST)) : null;
    return rows.sql(
            "select quiet_from, quiet_to, is_weekend_quiet from ledger.alert_hours where person_id = ?")
        .param(person.personId())
        .query((row, n) -> PersonalHours.of(
            row.getObject(1, LocalTime.class),
            row.getObject(2, LocalTime.class),
            row.getBoolean(3)))
        .optional()
        .map(hours -> new AlertChoices(ways, digest, hours.own(), hours.isWeekendQuiet()))
        .orElseGet(() -> new AlertChoices(ways, digest, null, false));
  }

  /// Reads what somebody typed.
  public static Read of(Typed typed, Person.Role role) {
    var troubles = new ArrayList<String>();
    var ways = new LinkedHashMap<NewsKind, Way>();
    List<String> known = new ArrayList<>();
    for (NewsKind kind : kinds(role)) {
      known.add(kind.written());
      String written = typed.ways().getOrDefault(kind.written(), "email");
      Way.of(written)
          .ifPresentOrElse(
              way -> ways.put(kind, way),
              () -> troubles.add(kind.written() + ": expected email, digest, page or off."));
    }
    Boolean digest = null;
    if (hasDigest(role)) {
      known.add(DIGEST);
      String written = typed.ways().getOrDefault(DIGEST, "email");
      digest = written.equals("email");
      if (!digest && !written.equals("off")) {
        troubles.add("digest: expected email or off.");
      }
    }
    if (!known.containsAll(typed.ways().keySet())) {
      troubles.add("ways: expected only " + String.join(", ", known) + ".");
    }
    QuietHours hours = switch (typed.hours()) {
      case "district" -> null;
      case "never" -> QuietHours.NEVER;
      case "own" -> own(typed, troubles);
      default -> {
        troubles.add("hours: expected district, own or never.");
        yield null;
      }
    };
    return troubles.isEmpty()
        ? new Read.Right(new AlertChoices(ways, digest, hours, typed.isWeekendQuiet()))
        : new Read.Wrong(List.copyOf(troubles));
  }

  private static @Nullable QuietHours own(Typed typed, List<String> troubles) {
    try {
      QuietHours hours = new QuietHours(LocalTime.parse(typed.from()), LocalTime.parse(typed.to()));
      if (!hours.isNever()) {
        return hours;
      }
      troubles.add("from, to: two different times; choose “never” for no quiet hours.");
    } catch (DateTimeParseException e) {
      troubles.add("from, to: times of the day such as 19:00 and 07:00.");
    }
    return null;
  }

  /// As it may be typed again.
  public Typed typed() {
    var written = new LinkedHashMap<String, String>();
    ways.forEach((kind, way) -> written.put(kind.written(), way.written()));
    if (digest != null) {
      written.put(DIGEST, digest ? "email" : "off");
    }
    QuietHours own = hours;
    return new Typed(
        written,
        own == null ? "district" : own.isNever() ? "never" : "own",
        own == null || own.isNever() ? "" : own.from().toString(),
        own == null || own.isNever() ? "" : own.to().toString(),
        isWeekendQuiet);
  }

  /// Writes them, in the person's own transaction.
  ///
  /// @return the same, so that a transaction has an answer
  public AlertChoices write(JdbcClient rows, Person person) {
    typed()
        .ways()
        .forEach((kind, way) -> rows.sql("""
            insert into ledger.alert_choice (person_id, tenant_id, kind, way) values (?, ?, ?, ?)
            on conflict (person_id, kind) do update set way = excluded.way""")
            .params(person.personId(), person.tenantId(), kind, way)
            .update());
    if (hours == null && !isWeekendQuiet) {
      rows.sql("delete from ledger.alert_hours where person_id = ?")
          .param(person.personId())
          .update();
    } else {
      rows.sql("""
              insert into ledger.alert_hours (person_id, tenant_id, quiet_from, quiet_to, is_weekend_quiet)
              values (:person, :tenant, :from, :to, :weekend)
              on conflict (person_id) do update set quiet_from = excluded.quiet_from,
                quiet_to = excluded.quiet_to, is_weekend_quiet = excluded.is_weekend_quiet""")
          .param("person", person.personId())
          .param("tenant", person.tenantId())
          .param("from", hours == null ? null : hours.from(), java.sql.Types.TIME)
          .param("to", hours == null ? null : hours.to(), java.sql.Types.TIME)
          .param("weekend", isWeekendQuiet)
          .update();
    }
    return this;
  }
}
