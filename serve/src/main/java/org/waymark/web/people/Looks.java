package org.waymark.web.people;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person.Role;
import org.waymark.web.Words;
import org.waymark.web.overview.OverviewFilter.Choice;

/// The record of who looked at student records: the administrator's; anybody's own.
///
/// @param next the entry below which the next page begins; null on the last page
public record Looks(
    String title,
    Filter filter,
    List<Choice> people,
    List<Look> looks,
    @Nullable Long next) {
  private static final int PAGE = 100;
  private static final int MOST = 100_000;
  private static final List<String> ACTIONS =
      List.of("view", "list", "export", "api", "print", "write", "sql");

  /// Which entries. Lives in the address; what makes no sense asks for everything.
  ///
  /// @param before only entries with a smaller number
  public record Filter(
      String person,
      String action,
      @Nullable Long student,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      @Nullable Long before) {

    static Filter of(
        String person, String action, String student, String from, String to, String before) {
      return new Filter(
          person.matches("[0-9a-zA-Z-]{1,64}") ? person : "",
          ACTIONS.contains(action) ? action : "",
          key(student),
          day(from),
          day(to),
          key(before));
    }

    /// The address without the page.
    public String query() {
      return "?person=" + person + "&action=" + action + "&student="
          + (student == null ? "" : student) + "&from=" + (from == null ? "" : from) + "&to="
          + (to == null ? "" : to);
    }

    private static @Nullable Long key(String text) {
      try {
        return text.isEmpty() ? null : Long.valueOf(text.strip());
      } catch (NumberFormatException notAKey) {
        return null;
      }
    }

    private static @Nullable LocalDate day(String text) {
      try {
        return text.isEmpty() ? null : LocalDate.parse(text.strip());
      } catch (DateTimeParseException notADay) {
        return null;
      }
    }
  }

  /// One entry.
  ///
  /// @param students how many it showed
  /// @param ids their keys
  /// @param bonds what opened them to the person
  public record Look(
      long entry,
      OffsetDateTime at,
      String personId,
      @Nullable String displayName,
      String role,
      String action,
      String place,
      int students,
      List<Long> ids,
      List<String> bonds) {

    public String who() {
      return displayName == null ? "an account that is gone" : displayName;
    }

    public String title() {
      return Role.of(role).title();
    }

    public String because() {
      return bonds.isEmpty() ? "no bond" : String.join(", ", bonds);
    }
  }

  /// The ways to look, in words.
  public static List<Choice> actions() {
    return ACTIONS.stream().map(action -> new Choice(action, words(action))).toList();
  }

  /// "opened a record".
  public static String words(String action) {
    return switch (action) {
      case "view" -> "opened a record";
      case "list" -> "saw a list";
      case "export" -> "took a file";
      case "api" -> "asked the API";
      case "print" -> "printed";
      case "write" -> "wrote";
      default -> "asked by SQL";
    };
  }

  static Looks read(JdbcClient rows, Filter filter) {
    List<Look> looks = entries(rows, filter, PAGE + 1);
    boolean hasMore = looks.size() > PAGE;
    List<Look> page = hasMore ? looks.subList(0, PAGE) : looks;
    return new Looks(
        page.isEmpty()
            ? "Nobody looked at a student record that way"
            : "%s%s, newest first"
                .formatted(
                    hasMore ? "More than " : "", Words.counted(page.size(), "look", "looks")),
        filter,
        people(rows),
        List.copyOf(page),
        hasMore ? page.getLast().entry() : null);
  }

  static List<Look> all(JdbcClient rows, Filter filter) {
    return entries(rows, filter, MOST);
  }

  private static List<Choice> people(JdbcClient rows) {
    return rows.sql("select person_id, display_name from ledger.person order by 2")
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
  }

  private static List<Look> entries(JdbcClient rows, Filter filter, int most) {
    return rows.sql("""
            select a.entry, a.at, a.person_id, p.display_name, a.role, a.action, a.place,
                   a.student_ids, a.bonds
            from ledger.audit a left join ledger.person p on p.person_id = a.person_id
            where (:person = '' or a.person_id = :person)
              and (:action = '' or a.action = :action)
              and (cast(:student as bigint) is null or a.student_ids @> array[cast(:student as bigint)])
              and (cast(:from as timestamptz) is null or a.at >= cast(:from as timestamptz))
              and (cast(:to as timestamptz) is null or a.at < cast(:to as timestamptz))
              and (cast(:before as bigint) is null or a.entry < cast(:before as bigint))
            order by a.entry desc limit :most
            """)
        .param("person", filter.person())
        .param("action", filter.action())
        .param("student", filter.student())
        .param("from", instant(filter.from()))
        .param("to", filter.to() == null ? null : instant(filter.to().plusDays(1)))
        .param("before", filter.before())
        .param("most", most)
        .query((row, n) -> {
          List<Long> ids = List.of((Long[]) row.getArray("student_ids").getArray());
          return new Look(
              row.getLong("entry"),
              row.getObject("at", OffsetDateTime.class),
              row.getString("person_id"),
              row.getString("display_name"),
              row.getString("role"),
              row.getString("action"),
              row.getString("place"),
              ids.size(),
              ids,
              List.of((String[]) row.getArray("bonds").getArray()));
        })
        .list();
  }

  private static @Nullable OffsetDateTime instant(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }
}
