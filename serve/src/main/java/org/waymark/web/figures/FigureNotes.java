package org.waymark.web.figures;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Recall;
import org.waymark.store.Records;

/// "How is this counted?" for every figure on the pages.
public final class FigureNotes {
  private final Map<String, Note> notes;

  private FigureNotes(Map<String, Note> notes) {
    this.notes = notes;
  }

  /// One figure's rule, as the run that made it published it.
  public record Note(
      String figure,
      String title,
      String rule,
      @Nullable String ruleVersion,
      @Nullable String countsIn,
      @Nullable String countsOut,
      @Nullable String inputs) {}

  /// Before the first publication there are no rules to read.
  public static FigureNotes none() {
    return new FigureNotes(Map.of());
  }

  /// Reads all notes; there are a few dozen.
  public static FigureNotes read(JdbcClient rows) {
    return Recall.ofStaff(rows, FigureNotes.class, "notes", "", () -> ask(rows));
  }

  private static FigureNotes ask(JdbcClient rows) {
    List<Note> all = rows.sql("""
                select figure, title, rule, rule_version, counts_in, counts_out, inputs
                from analytics.figure_definitions order by figure
                """).query(Records.of(Note.class)).list();
    return new FigureNotes(
        all.stream().collect(Collectors.toMap(Note::figure, Function.identity(), (a, b) -> a)));
  }

  /// The note of a figure; null where the run published none.
  public @Nullable Note of(String figure) {
    return notes.get(figure);
  }

  /// All notes by title.
  public List<Note> all() {
    return notes.values().stream()
        .sorted(java.util.Comparator.comparing(Note::title))
        .toList();
  }
}
