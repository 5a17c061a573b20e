package org.waymark.web.gaps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.gaps.ClassGap;
import org.waymark.gaps.Gap;
import org.waymark.gaps.Grouping.Group;
import org.waymark.gaps.Reteach;
import org.waymark.web.Words;
import org.waymark.web.chart.MasteryGrid;
import org.waymark.web.gaps.Gaps.Alone;
import org.waymark.web.gaps.Gaps.Column;
import org.waymark.web.gaps.Gaps.GroupLine;
import org.waymark.web.gaps.Gaps.ReteachLine;
import org.waymark.web.gaps.Gaps.SectionView;
import org.waymark.web.gaps.Gaps.StudentRow;

/// A class from near, counted from the students whom the person may see: whoever may open a
/// class sees all of them, so the figures are those of the published rows.
final class SectionReader {
  private static final int LONGEST_GRID = 32;

  private record Score(double score, boolean isMastered) {}

  /// A student as the database has it, with scores by standard.
  private static final class Pupil {
    final long id;
    final String name;
    final @Nullable Integer group;
    final @Nullable String reason;
    final Map<String, Score> scores = new HashMap<>();

    Pupil(long id, String name, @Nullable Integer group, @Nullable String reason) {
      this.id = id;
      this.name = name;
      this.group = group;
      this.reason = reason;
    }

    long missing() {
      return scores.values().stream().filter(score -> !score.isMastered()).count();
    }
  }

  /// What was read: the view, and the gaps in the order of teaching.
  record Read(SectionView view, List<ReteachLine> reteach) {}

  private final JdbcClient rows;
  private final Sections.Section section;
  private final String area;
  private final Standards standards;
  private final Map<Long, Pupil> pupils = new LinkedHashMap<>();
  private final Map<Integer, List<String>> focus = new TreeMap<>();
  private final Map<String, String> standing = new HashMap<>();

  private SectionReader(
      JdbcClient rows, Sections.Section section, String area, Standards standards) {
    this.rows = rows;
    this.section = section;
    this.area = area;
    this.standards = standards;
  }

  static Read read(JdbcClient rows, Sections.Section section, String area, Standards standards) {
    return new SectionReader(rows, section, area, standards).read();
  }

  private Read read() {
    readPupils();
    List<Column> counted = columns();
    List<Reteach> order = Reteach.order(
        counted.stream()
            .filter(column -> column.verdict().equals(WIDE))
            .map(column -> new Gap(
                column.code(), column.assessed(), column.below(), standards.weight(column.code())))
            .toList(),
        standards.graph());
    List<Column> columns = inOrder(counted, order);
    List<Pupil> placed = inOrder();
    List<StudentRow> lines = placed.stream().map(pupil -> line(pupil, columns)).toList();
    SectionPlan plan = SectionPlan.of(rows, section.school(), order, groups(), standards.graph());
    SectionView view = new SectionView(
        section.name(),
        section.teacherWords(),
        !section.teacher().isBlank(),
        pupils.size(),
        columns.isEmpty() ? null : grid(lines, columns),
        columns,
        lines,
        groupLines(),
        alone(),
        focus.isEmpty() ? reason() : null,
        plan.lines(),
        plan.missing(),
        plan.note());
    List<ReteachLine> reteach = order.stream()
        .map(it -> new ReteachLine(
            it.priority(),
            it.gap().standardCode(),
            standards.description(it.gap().standardCode()),
            it.gap().assessed(),
            it.gap().below(),
            it.place(),
            List.of()))
        .toList();
    return new Read(view, Places.withBefore(reteach, standing, standards));
  }

  private void readPupils() {
    rows.sql("""
            select g.student_id, coalesce(st.last_name || ', ' || st.first_name, 'name unknown'),
                   g.group_number, g.reason, g.focus_codes, m.standard_code, m.score,
                   m.is_mastered
            from analytics.fact_reteach_groups g
            left join analytics.dim_students st
              on st.tenant_id = g.tenant_id and st.student_id = g.student_id
            left join (analytics.fact_standard_mastery m
                       join analytics.dim_learning_standards s
                         on s.tenant_id = m.tenant_id and s.standard_code = m.standard_code
                        and s.area = :area)
              on m.tenant_id = g.tenant_id and m.student_id = g.student_id
            where g.section_id = :section and g.area = :area
            order by 2, 1
            """).param("section", section.id()).param("area", area).query(row -> {
      long id = row.getLong(1);
      int group = row.getInt(3);
      @Nullable Integer number = row.wasNull() ? null : group;
      Pupil pupil = pupils.get(id);
      if (pupil == null) {
        pupil = new Pupil(id, row.getString(2), number, row.getString(4));
        pupils.put(id, pupil);
      }
      if (number != null) {
        String codes = row.getString(5);
        focus.putIfAbsent(number, codes == null ? List.of() : List.of(codes.split(", ")));
      }
      String code = row.getString(6);
      if (code != null) {
        pupil.scores.put(code, new Score(row.getDouble(7), row.getBoolean(8)));
      }
    });
  }

