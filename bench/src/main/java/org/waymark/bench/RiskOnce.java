package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.engine.ModelRunner;
import org.waymark.engine.Progress;
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
      var runner = new ModelRunner(List.of(engine, second), Progress.SILENT);
      long began = System.nanoTime();
      var built = runner.run(RiskSnapshot.own(library));
      object.put("features_seconds", since(began));
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
      switch (RiskTraining.train(engine, TrainingPlan.DEFAULT)) {
        case TrainingResult.Refused refused -> throw new IOException(refused.reason());
        case TrainingResult.Trained trained -> {
          object.put("training_seconds", since(began));
          object.put("proof", trained.proof().releaseReason());
          object.put("model_bytes", trained.model().bytes().length);
          deploy(engine, trained.model());
        }
      }
      System.err.println("training " + object.get("training_seconds") + " s; scores…");
      for (String model : List.of("score", "reason", "drift")) {
        began = System.nanoTime();
        runner.run(List.of(library.find("risk." + model).orElseThrow()));
        object.put(model + "_seconds", since(began));
      }
      object.put("scored", count(engine, "select count(probability) from risk.score"));
      object.put("reasons", count(engine, "select count(*) from risk.reason"));
      object.put("drift_over", texts(engine));
    }
    System.out.println(JsonMapper.shared().writeValueAsString(object));
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
    var answer = new java.util.ArrayList<String>();
    engine.scan(
        "select concat(signal, ' ', subject, ' ', cast(round(value, 3) as varchar)) from risk.drift where is_over order by 1",
        row -> answer.add(row.text(0)));
    return answer;
  }

  private static double since(long began) {
    return Math.round((System.nanoTime() - began) / 1e7) / 100.0;
  }
}
