package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.RowSink;
import org.waymark.equity.internal.AdjustedGap.Adjusted;
import org.waymark.equity.internal.AdjustedGap.NotAdjusted;
import org.waymark.equity.internal.RawGap.Compared;
import org.waymark.equity.internal.RawGap.NotCompared;
import org.waymark.statistics.BenjaminiHochberg;
import org.waymark.statistics.SmallestGroup;

/// The gaps of all groups in one measure, window and scope: they are listed together, so
/// their p-values are adjusted together.
final class GapList {

  /// Under this share of the best group's rate a group is flagged.
  /// Source: 29 CFR 1607.4 D.
  private static final double FOUR_FIFTHS = 0.8;

  /// @param unmeasured students with a score that the norm does not reach
  private record Line(
      Group group, RawGap raw, AdjustedGap.@Nullable Answer adjusted, long unmeasured) {}

  private final Gaps.Subject subject;
  private final Gaps.Scope scope;
  private final List<Cell> cells;
  private final Measure measure;

  GapList(Gaps.Subject subject, Gaps.Scope scope, List<Cell> cells) {
    this.subject = subject;
    this.scope = scope;
    this.cells = cells;
    measure = Measure.of(subject.measure());
  }

  void write(RowSink rows) {
    var lines = new ArrayList<Line>();
    for (Group group : Group.ALL) {
      var in = new Tally();
      var out = new Tally();
      for (Cell cell : cells) {
        Boolean has = group.has(cell.who());
        if (has != null) {
          (has ? in : out).add(cell);
        }
      }
      boolean isWorthALine = in.students + in.unmeasured > 0 || !group.isRace() && !isSchoolGrade();
      if (isWorthALine) {
        RawGap raw = RawGap.of(group, in, out, measure);
        lines.add(new Line(
            group,
            raw,
            raw instanceof Compared ? AdjustedGap.of(cells, group) : null,
            in.unmeasured + out.unmeasured));
      }
    }
    Map<String, Double> best = best(lines);
    double[] p = lines.stream()
        .filter(l -> l.raw() instanceof Compared c && c.p() != null)
        .mapToDouble(l -> ((Compared) l.raw()).p())
        .toArray();
    double[] listed = BenjaminiHochberg.adjust(p);
    int next = 0;
    for (Line line : lines) {
      switch (line.raw()) {
        case NotCompared none -> row(rows, line, none);
        case Compared gap -> row(rows, line, gap, gap.p() == null ? null : listed[next++], best);
      }
    }
  }

  /// A small number of students is not told.
  private static @Nullable Long shown(long students) {
    return students > 0 && students < SmallestGroup.SHOWN ? null : students;
  }

  private boolean isSchoolGrade() {
    return scope.schoolKey() != null && !scope.grade().equals(Gaps.Scope.ALL);
  }

  /// The highest rate of each family that the four-fifths rule looks at.
  private Map<String, Double> best(List<Line> lines) {
    var best = new HashMap<String, Double>();
    if (measure.rate() != Measure.Rate.NONE) {
      for (Line line : lines) {
        if (line.raw() instanceof Compared gap) {
          best.merge(line.group().family(), measure.favourable(gap.group()), Math::max);
          if (!line.group().isRace()) {
            best.merge(line.group().family(), measure.favourable(gap.others()), Math::max);
          }
        }
      }
    }
    return best;
  }

  private void row(RowSink rows, Line line, NotCompared none) {
    rows.add(
        scope.name(),
        scope.schoolKey(),
        scope.grade(),
        subject.schoolYear(),
        subject.season(),
        subject.subject(),
        subject.platform(),
        subject.measure(),
        line.group().name(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        shown(line.unmeasured()),
        none.reason(),
        "the gap itself can't be told");
  }

  private void row(
      RowSink rows, Line line, Compared gap, @Nullable Double listed, Map<String, Double> best) {
    Double highest = best.get(line.group().family());
    Double ratio =
        highest == null || highest <= 0 ? null : measure.favourable(gap.group()) / highest;
    var adjusted = line.adjusted() instanceof Adjusted a ? a : null;
    var estimate = adjusted == null ? null : adjusted.gap();
    rows.add(
        scope.name(),
        scope.schoolKey(),
        scope.grade(),
        subject.schoolYear(),
        subject.season(),
        subject.subject(),
        subject.platform(),
        subject.measure(),
        line.group().name(),
        gap.group().students,
        gap.others().students,
        gap.group().mean(),
        gap.others().mean(),
        gap.difference(),
        gap.low(),
        gap.high(),
        gap.effect(),
        gap.effect() == null ? null : gap.effect() - gap.effectReach(),
        gap.effect() == null ? null : gap.effect() + gap.effectReach(),
        gap.p(),
        listed,
        ratio,
        ratio == null ? null : ratio < FOUR_FIFTHS,
        estimate == null ? null : estimate.value(),
        estimate == null ? null : estimate.low(),
        estimate == null ? null : estimate.high(),
        estimate == null ? null : estimate.p(),
        adjusted == null ? null : adjusted.students(),
        adjusted == null ? null : adjusted.heldEqual(),
        shown(line.unmeasured()),
        gap.p() == null ? "every student has the same value, so chance can't be judged" : null,
        line.adjusted() instanceof NotAdjusted none ? none.reason() : null);
  }
}
