package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.Row;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;
import org.waymark.equity.internal.SchoolEffects.Basis;
import org.waymark.equity.internal.SchoolEffects.NotTold;
import org.waymark.equity.internal.SchoolEffects.Told;

/// `equity.school_comparison`: schools beside schools with the same grades.
public final class SchoolComparison implements JavaModel {

  private record Window(long year, String season, String subject, String platform) {}

  @Override
  public Set<String> reads() {
    return Set.of("equity.intake");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var pending = new Pending(rows);
    engine.scan("""
        select school_year, season, subject, platform, school_key, grade_level, standard_score,
               last_score, other_last_score, is_ell, is_sped, is_504, is_frl
        from equity.intake
        order by school_year, season, subject, platform, school_key, student_key
        """, pending::take);
    pending.finish();
  }

  /// The students of one window, which lie together in the scan.
  private static final class Pending {
    private final RowSink rows;
    private final List<Intake> students = new ArrayList<>();
    private @Nullable Window window;

    Pending(RowSink rows) {
      this.rows = rows;
    }

    void take(Row row) {
      var next = new Window(row.whole(0), row.text(1), row.text(2), row.text(3));
      if (!next.equals(window)) {
        finish();
        window = next;
      }
      students.add(new Intake(
          row.whole(4),
          row.text(5),
          row.number(6),
          row.numberOrNull(7),
          row.numberOrNull(8),
          new boolean[] {flag(row, 9), flag(row, 10), flag(row, 11), flag(row, 12)}));
    }

    void finish() {
      if (window != null) {
        for (Basis basis : Basis.values()) {
          write(window, basis);
        }
      }
      students.clear();
    }

    private void write(Window about, Basis basis) {
      String name = basis.name().toLowerCase(Locale.ROOT);
      new SchoolEffects(basis).of(students).forEach((school, answer) -> {
        switch (answer) {
          case NotTold none ->
            rows.add(
                school,
                about.year(),
                about.season(),
                about.subject(),
                about.platform(),
                name,
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
                none.reason());
          case Told told ->
            rows.add(
                school,
                about.year(),
                about.season(),
                about.subject(),
                about.platform(),
                name,
                told.students(),
                told.peers(),
                told.mean(),
                told.effect(),
                told.effect() - RawGap.Z * told.error(),
                told.effect() + RawGap.Z * told.error(),
                told.kept() > 0 ? told.shrunk() : null,
                told.kept() > 0 ? told.shrunk() - told.shrunkReach() : null,
                told.kept() > 0 ? told.shrunk() + told.shrunkReach() : null,
                told.kept(),
                told.kept() > 0 ? null : "the schools compared don't differ by more than chance");
        }
      });
    }

    private static boolean flag(Row row, int column) {
      return !row.isNull(column) && Boolean.parseBoolean(row.text(column));
    }
  }
}
