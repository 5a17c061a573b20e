package org.waymark.programs.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.Row;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.programs.internal.ProgramEffect.Measured;
import org.waymark.programs.internal.ProgramEffect.NotMeasured;
import org.waymark.statistics.BenjaminiHochberg;
import org.waymark.statistics.MeanTest;
import org.waymark.statistics.SmallestGroup;

/// `programs.effect`: every program, year and subject.
public final class Effects implements JavaModel {

  private record StudentYear(long student, long year) {}

  private record Window(long year, String subject) {}

  private record ProgramYear(String program, long year) {}

  @Override
  public Set<String> reads() {
    return Set.of("programs.participant", "programs.change", "sources.program_cost");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var programs = new HashMap<StudentYear, Set<String>>();
    var enrolled = new TreeMap<ProgramYear, Integer>(
        Comparator.comparing(ProgramYear::program).thenComparing(ProgramYear::year));
    engine.scan("select student_key, program, school_year from programs.participant", row -> {
      programs
          .computeIfAbsent(new StudentYear(row.whole(0), row.whole(2)), k -> new HashSet<>())
          .add(row.text(1));
      enrolled.merge(new ProgramYear(row.text(1), row.whole(2)), 1, Integer::sum);
    });
    var costs = new HashMap<ProgramYear, Double>();
    engine.scan("""
        select program, school_year, cast(sum(cast(cost_usd as decimal(14, 2))) as double)
        from sources.program_cost
        where cost_usd is not null
        group by program, school_year
        """, row -> costs.put(new ProgramYear(row.text(0), row.whole(1)), row.number(2)));
    var windows = new HashMap<Window, List<Candidate>>();
    var yardsticks = new HashMap<Window, Set<String>>();
    engine.scan("""
        select student_key, school_year, subject, yardstick, grade_level, fall_score, spring_score,
               other_fall_score, last_spring_score, other_spring_score, is_ell, is_sped, is_frl
        from programs.change
        order by school_year, subject, student_key
        """, row -> {
      var window = new Window(row.whole(1), row.text(2));
      windows.computeIfAbsent(window, w -> new ArrayList<>()).add(candidate(row, programs));
      yardsticks.computeIfAbsent(window, w -> new TreeSet<>()).add(row.text(3));
    });
    var subjects = new TreeSet<String>();
    windows.keySet().forEach(w -> subjects.add(w.subject()));
    var results = new ArrayList<Result>();
    for (var entry : enrolled.entrySet()) {
      for (String subject : subjects) {
        var window = new Window(entry.getKey().year(), subject);
        var candidates = windows.getOrDefault(window, List.of());
        ProgramEffect effect = candidates.isEmpty()
            ? new NotMeasured(0, "nobody has both a fall and a spring score in this year")
            : new Matching(entry.getKey().program(), candidates).effect();
        String yardstick = String.join(" and ", yardsticks.getOrDefault(window, Set.of()));
        results.add(new Result(
            entry.getKey(),
            subject,
            entry.getValue(),
            yardstick,
            effect,
            costs.get(entry.getKey())));
      }
    }
    write(rows, results);
  }

  /// One program in one year and subject.
  ///
  /// @param enrolled who took part on any day
  /// @param cost of all schools, US dollars
  private record Result(
      ProgramYear key,
      String subject,
      int enrolled,
      String yardstick,
      ProgramEffect effect,
      @Nullable Double cost) {}

  /// The programs of a year are listed together, so their p-values are adjusted together.
  private static void write(RowSink rows, List<Result> results) {
    var adjusted = BenjaminiHochberg.adjustWithin(
        results,
        result -> result.key().year(),
        result -> result.effect() instanceof Measured measured ? measured.gain().p() : null);
    for (int i = 0; i < results.size(); i++) {
      row(rows, results.get(i), adjusted.get(i));
    }
  }

  private static Candidate candidate(Row row, Map<StudentYear, Set<String>> programs) {
    return new Candidate(
        row.whole(0),
        row.text(4),
        row.number(5),
        row.number(6),
        new @Nullable Double[] {row.numberOrNull(7), row.numberOrNull(8), row.numberOrNull(9)},
        new boolean[] {flag(row, 10), flag(row, 11), flag(row, 12)},
        programs.getOrDefault(new StudentYear(row.whole(0), row.whole(1)), Set.of()));
  }

  private static boolean flag(Row row, int column) {
    return !row.isNull(column) && Boolean.parseBoolean(row.text(column));
  }

  private static void row(RowSink rows, Result result, @Nullable Double listed) {
    ProgramYear key = result.key();
    int enrolled = result.enrolled();
    Double cost = result.cost();
    boolean isShown = enrolled >= SmallestGroup.SHOWN;
    Double perStudent = cost == null || !isShown ? null : cost / enrolled;
    switch (result.effect()) {
      case NotMeasured none ->
        rows.add(
            key.program(),
            key.year(),
            result.subject(),
            isShown ? enrolled : null,
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
            result.yardstick(),
            cost,
            perStudent,
            null,
            none.reason(),
            costReason(cost, isShown, null));
      case Measured measured -> {
        var gain = measured.gain();
        var other = measured.givenPretest();
        boolean isGain = measured.isComparable()
            && gain.value() > 0
            && listed != null
            && listed < MeanTest.SIGNIFICANT;
        rows.add(
            key.program(),
            key.year(),
            result.subject(),
            enrolled,
            measured.participants(),
            measured.unmatched(),
            measured.matches(),
            measured.participantChange(),
            measured.matchedChange(),
            measured.baseline(),
            measured.isComparable(),
            gain.value(),
            gain.low(),
            gain.high(),
            gain.p(),
            listed,
            other == null ? null : other.value(),
            other == null ? null : other.low(),
            other == null ? null : other.high(),
            result.yardstick(),
            cost,
            perStudent,
            isGain && perStudent != null ? perStudent / gain.value() : null,
            measured.isComparable()
                ? null
                : "not comparable: before the program the participants were more than 0.25 SD from their matches",
            costReason(cost, isShown, isGain));
      }
    }
  }

  private static @Nullable String costReason(
      @Nullable Double cost, boolean isShown, @Nullable Boolean isGain) {
    if (cost == null) {
      return "no cost of this program is loaded for this year";
    }
    if (!isShown) {
      return SmallestGroup.tooFew(1) + " took part";
    }
    return Boolean.TRUE.equals(isGain) ? null : "no cost per SD gained: no gain is certain";
  }
}
