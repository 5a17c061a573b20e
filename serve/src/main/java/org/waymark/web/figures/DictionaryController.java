package org.waymark.web.figures;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Recall;
import org.waymark.store.Records;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// What every table, column and figure means.
@RestController
public class DictionaryController {
  private final Pages pages;

  DictionaryController(Pages pages) {
    this.pages = pages;
  }

  /// One column of a published table.
  public record Column(
      String tableName,
      String columnName,
      @Nullable String dataType,
      @Nullable String description,
      @Nullable String unit,
      @Nullable String sensitivity) {}

  /// One table with its columns.
  public record Table(String name, List<Column> columns) {}

  /// The page.
  public record Dictionary(
      String search, List<Table> tables, int columns, List<FigureNotes.Note> figures) {}

  @GetMapping("/dictionary")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> dictionary(
      HttpServletRequest request, @RequestParam(name = "q", defaultValue = "") String search) {
    return pages.figures(
        request,
        "dictionary",
        "dictionary.jte",
        (rows, fresh) -> Recall.of(
            rows,
            Dictionary.class,
            "dictionary",
            search.strip(),
            () -> read(rows, search.strip())));
  }

  @Api(value = "What each figure and each column of a published table means", published = true)
  @GetMapping("/api/v1/dictionary")
  @OpenTo(Circle.SIGNED_IN)
  Dictionary forMachines(@RequestParam(name = "q", defaultValue = "") String search) {
    return pages.json((rows, fresh) -> read(rows, search.strip()));
  }

  private static Dictionary read(JdbcClient rows, String search) {
    List<Column> columns = rows.sql("""
                select table_name, column_name, data_type, description, unit, sensitivity
                from analytics.data_dictionary
                where :search = ''
                   or strpos(lower(table_name || ' ' || column_name || ' '
                                   || coalesce(description, '')), :search) > 0
                """)
        .param("search", search.toLowerCase(Locale.ROOT))
        .query(Records.of(Column.class))
        .list();
    Map<String, List<Column>> byTable = new LinkedHashMap<>();
    columns.stream()
        .sorted(java.util.Comparator.comparing(Column::tableName))
        .forEach(
            c -> byTable.computeIfAbsent(c.tableName(), t -> new ArrayList<>()).add(c));
    List<Table> tables = byTable.entrySet().stream()
        .map(e -> new Table(e.getKey(), e.getValue()))
        .toList();
    return new Dictionary(search, tables, columns.size(), FigureNotes.read(rows).all());
  }
}
