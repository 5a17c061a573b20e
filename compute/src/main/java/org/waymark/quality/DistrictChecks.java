package org.waymark.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.waymark.engine.Card.Severity;
import org.waymark.engine.SqlEngine;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The checks that look across files: the same educator twice, a stay that overlaps
/// another, a section without a teacher. Each is a SQL file in `quality/checks` that
/// selects what is wrong.
public final class DistrictChecks {

  private static final int SAMPLE = 20;

  private DistrictChecks() {}

  public static List<CheckResult> run(SqlEngine engine) {
    JsonNode checks = new YAMLMapper().readTree(resource("checks.yml")).path("checks");
    var results = new ArrayList<CheckResult>();
    for (JsonNode check : checks) {
      results.add(run(engine, check));
    }
    return results;
  }

  private static CheckResult run(SqlEngine engine, JsonNode check) {
    String id = check.path("id").asString("");
    String failing = resource(id + ".sql").strip();
    engine.createTable("quality.failing", failing);
    long failed = engine.query("select count(*) from quality.failing").number();
    var sample = engine.query(
        "select subject, detail from quality.failing order by subject, detail limit " + SAMPLE);
    return new CheckResult(
        id,
        check.path("title").asString(""),
        Severity.valueOf(check.path("severity").asString("warn").toUpperCase(Locale.ROOT)),
        failed,
        Math.max(failed, engine.query(check.path("of").asString("")).number()),
        check.path("advice").asString(""),
        sample.rows().stream().map(row -> row.get(0) + ": " + row.get(1)).toList());
  }

  private static String resource(String name) {
    try (InputStream in = DistrictChecks.class.getResourceAsStream("checks/" + name)) {
      if (in == null) {
        throw new IllegalStateException("quality/checks/" + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
