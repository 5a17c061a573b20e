package org.waymark.publishing;

import java.util.List;
import java.util.Locale;
import org.waymark.engine.Card;
import org.waymark.engine.Model;

/// A table as PostgreSQL will hold it: names, types, meaning, and who may see its rows.
///
/// @param source the table of the snapshot that it is filled from
/// @param indexes the column lists that readers search by
public record PublishedTable(
    String name,
    String source,
    String description,
    Access access,
    List<Column> columns,
    List<List<String>> indexes) {

  /// Who sees a row. The database enforces it; see `access.*` in the migrations.
  public enum Access {
    /// Any signed-in person of the tenant, board members and operators among them: names of
    /// schools and years, standards, the dictionary. Nothing about a person or a group.
    PUBLIC,
    /// Whoever works with the tenant's figures: all but board members and operators.
    EVERYONE,
    /// District leaders and analysts; school leaders for students of their schools; teachers
    /// for students they teach, counselors for their caseload; whoever was granted one
    /// student by hand.
    STUDENT,
    /// District leaders and analysts; school leaders for rows of their schools.
    SCHOOL,
    /// District leaders and analysts.
    DISTRICT,
    /// Nobody: read only by the functions that decide.
    NONE
  }

  public record Column(String name, String type, String description) {}

  public PublishedTable {
    columns = List.copyOf(columns);
    indexes = List.copyOf(indexes);
  }

  /// Reads the shape from the card of a model of this room.
  public static PublishedTable of(Model model) {
    Card card = model.card();
    var columns = card.columns().stream()
        .map(c -> new Column(
            c.name(),
            c.dataType(),
            c.unit().isEmpty() ? c.description() : c.description() + " [" + c.unit() + "]"))
        .toList();
    var indexes = card.meta().get("indexes") instanceof List<?> lists
        ? lists.stream().map(PublishedTable::names).toList()
        : List.<List<String>>of();
    Object access = card.meta().getOrDefault("access", "none");
    return new PublishedTable(
        model.name(),
        model.table(),
        card.description(),
        Access.valueOf(access.toString().toUpperCase(Locale.ROOT)),
        columns,
        indexes);
  }

  private static List<String> names(Object list) {
    return list instanceof List<?> names ? names.stream().map(String::valueOf).toList() : List.of();
  }
}
