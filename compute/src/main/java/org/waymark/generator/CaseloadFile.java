package org.waymark.generator;

import java.io.IOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.generator.Staffing.Educator;
import org.waymark.generator.Staffing.Post;
import org.waymark.generator.Student.Stay;

/// Which counselor has which student this year: one counselor has a whole school, several
/// share it by the alphabet. Draws nothing, so that no other file depends on it.
final class CaseloadFile {
  private final District district;

  CaseloadFile(District district) {
    this.district = district;
  }

  void add(Workspace workspace) {
    workspace.file(
        "sis/counselor_caseload.csv",
        List.of("StudentNumber", "CounselorID", "StartDate", "EndDate"),
        this::rows);
  }

  private void rows(Table table) throws IOException {
    int year = district.latest();
    for (Student student : district.roster.students()) {
      for (Stay stay : student.stays) {
        @Nullable
        Educator counselor =
            stay.year() == year ? counselor(stay.school(), student.lastName) : null;
        if (counselor != null) {
          LocalDate from = district.day(year, stay.first());
          table
              .cells(student.number(), counselor.id())
              .cell(from)
              .cell(stay.isOpen() ? "" : district.day(year, stay.last()).toString())
              .end();
        }
      }
    }
  }

  private @Nullable Educator counselor(int school, String lastName) {
    List<Post> posts = district.staffing.posts().stream()
        .filter(post -> post.school == school && post.position.equals("Counselor"))
        .toList();
    int place = letter(lastName) * posts.size() / 26;
    return posts.isEmpty() ? null : posts.get(place).holders[district.latest()];
  }

  /// 0 for A … 25 for Z; accents do not count.
  private static int letter(String name) {
    char first =
        Normalizer.normalize(name, Normalizer.Form.NFD).toUpperCase(Locale.ROOT).charAt(0);
    return Math.clamp(first - 'A', 0, 25);
  }
}