  private static final String WIDE = "class-wide gap";

  private List<Column> columns() {
    Set<String> codes = new TreeSet<>(standards::compare);
    pupils.values().forEach(pupil -> codes.addAll(pupil.scores.keySet()));
    List<Column> columns = new ArrayList<>();
    for (String code : codes) {
      int assessed = 0;
      int below = 0;
      for (Pupil pupil : pupils.values()) {
        Score score = pupil.scores.get(code);
        if (score != null) {
          assessed++;
          below += score.isMastered() ? 0 : 1;
        }
      }
      ClassGap verdict = ClassGap.of(assessed, below, standards.classGapShare());
      String words = switch (verdict) {
        case ClassGap.Wide wide -> WIDE;
        case ClassGap.None none -> "no class-wide gap";
        case ClassGap.TooFew few -> few.words();
      };
      standing.put(code, Places.standing(assessed, below, verdict instanceof ClassGap.Wide));
      columns.add(new Column(code, standards.description(code), assessed, below, words));
    }
    return columns;
  }

  /// Class-wide gaps first, in the order of teaching; then by the share below.
  private List<Column> inOrder(List<Column> columns, List<Reteach> order) {
    Map<String, Integer> place = new HashMap<>();
    order.forEach(reteach -> place.put(reteach.gap().standardCode(), reteach.priority()));
    return columns.stream()
        .sorted(Comparator.<Column>comparingInt(
                column -> place.getOrDefault(column.code(), Integer.MAX_VALUE))
            .thenComparingDouble(column -> -(double) column.below() / column.assessed())
            .thenComparing(Column::code, standards::compare))
        .limit(LONGEST_GRID)
        .toList();
  }

  /// Groups together, within them who is missing most first; then those in no group.
  private List<Pupil> inOrder() {
    return pupils.values().stream()
        .sorted(Comparator.<Pupil>comparingInt(
                pupil -> pupil.group == null ? Integer.MAX_VALUE : pupil.group)
            .thenComparingLong(pupil -> -pupil.missing())
            .thenComparing(pupil -> pupil.scores.isEmpty())
            .thenComparing(pupil -> pupil.name))
        .toList();
  }

  private static StudentRow line(Pupil pupil, List<Column> columns) {
    List<@Nullable Double> scores = new ArrayList<>();
    List<Boolean> mastered = new ArrayList<>();
    for (Column column : columns) {
      Score score = pupil.scores.get(column.code());
      scores.add(score == null ? null : score.score());
      mastered.add(score != null && score.isMastered());
    }
    return new StudentRow(pupil.id, pupil.name, pupil.group, scores, mastered);
  }

  private org.waymark.web.chart.Picture grid(List<StudentRow> lines, List<Column> columns) {
    return MasteryGrid.draw(
        section.name() + ", " + Standards.words(area) + ": students and standards",
        columns.stream()
            .map(column -> new MasteryGrid.Standard(
                column.code(), column.description(), column.verdict().equals(WIDE)))
            .toList(),
        lines.stream()
            .map(line -> new MasteryGrid.Student(
                line.name(),
                line.group() == null ? "no group" : "Group " + line.group(),
                line.scores(),
                line.mastered()))
            .toList());
  }

  private List<Group> groups() {
    return focus.entrySet().stream()
        .map(entry -> new Group(entry.getKey(), List.of(), entry.getValue()))
        .toList();
  }

  private List<GroupLine> groupLines() {
    return focus.entrySet().stream()
        .map(entry -> new GroupLine(
            entry.getKey(),
            pupils.values().stream()
                .filter(pupil -> entry.getKey().equals(pupil.group))
                .map(pupil -> new Alone(pupil.id, pupil.name, missing(pupil)))
                .toList(),
            entry.getValue().stream()
                .map(code -> code + " " + standards.description(code))
                .toList()))
        .toList();
  }

  private String missing(Pupil pupil) {
    return String.join(
        ", ",
        pupil.scores.entrySet().stream()
            .filter(entry -> !entry.getValue().isMastered())
            .map(Map.Entry::getKey)
            .sorted(standards::compare)
            .toList());
  }

  private List<Alone> alone() {
    return focus.isEmpty()
        ? List.of()
        : pupils.values().stream()
            .filter(pupil -> pupil.group == null)
            .map(pupil -> new Alone(
                pupil.id, pupil.name, pupil.reason == null ? Words.UNKNOWN : pupil.reason))
            .toList();
  }

  private String reason() {
    Set<String> reasons = new HashSet<>();
    pupils.values().forEach(pupil -> {
      if (pupil.reason != null) {
        reasons.add(pupil.reason);
      }
    });
    return reasons.isEmpty()
        ? "no student of this class is on file today"
        : String.join("; ", reasons);
  }
}
