package org.waymark.equity.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.JavaModel;
import org.waymark.engine.Row;
import org.waymark.engine.RowSink;
import org.waymark.engine.SqlEngine;

/// `equity.gap`: every group beside all others, by district, school and grade.
public final class Gaps implements JavaModel {

  /// What a list of gaps is about: one measure in one window.
  record Subject(long schoolYear, String season, String subject, String platform, String measure) {}

  /// Whom it is about.
  ///
  /// @param schoolKey null for the district
  record Scope(@Nullable Long schoolKey, String grade) {

    static final String ALL = "all";

    String name() {
      return schoolKey == null ? "district" : "school";
    }
  }

  @Override
  public Set<String> reads() {
    return Set.of("equity.cell");
  }

  @Override
  public void compute(SqlEngine engine, RowSink rows) {
    var current = new Pending(rows);
    engine.scan("""
        select school_year, season, subject, platform, measure, in_district, in_school, school_key,
               grade_level, is_ell, is_sped, is_504, is_frl, race_ethnicity, students, total, squares, unmeasured
        from equity.cell
        order by school_year, season, subject, platform, measure, in_district, in_school, school_key,
                 grade_level, is_ell, is_sped, is_504, is_frl, race_ethnicity
        """, current::take);
    current.finish();
  }

  /// The cells of one subject, which lie together in the scan.
  private static final class Pending {
    private final RowSink rows;
    private final List<Cell> cells = new ArrayList<>();
    private @Nullable Subject subject;

    Pending(RowSink rows) {
      this.rows = rows;
    }

    void take(Row row) {
      var next = new Subject(row.whole(0), row.text(1), row.text(2), row.text(3), row.text(4));
      if (!next.equals(subject)) {
        finish();
        subject = next;
      }
      cells.add(new Cell(
          flag(row, 5),
          flag(row, 6),
          row.whole(7),
          row.text(8),
          new Signature(
              flagOrNull(row, 9),
              flagOrNull(row, 10),
              flagOrNull(row, 11),
              flagOrNull(row, 12),
              row.textOrNull(13)),
          row.whole(14),
          row.whole(17),
          row.number(15),
          row.number(16)));
    }

    void finish() {
      if (subject != null) {
        var scopes = new TreeMap<Scope, List<Cell>>(Comparator.comparing(
                (Scope s) -> s.schoolKey() == null ? Long.MIN_VALUE : s.schoolKey())
            .thenComparing(Scope::grade));
        for (Cell cell : cells) {
          if (cell.inDistrict()) {
            put(scopes, new Scope(null, Scope.ALL), cell);
            put(scopes, new Scope(null, cell.grade()), cell);
          }
          if (cell.inSchool() && cell.schoolKey() != 0) {
            put(scopes, new Scope(cell.schoolKey(), Scope.ALL), cell);
            put(scopes, new Scope(cell.schoolKey(), cell.grade()), cell);
          }
        }
        for (var scope : scopes.entrySet()) {
          new GapList(subject, scope.getKey(), scope.getValue()).write(rows);
        }
      }
      cells.clear();
    }

    private static void put(TreeMap<Scope, List<Cell>> scopes, Scope scope, Cell cell) {
      scopes.computeIfAbsent(scope, s -> new ArrayList<>()).add(cell);
    }

    private static boolean flag(Row row, int column) {
      return Boolean.TRUE.equals(flagOrNull(row, column));
    }

    private static @Nullable Boolean flagOrNull(Row row, int column) {
      return row.isNull(column) ? null : Boolean.parseBoolean(row.text(column));
    }
  }
}
