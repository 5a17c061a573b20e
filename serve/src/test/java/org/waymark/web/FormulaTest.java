package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Routes.Route;

/// Names, schools and values that a spreadsheet would take for a formula, in every file that the
/// pages give away.
class FormulaTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = Hostile.open();
  }

  @Test
  void no_cell_of_any_file_begins_like_a_formula() throws Exception {
    Visitor visitor = Visitor.signedIn(district, Role.DISTRICT);
    List<String> files = new ArrayList<>();
    int planted = 0;
    for (Route route : Routes.of(district).all()) {
      if (route.isGet() && route.pattern().endsWith(".csv")) {
        for (String query : List.of("", "?school=" + district.ownSchool, "?school=each")) {
          String csv = visitor
              .get(route.path(Long.toString(district.ownStudent)) + query)
              .body();
          planted += csv.contains("'=cmd|'/C calc'!A0") || csv.contains("'@sum(1)") ? 1 : 0;
          for (String cell : cells(csv)) {
            assertThat(cell)
                .as(route + " " + query)
                .doesNotMatch("(?s)^[=@\\t\\r|%].*|^[+-](?!\\d*\\.?\\d+(E-?\\d+)?$).*");
          }
        }
        files.add(route.pattern());
      }
      if (route.isGet() && route.pattern().endsWith(".xlsx")) {
        String sheet = sheets(visitor.bytes(route.path(Long.toString(district.ownStudent))));
        assertThat(sheet).as(route.pattern()).doesNotContain("<f>").doesNotContain("<f ");
        files.add(route.pattern());
      }
    }
    assertThat(files)
        .contains("/students.csv", "/growth.csv", "/growth.xlsx", "/quality/quarantine.csv");
    assertThat(planted).as("files that carried what was planted").isGreaterThan(3);
  }

  /// The cells of a file, quotes taken away.
  private static List<String> cells(String csv) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean isQuoted = false;
    for (int i = csv.startsWith("\uFEFF") ? 1 : 0; i < csv.length(); i++) {
      char c = csv.charAt(i);
      if (c == '"') {
        if (isQuoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          isQuoted = !isQuoted;
        }
      } else if (!isQuoted && (c == ',' || c == '\n')) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else if (isQuoted || c != '\r') {
        cell.append(c);
      }
    }
    return cells;
  }

  private static String sheets(byte[] workbook) throws Exception {
    StringBuilder all = new StringBuilder();
    Path file = Files.write(Files.createTempFile("formula", ".xlsx"), workbook);
    try (var zip = new ZipFile(file.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        if (entry.getName().startsWith("xl/worksheets")) {
          all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } finally {
      Files.delete(file);
    }
    return all.toString();
  }
}
