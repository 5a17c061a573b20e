package org.waymark.web.triage;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Playbook;
import org.waymark.web.Words;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.overview.OverviewFilter.Choice;

/// The list that a counselor works from.
///
/// @param parts the groups of the list with their counts; empty for one list
/// @param counts how many students of the filter made each movement
/// @param filters the person's own saved filters
public record Triage(
    String title,
    TriageFilter filter,
    Ranking ranking,
    String sentence,
    List<Line> lines,
    long total,
    List<Part> parts,
    List<Count> counts,
    List<Choice> schools,
    List<Choice> counselors,
    List<Choice> groups,
    List<SavedFilter> filters,
    String notice,
    String through,
    FigureNotes.@Nullable Note note,
    @Nullable Acting acting)
    implements ShowsStudents {

  @Override
  public List<Long> shownStudents() {
    return lines.stream().map(Line::studentId).toList();
  }

  /// What a person may do for several students at once.
  ///
  /// @param people who may be put on a team, the first 200 by name
  /// @param entry makes a form sent twice count once
  public record Acting(
      List<Playbook> playbooks, List<Colleague> people, LocalDate today, String entry) {}

  /// Somebody who acts for students.
  public record Colleague(String personId, String displayName) {}

  /// One group of the list.
  ///
  /// @param key of the filter that shows this group alone
  /// @param attention new and escalated
  public record Part(String key, String name, long students, long flagged, long attention) {}

  /// How many made one movement.
  public record Count(Movement movement, long students) {}

  /// One student.
  ///
  /// @param part the group of the list that the line belongs to; empty for one list
  /// @param chance null where no model scored the student
  /// @param unscored why not; null where one did, and where no model is on duty
  /// @param why up to three reasons, the weightiest first
  /// @param absent days missed among the last 30 calendar days' school days
  public record Line(
      long studentId,
      String name,
      @Nullable String sisId,
      @Nullable String gradeLevel,
      String schoolName,
      @Nullable String counselor,
      String part,
      Movement movement,
      String change,
      @Nullable LocalDate flaggedSinceOn,
      @Nullable Integer weeksFlagged,
      @Nullable Chance chance,
      @Nullable String unscored,
      Signs signs,
      List<String> why,
      @Nullable Double attendanceRate,
      @Nullable Double absent,
      @Nullable Integer enrolled,
      @Nullable Double gpa) {

    /// The same student with the model's reasons, where it gave any.
    Line because(List<String> reasons) {
      return reasons.isEmpty()
          ? this
          : new Line(
              studentId,
              name,
              sisId,
              gradeLevel,
              schoolName,
              counselor,
              part,
              movement,
              change,
              flaggedSinceOn,
              weeksFlagged,
              chance,
              unscored,
              signs,
              reasons,
              attendanceRate,
              absent,
              enrolled,
              gpa);
    }

    /// "missed 9 of 20 days" or "unknown".
    public String recent() {
      if (absent == null || enrolled == null || enrolled == 0) {
        return Words.UNKNOWN;
      }
      return "missed %s of %d days".formatted(Words.days(absent), enrolled);
    }
  }

  public int pages() {
    return (int) Math.max(1, (total + TriageFilter.SIZE - 1) / TriageFilter.SIZE);
  }

  public boolean hasPrevious() {
    return filter.page() > 1;
  }

  public boolean hasNext() {
    return filter.page() < pages();
  }

  /// Whether the line is the first of its group on this page.
  public boolean begins(int line) {
    return !filter.by().isEmpty()
        && (line == 0 || !lines.get(line - 1).part().equals(lines.get(line).part()));
  }

  /// "Ms. Okafor: 312 students, 40 with two signs or a serious one, 3 new or escalated".
  public String heading(String part) {
    return parts.stream()
        .filter(p -> p.name().equals(part))
        .findFirst()
        .map(p -> "%s: %s, %s with two signs or a serious one, %s new or escalated"
            .formatted(
                p.name(),
                Words.counted(p.students(), "student", "students"),
                Words.count(p.flagged()),
                Words.count(p.attention())))
        .orElse(part);
  }

  /// "1–50 of 312 students".
  public String range() {
    if (total == 0) {
      return "no student";
    }
    long from = (long) (filter.page() - 1) * TriageFilter.SIZE + 1;
    return "%s–%s of %s"
        .formatted(
            Words.count(from),
            Words.count(Math.min(total, from + TriageFilter.SIZE - 1)),
            Words.counted(total, "student", "students"));
  }
}
