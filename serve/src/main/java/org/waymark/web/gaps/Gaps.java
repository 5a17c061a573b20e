package org.waymark.web.gaps;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Everything that the Gap Explorer says.
///
/// @param title the finding
/// @param crumbs the way back up, the topmost first
/// @param areas to choose from; the chosen one is the filter's
/// @param placesBy what a line of places is: "School" or "Grade"
/// @param common standards by how many classes have them as a class-wide gap
/// @param reteach class-wide gaps of the group in view, in the order of teaching
/// @param grid standards by classes of the grade in view, or null
/// @param section the class in view, or null
/// @param empty what would be here and how to get it, when there are no scores
public record Gaps(
    String title,
    String sentence,
    String rule,
    List<Crumb> crumbs,
    GapFilter filter,
    List<Choice> schools,
    List<Choice> areas,
    String placesBy,
    List<Place> places,
    List<SectionLine> sections,
    List<Common> common,
    List<ReteachLine> reteach,
    @Nullable ClassGrid grid,
    @Nullable SectionView section,
    @Nullable String empty,
    FigureNotes notes,
    String through)
    implements ShowsStudents {

  @Override
  public List<Long> shownStudents() {
    return section == null
        ? List.of()
        : section.rows().stream().map(StudentRow::id).toList();
  }

  /// One step of the way.
  public record Crumb(String words, String link) {}

  /// A school or a grade.
  ///
  /// @param withGap classes with a class-wide gap
  /// @param classes classes of which it can be said
  /// @param first what is to be taught again first, or why nothing is named
  public record Place(String name, String link, int withGap, int classes, String first) {}

  /// One class.
  ///
  /// @param judged standards with five students assessed or more
  public record SectionLine(
      long id,
      String name,
      String link,
      String teacher,
      int students,
      int gaps,
      int judged,
      String first) {}

  /// One standard over many classes.
  public record Common(
      String code,
      String description,
      int withGap,
      int classes,
      int below,
      int assessed,
      List<Before> before) {}

  /// One gap in its place.
  public record ReteachLine(
      int priority,
      String code,
      String description,
      int assessed,
      int below,
      String reason,
      List<Before> before) {}

  /// A prerequisite of a standard.
  ///
  /// @param standing in words: "a gap here too", "3 of 24 below", "not assessed here"
  public record Before(String code, String description, String standing) {}

  /// A class from near.
  ///
  /// @param noGroups why there are no groups, or null
  /// @param noPlan why there is no plan, or null
  /// @param planNote what must be said of the plan, or null
  public record SectionView(
      String name,
      String teacher,
      boolean hasTeacher,
      int students,
      @Nullable Picture grid,
      List<Column> columns,
      List<StudentRow> rows,
      List<GroupLine> groups,
      List<Alone> alone,
      @Nullable String noGroups,
      List<DayLine> plan,
      @Nullable String noPlan,
      @Nullable String planNote) {
    /// "Ambrose, Nils (mastered all that was assessed); Ibarra, Saúl (…)".
    public String aloneWords() {
      return String.join(
          "; ", alone.stream().map(it -> it.name() + " (" + it.words() + ")").toList());
    }
  }

  /// One standard of the grid.
  public record Column(String code, String description, int assessed, int below, String verdict) {}

  /// One student of the grid.
  ///
  /// @param scores one per column, null where not assessed
  public record StudentRow(
      long id,
      String name,
      @Nullable Integer group,
      List<@Nullable Double> scores,
      List<Boolean> mastered) {
    /// "64, not yet".
    public String cell(int column) {
      Double score = scores.get(column);
      return score == null
          ? "not assessed"
          : Words.days(score) + (mastered.get(column) ? "" : ", not yet");
    }
  }

  /// A small group.
  public record GroupLine(int number, List<Alone> students, List<String> focus) {}

  /// A student with a few words, such as why in no group.
  public record Alone(long id, String name, String words) {}

  /// A day of the plan.
  public record DayLine(int number, LocalDate on, String kind, String words) {}

  public boolean isSection() {
    return section != null;
  }
}
