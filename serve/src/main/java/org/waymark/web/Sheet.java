package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.waymark.access.ShowsStudents;

/// A table to take away: what is on screen, as CSV or as a workbook. Texts stay texts: no
/// cell ever becomes a formula.
public final class Sheet implements ShowsStudents {

  /// What a spreadsheet may be asked for.
  public enum Format {
    CSV("text/csv;charset=UTF-8", "csv"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");

    final String type;
    final String ending;

    Format(String type, String ending) {
      this.type = type;
      this.ending = ending;
    }

    /// By the ending of the address; anything else does not exist.
    public static Format of(String ending) {
      return Arrays.stream(values())
          .filter(format -> format.ending.equals(ending))
          .findFirst()
          .orElseThrow(NotVisible::new);
    }

    /// The format that a request's address ends in.
    public static Format of(HttpServletRequest request) {
      String path = request.getRequestURI();
      return of(path.substring(path.lastIndexOf('.') + 1));
    }
  }

  private static final int WIDEST = 60;

  private final String title;
  private final List<String> notes;
  private final List<String> header;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();
  private final Set<Long> students = new LinkedHashSet<>();

  /// @param title name of the workbook's sheet, at most 31 letters
  /// @param notes what a reader must know: scope, date, who is left out
  public Sheet(String title, List<String> notes, String... header) {
    this.title = title;
    this.notes = List.copyOf(notes);
    this.header = List.of(header);
  }

  /// Adds one row; null is an empty cell.
  public void row(@Nullable Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          title + " has " + header.size() + " columns, the row has " + cells.length);
    }
    rows.add(Arrays.asList(cells));
  }

  /// Says that a row is about this student, for the audit.
  public void about(long student) {
    students.add(student);
  }

  @Override
  public List<Long> shownStudents() {
    return List.copyOf(students);
  }

  byte[] write(Format format) {
    return format == Format.CSV ? csv() : xlsx();
  }

  private byte[] csv() {
    Csv csv = new Csv(header);
    rows.forEach(csv::row);
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] xlsx() {
    var out = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(out, "Waymark", "1.0")) {
      Worksheet sheet = book.newWorksheet(title.length() > 31 ? title.substring(0, 31) : title);
      for (int column = 0; column < header.size(); column++) {
        sheet.value(0, column, header.get(column));
        sheet.style(0, column).bold().wrapText(true).set();
        sheet.width(column, width(column));
      }
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < header.size(); column++) {
          put(sheet, row + 1, column, rows.get(row).get(column));
        }
      }
      sheet.freezePane(1, 1);
      Worksheet about = book.newWorksheet("About");
      about.width(0, 90);
      for (int i = 0; i < notes.size(); i++) {
        about.value(i, 0, notes.get(i));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void put(Worksheet sheet, int row, int column, @Nullable Object cell) {
    switch (cell) {
      case null -> {}
      case Number number -> sheet.value(row, column, number);
      case Boolean flag -> sheet.value(row, column, flag);
      case LocalDate day -> {
        sheet.value(row, column, day);
        sheet.style(row, column).format("yyyy-mm-dd").set();
      }
      default -> sheet.value(row, column, cell.toString());
    }
  }

  private double width(int column) {
    int longest = rows.stream()
        .limit(200)
        .map(row -> row.get(column))
        .mapToInt(cell -> cell == null ? 0 : cell.toString().length())
        .max()
        .orElse(0);
    return Math.min(WIDEST, Math.max(10, Math.max(longest, header.get(column).length()) + 2));
  }
}
