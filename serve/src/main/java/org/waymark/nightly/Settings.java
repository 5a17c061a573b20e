package org.waymark.nightly;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.waymark.cohorts.CustomCohort;
import org.waymark.engine.RunParameters.Bands;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The district's settings, from `waymark.yml` in the data directory. Every key has a
/// default; an unknown key is refused with the nearest right one.
///
/// @param tenant which district the rows belong to
/// @param mappings folders of the district's own mapping files
/// @param shrinkTolerated the largest share of rows that a feed may lose against the last
///     published run
/// @param memoryMb how much memory DuckDB may use before it spills to disk
/// @param snapshotsKept how many finished snapshots stay on disk
/// @param thresholds where the early-warning rules draw their lines
/// @param normEdition the norms to measure with; empty for the newest that is loaded
/// @param cohorts cohorts of the district's own
/// @param riskCapacity the share of students whom the district can look after: what models are
///     proved at
/// @param riskBands chances of trouble from which on a band begins
/// @param riskFeatures services that models may look at, because the district said so
public record Settings(
    String tenant,
    List<Path> mappings,
    double shrinkTolerated,
    int memoryMb,
    int snapshotsKept,
    Thresholds thresholds,
    String normEdition,
    List<CustomCohort> cohorts,
    double riskCapacity,
    List<String> riskFeatures,
    Bands riskBands) {

  /// What a district may opt in: English learner, special education, lunch status.
  private static final Set<String> SERVICES = new TreeSet<>(Set.of("ell", "sped", "frl"));

  public static final Settings DEFAULT = new Settings(
      "district",
      List.of(),
      0.2,
      2_500,
      7,
      Thresholds.DEFAULT,
      "",
      List.of(),
      0.10,
      List.of(),
      Bands.DEFAULT);

  private static final Set<String> KEYS = new TreeSet<>(Set.of(
      "tenant",
      "mappings",
      "shrink_tolerated",
      "memory_mb",
      "snapshots_kept",
      "thresholds",
      "norm_edition",
      "cohorts",
      "risk_capacity",
      "risk_features",
      "risk_bands",
      "serve",
      "sign_in",
      // read by the rooms that tell and send: alerts, post
      "alerts",
      "mail",
      "endpoints",
      "post",
      "time_zone",
      // read by the room that knows them: interventions, web, usage
      "next_steps",
      "limits",
      "usage"));
  private static final Set<String> THRESHOLD_KEYS = Arrays.stream(Threshold.values())
      .map(Threshold::key)
      .collect(Collectors.toCollection(TreeSet::new));

  private static final Set<String> COHORT_KEYS = cohortKeys();

  public Settings {
    mappings = List.copyOf(mappings);
    cohorts = List.copyOf(cohorts);
    riskFeatures = List.copyOf(riskFeatures);
    if (!(riskCapacity > 0 && riskCapacity <= 0.5)) {
      throw new IllegalArgumentException(
          "risk_capacity: saw " + riskCapacity + ", expected a share such as 0.10, at most 0.5");
    }
    if (!SERVICES.containsAll(riskFeatures)) {
      throw new IllegalArgumentException(
          "risk_features: saw " + riskFeatures + ", expected some of " + SERVICES);
    }
    if (!tenant.matches("[a-z0-9][a-z0-9-]{0,59}")) {
      throw new IllegalArgumentException("tenant: saw \"" + tenant
          + "\", expected lower-case letters, digits and hyphens, such as maple-valley");
    }
    if (shrinkTolerated <= 0 || shrinkTolerated >= 1) {
      throw new IllegalArgumentException(
          "shrink_tolerated: saw " + shrinkTolerated + ", expected a share such as 0.2");
    }
    if (memoryMb < 256 || snapshotsKept < 1) {
      throw new IllegalArgumentException(
          "memory_mb must be at least 256 and snapshots_kept at least 1");
    }
  }

  /// The same settings with thresholds that people chose on the page.
  Settings with(Thresholds chosen) {
    return new Settings(
        tenant,
        mappings,
        shrinkTolerated,
        memoryMb,
        snapshotsKept,
        chosen,
        normEdition,
        cohorts,
        riskCapacity,
        riskFeatures,
        riskBands);
  }

  /// Reads `waymark.yml`; the defaults when there is none.
  public static Settings read(Path dataDir) throws IOException {
    Path file = dataDir.resolve("waymark.yml");
    return tree(dataDir).map(root -> parse(root, file)).orElse(DEFAULT);
  }

  static Settings parse(String yaml, Path file) {
    return parse(tree(yaml, file), file);
  }

  /// The file as it is written, its keys known; empty when there is none.
  private static Optional<JsonNode> tree(Path dataDir) throws IOException {
    Path file = dataDir.resolve("waymark.yml");
    return Files.exists(file) ? Optional.of(tree(Files.readString(file), file)) : Optional.empty();
  }

  private static JsonNode tree(String yaml, Path file) {
    JsonNode root;
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is not valid YAML: " + e.getOriginalMessage(), e);
    }
    if (!root.isObject() && !root.isEmpty() && !root.isNull() && !root.isMissingNode()) {
      throw new IllegalArgumentException(
          file + ": expected settings such as \"tenant: maple-valley\", one to a line");
    }
    refuseUnknown(root, KEYS, file, "");
    return root;
  }

  private static Settings parse(JsonNode root, Path file) {
    // refused here too, so that a command that does not serve tells of a wrong line as well
    ServeSettings.of(SettingsFile.of(root));
    Path home = file.toAbsolutePath().getParent();
    var mappings = root.path("mappings")
        .valueStream()
        .map(n -> home == null ? Path.of(n.asString()) : home.resolve(n.asString()))
        .toList();
    return new Settings(
        root.path("tenant").asString(DEFAULT.tenant),
        mappings,
        number(root, "shrink_tolerated", DEFAULT.shrinkTolerated, file),
        whole(root, "memory_mb", DEFAULT.memoryMb, file),
        whole(root, "snapshots_kept", DEFAULT.snapshotsKept, file),
        thresholds(root.path("thresholds"), file),
        root.path("norm_edition").asString(""),
        cohorts(root.path("cohorts"), file),
        number(root, "risk_capacity", DEFAULT.riskCapacity, file),
        root.path("risk_features").valueStream().map(n -> n.asString("")).toList(),
        bands(root.path("risk_bands"), file));
  }

  /// `risk_bands: [0.25, 0.50, 0.75]`.
  private static Bands bands(JsonNode node, Path file) {
    if (node.isMissingNode()) {
      return Bands.DEFAULT;
    }
    if (!node.isArray() || node.size() != 3 || !node.valueStream().allMatch(JsonNode::isNumber)) {
      throw wrong(file, "risk_bands", node, "three rising chances such as [0.25, 0.50, 0.75]");
    }
    try {
      return new Bands(
          node.get(0).asDouble(), node.get(1).asDouble(), node.get(2).asDouble());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Thresholds thresholds(JsonNode nodes, Path file) {
    refuseUnknown(nodes, THRESHOLD_KEYS, file, "thresholds.");
    var values = new EnumMap<Threshold, BigDecimal>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      JsonNode value = nodes.path(threshold.key());
      if (!value.isMissingNode()) {
        if (!value.isNumber()) {
          throw wrong(file, threshold.key(), value, threshold.range());
        }
        values.put(threshold, value.decimalValue());
      }
    }
    try {
      return Threshold.thresholds(values);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": thresholds: " + e.getMessage(), e);
    }
  }

  /// `cohorts: [{name: Newcomers, grades: [6, 7], subgroups: [ell]}]`.
  private static List<CustomCohort> cohorts(JsonNode nodes, Path file) {
    var cohorts = new ArrayList<CustomCohort>();
    for (JsonNode node : nodes) {
      refuseUnknown(node, COHORT_KEYS, file, "cohorts.");
      var filters = new TreeMap<String, List<String>>();
      for (String filter : CustomCohort.FILTERS) {
        if (node.has(filter)) {
          filters.put(
              filter, node.path(filter).valueStream().map(v -> v.asString("")).toList());
        }
      }
      String name = node.path("name").asString("");
      if (cohorts.stream().anyMatch(c -> c.name().equals(name))) {
        throw new IllegalArgumentException(file + ": cohorts: two cohorts are named " + name);
      }
      try {
        cohorts.add(new CustomCohort(name, filters));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
      }
    }
    return cohorts;
  }

  private static Set<String> cohortKeys() {
    var keys = new TreeSet<>(CustomCohort.FILTERS);
    keys.add("name");
    return keys;
  }

  private static double number(JsonNode node, String key, double fallback, Path file) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isNumber()) {
      throw wrong(file, key, value, "a number");
    }
    return value.asDouble(fallback);
  }

  private static int whole(JsonNode node, String key, int fallback, Path file) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.canConvertToInt()) {
      throw wrong(file, key, value, "a whole number");
    }
    return value.asInt(fallback);
  }

  private static IllegalArgumentException wrong(
      Path file, String key, JsonNode saw, String expected) {
    return new IllegalArgumentException(
        file + ": " + key + ": saw " + saw + ", expected " + expected);
  }

  private static void refuseUnknown(JsonNode node, Set<String> known, Path file, String prefix) {
    for (String key : node.propertyNames()) {
      if (!known.contains(key)) {
        String nearest = Section.nearest(key, known);
        throw new IllegalArgumentException(file + ": unknown setting " + prefix + key
            + "; did you mean " + prefix + nearest + "?");
      }
    }
  }
}
