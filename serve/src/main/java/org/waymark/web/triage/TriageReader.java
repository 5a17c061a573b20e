package org.waymark.web.triage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Asks the database for the list.
final class TriageReader {
  private record Counted(@Nullable String movement, long students, long flagged) {}

  private TriageReader() {}

  static Triage read(
      JdbcClient rows,
      Freshness fresh,
      TriageFilter filter,
      String notice,
      Triage.@Nullable Acting acting) {
    int size = TriageFilter.SIZE;
    return read(rows, fresh, filter, notice, acting, size, (filter.page() - 1) * size);
  }

  /// @param size how many students at most
  /// @param skip how many to leave out before the first
  static Triage read(
      JdbcClient rows,
      Freshness fresh,
      TriageFilter filter,
      String notice,
      Triage.@Nullable Acting acting,
      int size,
      int skip) {
    // the counts of all movements stand above the list, whichever of them it shows
    List<Counted> counted = counted(rows, filter.ofAnyMovement());
    List<Counted> shown =
        counted.stream().filter(c -> filter.shows(Movement.of(c.movement()))).toList();
    long total = shown.stream().mapToLong(Counted::students).sum();
    long flagged = shown.stream().mapToLong(Counted::flagged).sum();
    Ranking ranking = Ranking.read(rows, fresh, filter.school());
    List<Triage.Line> lines = ListLines.read(rows, filter, ranking, size, skip);
    Choices choices = Recall.of(rows, Choices.class, "list choices", "", () -> choices(rows));
    List<Choice> schools = choices.schools();
    List<Choice> counselors = choices.counselors();
    List<Triage.Count> counts = counts(counted);
    return new Triage(
        title(filter, total, flagged, counts),
        filter,
        ranking,
        sentence(filter, schools, counselors),
        lines,
        total,
        filter.by().isEmpty()
            ? List.of()
            : TriageSql.asked(rows, TriageSql.parts(filter), filter)
                .query(Records.of(Triage.Part.class))
                .list(),
        counts,
        schools,
        counselors,
        OverviewFilter.GROUPS.stream()
            .map(g -> new Choice(g, Words.subgroup(g)))
            .toList(),
        SavedFilter.read(rows),
        notice,
        fresh.through(),
        FigureNotes.read(rows).of("tier"),
        acting);
  }

  private record Choices(List<Choice> schools, List<Choice> counselors) {}

  private static Choices choices(JdbcClient rows) {
    List<Choice> schools = rows.sql("""
                select d.school_id, d.school_name from analytics.dim_schools d
                where exists (select from analytics.fact_indicators i
                              where i.tenant_id = d.tenant_id and i.school_id = d.school_id)
                order by 2
                """)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
    List<Choice> counselors = rows.sql("""
                select distinct staff_id, counselor_name from analytics.bridge_caseload
                where is_current order by 2, 1
                """)
        .query((row, n) -> new Choice(row.getString(1), row.getString(2)))
        .list();
    return new Choices(schools, counselors);
  }

  /// How many made each movement.
  static List<Triage.Count> counts(JdbcClient rows, TriageFilter filter) {
    return counts(counted(rows, filter.ofAnyMovement()));
  }

  private static List<Counted> counted(JdbcClient rows, TriageFilter filter) {
    record All(List<Counted> lines) {}
    TriageFilter where = filter.unsorted();
    return Recall.of(
            rows,
            All.class,
            "list counts",
            where,
            () -> new All(TriageSql.asked(rows, TriageSql.counts(where), where)
                .query(Records.of(Counted.class))
                .list()))
        .lines();
  }

  private static List<Triage.Count> counts(List<Counted> counted) {
    return Arrays.stream(Movement.values())
        .map(movement -> new Triage.Count(
            movement,
            counted.stream()
                .filter(c -> Movement.of(c.movement()) == movement)
                .mapToLong(Counted::students)
                .sum()))
        .toList();
  }

  private static long of(List<Triage.Count> counts, Movement movement) {
    return counts.stream()
        .filter(count -> count.movement() == movement)
        .mapToLong(Triage.Count::students)
        .sum();
  }

  private static String title(
      TriageFilter filter, long total, long flagged, List<Triage.Count> counts) {
    if (total == 0) {
      return "No student fits these filters";
    }
    long fresh = of(counts, Movement.NEW);
    long escalated = of(counts, Movement.ESCALATED);
    String week = fresh + escalated == 0
        ? "Nobody is new or escalated this week"
        : "%s new and %s escalated this week".formatted(Words.count(fresh), Words.count(escalated));
    boolean isOneMovement = !filter.movement().isEmpty();
    if (isOneMovement && total > 0) {
      return filter.movement().equals(Movement.ATTENTION)
          ? week
          : "%s %s this week"
              .formatted(Words.counted(total, "student is", "students are"), filter.movement());
    }
    return week
        + (flagged == 0
            ? "; none of %s meets two or more warning signs"
                .formatted(Words.counted(total, "student", "students"))
            : "; %s of %s %s two or more warning signs or a serious one"
                .formatted(
                    Words.count(flagged),
                    Words.counted(total, "student", "students"),
                    flagged == 1 ? "meets" : "meet"));
  }

  private static String sentence(
      TriageFilter filter, List<Choice> schools, List<Choice> counselors) {
    List<String> parts = new ArrayList<>();
    parts.add(words(OverviewFilter.BANDS, filter.band()));
    parts.add(
        filter.school().isEmpty()
            ? schools.size() == 1 ? schools.getFirst().words() : "all schools"
            : words(schools, filter.school()));
    parts.add(Words.subgroup(filter.group()));
    if (!filter.counselor().isEmpty()) {
      parts.add(
          filter.counselor().equals("none")
              ? "no counselor named"
              : "counselor " + words(counselors, filter.counselor()));
    }
    parts.add(words(TriageFilter.TIERS, filter.tier()).toLowerCase(Locale.ROOT));
    if (!filter.movement().isEmpty()) {
      parts.add(words(Movement.CHOICES, filter.movement()).toLowerCase(Locale.ROOT));
    }
    if (!filter.section().isEmpty()) {
      parts.add("one section");
    }
    if (!filter.text().isEmpty()) {
      parts.add("“" + filter.text() + "”");
    }
    return String.join(" · ", parts);
  }

  private static String words(List<Choice> choices, String key) {
    return choices.stream()
        .filter(choice -> choice.key().equals(key))
        .map(Choice::words)
        .findFirst()
        .orElse("nobody");
  }
}
