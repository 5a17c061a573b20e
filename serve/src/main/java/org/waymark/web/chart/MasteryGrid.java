package org.waymark.web.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// Students down, standards across: who has mastered what. Students of one small group stand
/// together, class-wide gaps on the left, so that the holes can be seen as blocks.
public final class MasteryGrid {
  private static final int WIDE = 980;
  private static final double ROW = 17;
  private static final double TOP = 74;
  private static final double BREAK = 20;
  private static final int NARROW_BELOW = 500;

  /// @param isGap whether it is a class-wide gap
  public record Standard(String code, String description, boolean isGap) {}

  /// @param scores one per standard, null where not assessed
  public record Student(
      String name, String group, List<@Nullable Double> scores, List<Boolean> mastered) {}

  private MasteryGrid() {}

  public static Picture draw(String title, List<Standard> standards, List<Student> students) {
    return Picture.of(WIDE, width -> draw(title, standards, students, width));
  }

  private static String draw(
      String title, List<Standard> standards, List<Student> students, int width) {
    boolean narrow = width < NARROW_BELOW;
    double left = narrow ? 104 : 190;
    double cell = Math.min(62, (width - left) / Math.max(1, standards.size()));
    long breaks = students.stream().map(Student::group).distinct().count();
    double height = TOP + students.size() * ROW + breaks * BREAK + 4;
    long notYet = students.stream()
        .flatMap(student -> java.util.stream.IntStream.range(0, standards.size())
            .filter(i -> student.scores().get(i) != null && !student.mastered().get(i))
            .boxed())
        .count();
    Svg svg = new Svg(
        width,
        height,
        "mastery",
        title,
        "%s by %s; %s not mastered yet. The table below has every score."
            .formatted(
                Words.counted(students.size(), "student", "students"),
                Words.counted(standards.size(), "standard", "standards"),
                Words.counted(notYet, "score", "scores")));
    for (int i = 0; i < standards.size(); i++) {
      Standard standard = standards.get(i);
      svg.upward(
          standard.isGap() ? "axis gap" : "axis",
          left + cell * i + cell / 2 + 4,
          TOP - 6,
          standard.code());
    }
    double y = TOP;
    String group = "";
    for (Student student : students) {
      if (!student.group().equals(group)) {
        group = student.group();
        svg.text("axis group", 0, y + BREAK - 6, "start", group);
        svg.line(
            "grid",
            narrow ? 60 : 70,
            y + BREAK - 10,
            left + cell * standards.size(),
            y + BREAK - 10);
        y += BREAK;
      }
      svg.text("", 0, y + ROW - 5, "start", shortened(student.name(), narrow ? 15 : 28));
      for (int i = 0; i < standards.size(); i++) {
        cell(svg, student, standards.get(i), i, left + cell * i + 1, y + 1, cell - 2, ROW - 2);
      }
      y += ROW;
    }
    return svg.end();
  }

  /// Mastered: a pale field. Not yet: a strong field with a stroke through it. Not assessed:
  /// a frame with a thin stroke.
  private static void cell(
      Svg svg, Student student, Standard standard, int i, double x, double y, double w, double h) {
    Double score = student.scores().get(i);
    String who = student.name() + ", " + standard.code() + ": ";
    if (score == null) {
      svg.rect("day unknown", x + .5, y + .5, w - 1, h - 1, who + "not assessed");
      svg.line("hatch", x + 2, y + h - 2, x + h - 2, y + 2);
    } else if (student.mastered().get(i)) {
      svg.rect("day", x, y, w, h, who + Words.days(score) + ", mastered");
    } else {
      svg.rect("day unexcused", x, y, w, h, who + Words.days(score) + ", not yet");
      svg.line("mark", x + w / 2 - 4, y + h / 2 + 4, x + w / 2 + 4, y + h / 2 - 4);
    }
  }

  private static String shortened(String name, int letters) {
    return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
  }
}
