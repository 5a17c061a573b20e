package org.waymark.web.gaps;

import java.util.List;
import org.waymark.web.Sheet;

/// What is on screen, as a table to take away.
final class GapsSheet {

  private GapsSheet() {}

  static Sheet of(Gaps page) {
    List<String> notes = List.of(page.title(), page.sentence(), page.through(), page.rule());
    Gaps.SectionView view = page.section();
    if (view != null) {
      return students(view, notes);
    }
    if (!page.sections().isEmpty()) {
      Sheet sheet = new Sheet(
          "Classes",
          notes,
          "class",
          "teacher",
          "students",
          "class_wide_gaps",
          "standards_of_five_or_more_assessed",
          "reteach_first");
      page.sections()
          .forEach(line -> sheet.row(
              line.name(),
              line.teacher(),
              line.students(),
              line.gaps(),
              line.judged(),
              line.first()));
      return sheet;
    }
    Sheet sheet =
        new Sheet("Schools", notes, "school", "classes_with_a_gap", "classes", "most_often");
    page.places()
        .forEach(place -> sheet.row(place.name(), place.withGap(), place.classes(), place.first()));
    return sheet;
  }

  /// One row per student and standard, so that it can be filtered and pivoted.
  private static Sheet students(Gaps.SectionView view, List<String> notes) {
    Sheet sheet = new Sheet(
        "Students and standards",
        notes,
        "student",
        "group",
        "standard_code",
        "description",
        "score",
        "standing",
        "class_wide");
    for (Gaps.StudentRow student : view.rows()) {
      sheet.about(student.id());
      for (int i = 0; i < view.columns().size(); i++) {
        Gaps.Column column = view.columns().get(i);
        Double score = student.scores().get(i);
        sheet.row(
            student.name(),
            student.group(),
            column.code(),
            column.description(),
            score,
            score == null ? "not assessed" : student.mastered().get(i) ? "mastered" : "not yet",
            column.verdict());
      }
    }
    return sheet;
  }
}
