package org.waymark.web.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.web.Freshness;

/// The week of the students whom a person sees: how many made which movement, and the first few
/// of each.
///
/// @param students all of them, whatever their movement
/// @param lines the first few of each movement that was asked for, in the order of the list
public record Week(long students, List<Triage.Count> counts, Map<String, List<Triage.Line>> lines) {

  /// @param most how many lines of each movement, by its key or [Movement#ATTENTION]
  public static Week read(JdbcClient rows, Freshness fresh, Map<String, Integer> most) {
    return Recall.of(rows, Week.class, "week", most, () -> ask(rows, fresh, most));
  }

  private static Week ask(JdbcClient rows, Freshness fresh, Map<String, Integer> most) {
    TriageFilter everybody = TriageFilter.of(Map.of());
    Ranking ranking = Ranking.read(rows, fresh, "");
    List<Triage.Count> counts = TriageReader.counts(rows, everybody);
    Map<String, List<Triage.Line>> lines = new LinkedHashMap<>();
    most.forEach((movement, size) -> lines.put(
        movement,
        ListLines.read(rows, TriageFilter.of(Map.of("movement", movement)), ranking, size, 0)));
    return new Week(counts.stream().mapToLong(Triage.Count::students).sum(), counts, lines);
  }

  /// How many made that movement.
  public long of(Movement movement) {
    return counts.stream()
        .filter(count -> count.movement() == movement)
        .mapToLong(Triage.Count::students)
        .sum();
  }

  /// The first few of a movement.
  public List<Triage.Line> first(String movement) {
    return lines.getOrDefault(movement, List.of());
  }
}
