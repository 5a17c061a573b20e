package org.waymark.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
import org.waymark.engine.RunParameters;
import org.waymark.engine.TableShape;
import org.waymark.risk.RiskModel;
import org.waymark.risk.RiskTraining;
import org.waymark.risk.TrainingPlan;
import org.waymark.risk.TrainingResult;
import tools.jackson.databind.json.JsonMapper;

/// Early warning once, cold, in a JVM of its own: features, training with its proof, scores,
/// reasons, drift. Prints one JSON object.
final class RiskOnce {

  private static final TableShape DEPLOYED = new TableShape(
      "risk.deployed_model",
      List.of("model_id", "duty", "school_key", "artifact"),
      List.of("string", "string", "bigint", "string"));

  private RiskOnce() {}

  /// @param arguments the DuckDB file with all but early warning's own tables
  public static void main(String[] arguments) throws IOException, SQLException {
    var object = new LinkedHashMap<String, Object>();
    ModelLibrary library = ModelLibrary.load();
    try (var engine = DuckDbSqlEngine.open(Path.of(arguments[0]), 2_000);
        var second = engine.duplicate()) {
      parameters(engine);
      var runner = new ModelRunner(List.of(engine, second), Progress.SILENT);
      long began = System.nanoTime();
      long cpu = cpu();
      var built = runner.run(RiskSnapshot.own(library));
      put(object, "features", began, cpu);
      var slowest = new LinkedHashMap<String, Double>();
      built.stream()
          .sorted((a, b) -> b.took().compareTo(a.took()))
          .limit(8)
          .forEach(b -> slowest.put(b.model().table(), b.took().toMillis() / 1000.0));
      object.put("slowest_seconds", slowest);
      object.put("days", count(engine, "select count(distinct as_of_on) from risk.feature"));
      object.put("rows", count(engine, "select count(*) from risk.feature"));
      System.err.println("features " + object.get("features_seconds") + " s; training…");

      began = System.nanoTime();
      cpu = cpu();
      switch (RiskTraining.train(engine, TrainingPlan.DEFAULT)) {
        case TrainingResult.Refused refused -> throw new IOException(refused.reason());
        case TrainingResult.Trained trained -> {
          put(object, "training", began, cpu);
          object.put("proof", trained.proof().releaseReason());
          object.put("model_bytes", trained.model().bytes().length);
          deploy(engine, trained.model());
        }
      }
      System.err.println("training " + object.get("training_seconds") + " s; scores…");
      for (String model : List.of("score", "reason", "drift")) {
        began = System.nanoTime();
        cpu = cpu();
        runner.run(List.of(library.find("risk." + model).orElseThrow()));
        put(object, model, began, cpu);
      }
      object.put("scored", count(engine, "select count(probability) from risk.score"));
      object.put("reasons", count(engine, "select count(*) from risk.reason"));
      object.put("drift_over", texts(engine));
    }
    System.out.println(JsonMapper.shared().writeValueAsString(object));
  }

  /// Anew, so that a snapshot that was kept knows the settings of today.
  private static void parameters(DuckDbSqlEngine engine) {
    LocalDate[] day = {LocalDate.EPOCH};
    engine.scan("select as_of_on from engine.run", row -> {
      LocalDate asOf = row.day(0);
      if (asOf != null) {
        day[0] = asOf;
      }
    });
    new RunParameters(
            "bench", "measured", day[0], day[0].getYear(), RunParameters.Thresholds.DEFAULT)
        .writeTo(engine);
  }

  private static void deploy(DuckDbSqlEngine engine, RiskModel model) {
    engine.fillTable(
        DEPLOYED.table(),
        DEPLOYED,
        sink -> sink.add(
            model.modelId(), "champion", null, Base64.getEncoder().encodeToString(model.bytes())));
  }

  private static long count(DuckDbSqlEngine engine, String sql) {
    long[] answer = {0};
    engine.scan(sql, row -> answer[0] = row.whole(0));
    return answer[0];
  }

  /// Signals over their limit right after the training: there should be none.
  private static List<String> texts(DuckDbSqlEngine engine) {
    var answer = new ArrayList<String>();
    engine.scan(
        "select concat(signal, ' ', subject, ' ', cast(round(value, 3) as varchar)) from risk.drift where is_over order by 1",
        row -> answer.add(row.text(0)));
    return answer;
  }

  /// @param cpu the time of all cores when it began
  private static void put(Map<String, Object> object, String stage, long began, long cpu) {
    object.put(stage + "_seconds", seconds(System.nanoTime() - began));
    object.put(stage + "_cpu_seconds", seconds(cpu() - cpu));
  }

  /// Of this process, all cores; tells more than the clock where others use the machine.
  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e7) / 100.0;
  }
}
