package org.waymark.risk.learning;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The invented table of reference/risk: rows with their outcomes.
record Table(Inputs inputs, boolean[] outcomes) {

  static final Table TRAIN = read("train");
  static final Table TEST = read("test");

  /// More absence, failing marks and incidents never lower the risk; a better GPA and a better
  /// score never raise it.
  static final int[] DIRECTIONS = {1, 0, -1, 1, -1, 0, 1, 0, 0, 0};

  static TreeSettings settings() {
    return new TreeSettings(150, 4, 0.05, 5, 1, 0.8, 0.8, DIRECTIONS, 1);
  }

  static JsonNode reference() {
    try (InputStream in = open("reference.json")) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Table read(String part) {
    try (var lines = new BufferedReader(
        new InputStreamReader(new GZIPInputStream(open("table.csv.gz")), StandardCharsets.UTF_8))) {
      List<String> features =
          List.of(lines.readLine().split(",")).stream().skip(2).toList();
      var rows = lines
          .lines()
          .map(line -> line.split(",", -1))
          .filter(cells -> cells[0].equals(part))
          .toList();
      float[] values = new float[rows.size() * features.size()];
      boolean[] outcomes = new boolean[rows.size()];
      Arrays.fill(values, Float.NaN);
      for (int i = 0; i < outcomes.length; i++) {
        String[] cells = rows.get(i);
        outcomes[i] = cells[1].equals("1");
        for (int j = 0; j < features.size(); j++) {
          if (!cells[2 + j].isEmpty()) {
            values[i * features.size() + j] = Float.parseFloat(cells[2 + j]);
          }
        }
      }
      return new Table(new Inputs(features, values), outcomes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(Table.class.getResourceAsStream("/reference/risk/" + name));
  }
}
