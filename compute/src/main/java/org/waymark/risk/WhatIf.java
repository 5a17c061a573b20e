package org.waymark.risk;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.Card;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.EngineException;
import org.waymark.engine.Making;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.RunParameters.Thresholds;
import org.waymark.engine.Threshold;

/// How many students each tier would hold if the thresholds were others.
///
/// No estimate: the models themselves run again beside a finished snapshot, which stays
/// untouched. Of all models that the indicator rests on, those that read a changed threshold
/// and those behind them are built anew, in memory; the rest is read from the snapshot.
public final class WhatIf {

  private static final String INDICATOR = "risk.indicator";
  private static final String RUN = "engine.run";

  private final ModelLibrary library;
  private final int memoryMb;

  public WhatIf(ModelLibrary library, int memoryMb) {
    this.library = library;
    this.memoryMb = memoryMb;
  }

  /// What came of the question.
  public sealed interface Answer {

    /// @param tenantId whose snapshot it is
    /// @param asOfOn the day of its data
    /// @param used the thresholds of that run
    /// @param now as the run counted, by school
    /// @param then as it would have counted, by school
    record Counted(
        String tenantId,
        String runId,
        LocalDate asOfOn,
        Thresholds used,
        List<FlagCount> now,
        List<FlagCount> then)
        implements Answer {}

    /// @param reason in words for a page
    /// @param detail for whoever looks after the server
    record Unavailable(String reason, String detail) implements Answer {}
  }

  /// Asks one question at a time, so that many askers need no more memory than one.
  ///
  /// @param changed null for the thresholds of the run itself
  public synchronized Answer ask(Path snapshot, @Nullable Thresholds changed) {
    if (!Files.isRegularFile(snapshot)) {
      return new Answer.Unavailable(
          "The snapshot of the last run is not there: a run may be replacing it just now.",
          snapshot + " is not a file");
    }
    try (var engine = DuckDbSqlEngine.open(null, memoryMb)) {
      engine.execute("set temp_directory = ''");
      engine.execute(
          "attach '" + snapshot.toString().replace("'", "''") + "' as snapshot (read_only)");
      return count(engine, changed);
    } catch (EngineException | IllegalArgumentException e) {
      return new Answer.Unavailable(
          "The snapshot of the last run can't be read just now, or another version of the product made it.",
          String.valueOf(e.getMessage()));
    }
  }

  private Answer count(DuckDbSqlEngine engine, @Nullable Thresholds changed) {
    var run = engine.query("select * from snapshot." + RUN).maps().getFirst();
    var values = new EnumMap<Threshold, BigDecimal>(Threshold.class);
    for (Threshold threshold : Threshold.values()) {
      values.put(threshold, new BigDecimal(String.valueOf(run.get(threshold.key()))));
    }
    Thresholds used = Threshold.thresholds(values);
    var now = FlagCount.read(engine, "snapshot." + INDICATOR);
    build(engine, used, changed == null ? used : changed);
    return new Answer.Counted(
        String.valueOf(run.get("tenant_id")),
        String.valueOf(run.get("run_id")),
        LocalDate.parse(String.valueOf(run.get("as_of_on"))),
        used,
        now,
        FlagCount.read(engine, INDICATOR));
  }

  private void build(DuckDbSqlEngine engine, Thresholds used, Thresholds changed) {
    var moved = Arrays.stream(Threshold.values())
        .filter(t -> t.in(changed).compareTo(t.in(used)) != 0)
        .collect(Collectors.toSet());
    var needed = library.neededFor(INDICATOR);
    var anew = anew(needed, moved);
    var made = new LinkedHashSet<String>();
    var read = new LinkedHashSet<String>();
    divide(INDICATOR, anew, made, read);
    Stream.of(made, read, Set.of(RUN))
        .flatMap(Set::stream)
        .map(table -> table.substring(0, table.indexOf('.')))
        .distinct()
        .forEach(engine::createSchema);
    engine.createTable(RUN, run(engine, moved, changed));
    for (String table : read) {
      engine.createView(table, "select * from snapshot." + table + today(engine, table));
    }
    for (Model model : needed) {
      if (made.contains(model.table())) {
        model.build(engine);
      }
    }
  }

  /// What must be made to answer, and what can be read as it is; nothing else is looked at.
  private void divide(String table, Set<String> anew, Set<String> made, Set<String> read) {
    if (table.equals(RUN) || made.contains(table) || read.contains(table)) {
      return;
    }
    if (!anew.contains(table) && !isView(table)) {
      read.add(table);
      return;
    }
    made.add(table);
    library
        .find(table)
        .ifPresent(model -> model.dependsOn().forEach(other -> divide(other, anew, made, read)));
  }

  /// The run's row with other thresholds, in the column types of the snapshot.
  private static String run(DuckDbSqlEngine engine, Set<Threshold> moved, Thresholds changed) {
    if (moved.isEmpty()) {
      return "select * from snapshot." + RUN;
    }
    var types = engine.query("describe snapshot." + RUN).maps().stream()
        .collect(Collectors.toMap(c -> c.get("column_name"), c -> c.get("column_type")));
    return moved.stream()
        .map(t -> "cast('" + t.in(changed).toPlainString() + "' as " + types.get(t.key()) + ") as "
            + t.key())
        .collect(Collectors.joining(", ", "select * replace (", ") from snapshot." + RUN));
  }

  /// The rule looks at many days, to tell what changed; to count, the run's own is enough.
  private static String today(DuckDbSqlEngine engine, String table) {
    boolean isOfManyDays = table.startsWith("risk.")
        && engine.query("describe snapshot." + table).maps().stream()
            .anyMatch(column -> "as_of_on".equals(column.get("column_name")));
    return isOfManyDays ? " where as_of_on = (select as_of_on from snapshot." + RUN + ")" : "";
  }

  /// A view of the snapshot names its tables without the snapshot, so it is made again.
  private boolean isView(String table) {
    return library
        .find(table)
        .filter(m -> m.making() instanceof Making.Select
            && m.card().materialized() == Card.Materialized.VIEW)
        .isPresent();
  }

  private static Set<String> anew(List<Model> needed, Set<Threshold> moved) {
    var anew = new HashSet<String>();
    for (Model model : needed) {
      if (reads(model, moved) || model.dependsOn().stream().anyMatch(anew::contains)) {
        anew.add(model.table());
      }
    }
    return anew;
  }

  /// Code does not say which columns it reads; SQL names them.
  private static boolean reads(Model model, Set<Threshold> moved) {
    if (!model.dependsOn().contains(RUN)) {
      return false;
    }
    return switch (model.making()) {
      case Making.Select(String sql) -> moved.stream().anyMatch(t -> sql.contains(t.key()));
      case Making.Shipped shipped -> false;
      case Making.Computed code -> !moved.isEmpty();
    };
  }
}
