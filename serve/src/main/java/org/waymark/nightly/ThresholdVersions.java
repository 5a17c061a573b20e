package org.waymark.nightly;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.EnumMap;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;
import org.waymark.store.Ledger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which thresholds the next run takes: the newest version that people saved on the page,
/// else those of `waymark.yml`.
public final class ThresholdVersions {
  private static final JsonMapper JSON = new JsonMapper();

  private ThresholdVersions() {}

  static Settings apply(Settings settings, Ledger ledger) {
    return ledger.thresholds().map(json -> settings.with(read(json))).orElse(settings);
  }

  /// Those of `waymark.yml`, which count as long as nobody saved a version.
  ///
  /// @throws IllegalArgumentException if the file holds a mistake, with what to do
  public static Thresholds ofFile(Path dataDir) throws IOException {
    return Settings.read(dataDir).thresholds();
  }

  /// As the ledger keeps them. A threshold that came later has its default.
  public static Thresholds read(String json) {
    JsonNode kept = JSON.readTree(json);
    var values = new EnumMap<Threshold, BigDecimal>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      JsonNode value = kept.path(threshold.key());
      if (value.isNumber()) {
        values.put(threshold, value.decimalValue());
      }
    }
    return Threshold.thresholds(values);
  }

  public static String write(Thresholds thresholds) {
    var json = JSON.createObjectNode();
    for (Threshold threshold : Threshold.values()) {
      json.put(threshold.key(), threshold.in(thresholds));
    }
    return json.toString();
  }
}
