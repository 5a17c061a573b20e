package org.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Runs every worked case of the product on an engine; both engines use it.
public final class WorkedCases {

  private static final ModelLibrary LIBRARY = ModelLibrary.load();

  private WorkedCases() {}

  /// Every case, by `room.model: title`.
  public static Map<String, WorkedCase> all() {
    Path root =
        Path.of(System.getProperty("waymark.home", ".."), "compute/src/main/java/org/waymark");
    var cases = new TreeMap<String, WorkedCase>();
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".case.md")).toList()) {
        for (WorkedCase worked : WorkedCase.parse(Files.readString(file))) {
          cases.put(worked.expected().table() + ": " + worked.title(), worked);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cases;
  }

  /// Builds the expected model (and the models between it and the given tables) and compares.
  public static void verify(WorkedCase worked, SqlEngine engine) {
    var made = new HashSet<String>();
    for (var scene : worked.given()) {
      engine.createSchema(scene.table().substring(0, scene.table().indexOf('.')));
      engine.createTable(scene.table(), scene.columns(), scene.types(), scene.rows());
      made.add(scene.table());
    }
    if (!made.contains("engine.run")) {
      new RunParameters(
              "maple-valley",
              "run-1",
              java.time.LocalDate.of(2026, 5, 15),
              2026,
              RunParameters.Thresholds.DEFAULT)
          .writeTo(engine);
      made.add("engine.run");
    }
    String target = worked.expected().table();
    var chain = new ArrayList<Model>();
    collect(target, made, chain, new HashSet<>());
    new ModelRunner(List.of(engine), Progress.SILENT).run(chain);
    var columns = worked.expected().columns();
    var actual = engine.query("select " + String.join(", ", columns) + " from " + target);
    assertThat(sorted(actual.rows().stream().map(WorkedCases::texts).toList()))
        .as("%s\n%s gives %s", worked.title(), target, columns)
        .isEqualTo(sorted(worked.expected().rows()));
  }

  private static void collect(String table, Set<String> made, List<Model> chain, Set<String> seen) {
    if (made.contains(table) || !seen.add(table)) {
      return;
    }
    Model model = LIBRARY
        .find(table)
        .orElseThrow(() -> new AssertionError("the case gives no rows for " + table));
    model.dependsOn().forEach(t -> collect(t, made, chain, seen));
    chain.add(model);
  }

  private static List<List<String>> sorted(List<List<String>> rows) {
    return rows.stream().sorted(Comparator.comparing(Object::toString)).toList();
  }

  private static List<String> texts(List<@Nullable Object> row) {
    return row.stream().map(WorkedCases::text).toList();
  }

  /// Numbers without trailing zeros, rounded to 6 decimals; a missing value is empty.
  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double d -> plain(BigDecimal.valueOf(d));
      case Float f -> plain(new BigDecimal(f.toString()));
      case BigDecimal d -> plain(d);
      default -> value.toString();
    };
  }

  private static String plain(BigDecimal number) {
    var rounded = number.setScale(6, java.math.RoundingMode.HALF_EVEN).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
