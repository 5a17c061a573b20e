package org.waymark.web.board;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every figure for people who see no student, as `access.public_figures` lets it out: the
/// database decides which cells may be shown. Nothing else may answer such people with a figure
/// of a group.
public final class PublicFigures {

  /// Students of one place and group in one year.
  ///
  /// @param schoolId null for the whole district
  /// @param students null when the cell is hidden
  /// @param hidden why it is: small, complement or partition; null when it is shown
  public record Cell(
      int schoolYear,
      @Nullable Long schoolId,
      @Nullable String schoolName,
      String subgroup,
      @Nullable Long students,
      CodedShare chronic,
      @Nullable BigDecimal attendanceRate,
      CodedShare completion,
      @Nullable String hidden) {

    public boolean isShown() {
      return hidden == null;
    }

    /// Why the cell is empty, in words; empty when it isn't.
    public String why() {
      return switch (hidden) {
        case null -> "";
        case "small" -> "Hidden: fewer than 10 students.";
        case "complement" ->
          "Hidden: the other students would be fewer than 10, and known by subtraction.";
        default ->
          "Hidden: together with the parts that are shown, it would give away fewer than 10 students.";
      };
    }
  }

  private PublicFigures() {}

  /// All cells of this school year and the one before.
  public static List<Cell> read(JdbcClient rows) {
    return rows.sql("select * from access.public_figures()")
        .query((row, n) -> new Cell(
            row.getInt("school_year"),
            row.getObject("school_id", Long.class),
            row.getString("school_name"),
            row.getString("subgroup"),
            row.getObject("students", Long.class),
            new CodedShare(row.getBigDecimal("chronic_share"), row.getString("chronic_edge")),
            row.getBigDecimal("attendance_rate"),
            new CodedShare(row.getBigDecimal("completion_share"), row.getString("completion_edge")),
            row.getString("hidden")))
        .list();
  }
}
