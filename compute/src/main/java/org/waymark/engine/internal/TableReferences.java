package org.waymark.engine.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.waymark.engine.EngineException;
import org.waymark.engine.SqlEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which tables a select reads, asked of DuckDB's own parser.
public final class TableReferences {

  private static final JsonMapper JSON = new JsonMapper();

  private final SqlEngine duckDb;

  public TableReferences(SqlEngine duckDb) {
    this.duckDb = duckDb;
  }

  /// @param where the file, for messages
  public Set<String> of(String select, String where) {
    Object answer = duckDb
        .query("select json_serialize_sql('" + select.replace("'", "''") + "')")
        .rows()
        .getFirst()
        .getFirst();
    JsonNode tree = JSON.readTree(String.valueOf(answer));
    if (tree.path("error").asBoolean(true)) {
      throw new EngineException(
          where + ": " + tree.path("error_message").asString("cannot be parsed"));
    }
    if (tree.path("statements").size() != 1) {
      throw new EngineException(where + ": expected one select");
    }
    var tables = new TreeSet<String>();
    var commonTables = new HashSet<String>();
    collect(tree, tables, commonTables);
    tables.removeAll(commonTables);
    return tables;
  }

  private static void collect(JsonNode node, Set<String> tables, Set<String> commonTables) {
    if (node.isObject()) {
      if ("BASE_TABLE".equals(node.path("type").asString(""))) {
        String schema = node.path("schema_name").asString("");
        String name = node.path("table_name").asString("");
        tables.add(schema.isEmpty() ? name : schema + "." + name);
      }
      for (JsonNode entry : node.path("cte_map").path("map")) {
        commonTables.add(entry.path("key").asString(""));
      }
    }
    for (JsonNode child : node) {
      collect(child, tables, commonTables);
    }
  }
}
