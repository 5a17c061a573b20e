package org.waymark.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.waymark.engine.Card;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.SqlEngine;
import org.waymark.publishing.PublishedTable.Access;
import org.waymark.publishing.PublishedTable.Column;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The data dictionary and the words behind "How is this counted?", as tables of the
/// publication.
public final class Dictionary {

  private static final List<String> WORDS =
      List.of("table_name", "column_name", "data_type", "description", "unit", "sensitivity");
  private static final List<String> FIGURES =
      List.of("figure", "title", "rule", "rule_version", "counts_in", "counts_out", "inputs");

  private Dictionary() {}

  /// Writes both tables into the snapshot, from the cards and from `figures.yml`.
  public static List<PublishedTable> write(SqlEngine snapshot, ModelLibrary library) {
    snapshot.createSchema("publishing");
    var words = new ArrayList<List<String>>();
    for (var model : library.models()) {
      if (model.room().equals("publishing")) {
        for (Card.Column column : model.card().columns()) {
          words.add(List.of(
              model.name(),
              column.name(),
              column.dataType(),
              column.description(),
              column.unit(),
              column.sensitivity()));
        }
      }
    }
    var figures = new ArrayList<List<String>>();
    for (JsonNode figure : new YAMLMapper().readTree(resource()).path("figures")) {
      figures.add(FIGURES.stream().map(key -> figure.path(key).asString("")).toList());
    }
    return List.of(
        table(snapshot, "data_dictionary", "What every published column means.", WORDS, words),
        table(
            snapshot,
            "figure_definitions",
            "How each figure of the pages is counted.",
            FIGURES,
            figures));
  }

  private static PublishedTable table(
      SqlEngine snapshot,
      String name,
      String description,
      List<String> columns,
      List<List<String>> rows) {
    snapshot.createTable(
        "publishing." + name,
        columns,
        columns.stream().map(c -> "varchar(2000)").toList(),
        rows);
    return new PublishedTable(
        name,
        "publishing." + name,
        description,
        Access.PUBLIC,
        columns.stream().map(c -> new Column(c, "text", c.replace('_', ' '))).toList(),
        List.of());
  }

  private static String resource() {
    try (InputStream in = Dictionary.class.getResourceAsStream("figures.yml")) {
      if (in == null) {
        throw new IllegalStateException("publishing/figures.yml is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
