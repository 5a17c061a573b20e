package org.waymark.web.morning;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.web.chart.Picture;
import org.waymark.web.overview.Standing;
import org.waymark.web.triage.Movement;

/// Everything that a first page says.
///
/// @param title the finding
/// @param next one sentence: what to do next
/// @param step where that sentence leads
/// @param about what the page speaks of, and through which day
/// @param figures on top; empty where the role has none
public record Morning(
    String title,
    String next,
    @Nullable Step step,
    String about,
    List<Standing.Figure> figures,
    List<Block> blocks)
    implements ShowsStudents {

  @Override
  public List<Long> shownStudents() {
    return blocks.stream()
        .filter(People.class::isInstance)
        .flatMap(block -> ((People) block).people().stream())
        .map(Line::studentId)
        .toList();
  }

  /// Where the next step leads.
  public record Step(String words, String link) {}

  /// What stands below the finding, in its order.
  public sealed interface Block {
    String heading();
  }

  /// Students with one reason each.
  ///
  /// @param none what to read where nobody is in it
  /// @param all where all of them are
  public record People(
      String heading,
      List<Line> people,
      String none,
      @Nullable Step all) implements Block {}

  /// One student.
  ///
  /// @param where the class or grade, in words
  public record Line(
      long studentId, String name, String where, Movement movement, String change, String why) {}

  /// Findings with a way on from each.
  public record Findings(String heading, List<Finding> findings, String none) implements Block {}

  /// @param weight good, watch or bad; the page gives each a shape and a word
  public record Finding(String words, String detail, String weight, Step step) {
    public String shape() {
      return switch (weight) {
        case "bad" -> "◆";
        case "watch" -> "▲";
        default -> "●";
      };
    }
  }

  /// Rows to compare.
  ///
  /// @param numbers from which column on the cells are numbers
  public record Table(
      String heading, String sentence, List<String> columns, int numbers, List<Row> rows)
      implements Block {}

  /// @param link where the first cell leads, or null
  public record Row(@Nullable String link, List<String> cells) {}

  /// A picture; the table that says the same stands in the next block.
  public record Chart(String heading, String sentence, Picture picture) implements Block {}
}
