package org.waymark.web.usage;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person.Role;
import org.waymark.store.Records;
import org.waymark.web.Words;

/// What of the pages is used, counted.
///
/// @param weeks Mondays, the newest first
/// @param places what was used, the most used first
public record Usage(
    String title, int weeksAsked, List<LocalDate> weeks, List<Place> places, List<Rating> ratings) {

  /// Fewer people than this are not counted by themselves.
  public static final int SMALLEST = 5;

  private static final Map<String, String> KINDS = Map.of(
      "view", "read",
      "file", "taken as a file",
      "api", "asked by a program",
      "action", "done",
      "filter", "filtered by");

  /// One count, as the database tells it.
  ///
  /// @param role as the ledger writes it, or `others`: all roles of fewer than five together
  /// @param events null where fewer than five people were there
  public record Cell(
      LocalDate week,
      String kind,
      String place,
      String role,
      @Nullable Long events,
      @Nullable Long people) {

    /// The role in words.
    public String who() {
      return role.equals("others") ? "All other roles" : Role.of(role).title();
    }
  }

  /// One page, file, form or filter, by roles.
  public record Place(String kind, String place, List<Line> lines) {
    public String words() {
      return KINDS.getOrDefault(kind, kind);
    }

    long events() {
      return lines.stream().mapToLong(Line::events).sum();
    }
  }

  /// One role.
  ///
  /// @param cells by weeks as the page has them; null where nobody, or too few
  public record Line(String who, List<@Nullable Cell> cells) {
    long events() {
      return cells.stream()
          .filter(cell -> cell != null && cell.events() != null)
          .mapToLong(cell -> cell.events())
          .sum();
    }

    /// "34 by 7", "fewer than 5 people", or nothing.
    public String words(int week) {
      Cell cell = cells.get(week);
      if (cell == null) {
        return "";
      }
      return cell.events() == null
          ? "fewer than " + SMALLEST
          : Words.count(cell.events()) + " by " + Words.count(cell.people());
    }
  }

  /// What people found of one thing.
  public record Rating(String about, long useful, long notUseful) {}

  static Usage read(JdbcClient rows, int weeks) {
    List<Cell> cells = rows.sql("select * from access.usage(?)")
        .param(weeks)
        .query(Records.of(Cell.class))
        .list();
    List<Rating> ratings = rows.sql(
            "select about, useful, not_useful from access.ratings() order by useful + not_useful desc, about")
        .query(Records.of(Rating.class))
        .list();
    List<LocalDate> mondays = cells.stream()
        .map(Cell::week)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
    Map<String, List<Cell>> byPlace = cells.stream()
        .collect(Collectors.groupingBy(
            cell -> cell.kind() + " " + cell.place(), TreeMap::new, Collectors.toList()));
    List<Place> places = byPlace.values().stream()
        .map(of -> place(of, mondays))
        .sorted(Comparator.comparingLong(Place::events).reversed())
        .toList();
    return new Usage(title(places), weeks, mondays, places, ratings);
  }

  private static Place place(List<Cell> cells, List<LocalDate> mondays) {
    Map<String, List<Cell>> byWho =
        cells.stream().collect(Collectors.groupingBy(Cell::who, TreeMap::new, Collectors.toList()));
    List<Line> lines = byWho.entrySet().stream()
        .map(entry -> new Line(
            entry.getKey(),
            mondays.stream()
                .map(monday -> at(entry.getValue(), monday))
                .collect(
                    java.util.ArrayList<@Nullable Cell>::new,
                    java.util.ArrayList::add,
                    java.util.ArrayList::addAll)))
        .sorted(Comparator.comparingLong(Line::events).reversed())
        .toList();
    return new Place(cells.getFirst().kind(), cells.getFirst().place(), lines);
  }

  private static @Nullable Cell at(List<Cell> cells, LocalDate monday) {
    return cells.stream().filter(cell -> cell.week().equals(monday)).findFirst().orElse(null);
  }

  private static String title(List<Place> places) {
    List<Place> read = places.stream()
        .filter(place -> place.kind().equals("view") && place.events() > 0)
        .toList();
    if (read.isEmpty()) {
      return places.isEmpty()
          ? "Nothing was used yet"
          : "So far each page was used by fewer than " + SMALLEST + " people of a kind";
    }
    return read.getFirst().place() + " is read most: "
        + Words.counted(read.getFirst().events(), "time", "times");
  }
}
