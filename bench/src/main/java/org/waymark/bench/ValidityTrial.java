package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.DuckDbSqlEngine;
import org.waymark.engine.ModelLibrary;
import org.waymark.norms.NormShelf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One invented district from files to figures, held beside its own truth.
final class ValidityTrial {

  private static final String[] TARGETS = {"equity.gap", "programs.effect"};
  private static final String TEST = "nwea_map";

  /// Program, subject that it is for.
  private static final Map<String, List<String>> SUBJECTS = Map.of(
      "Reading Intervention", List.of("reading"),
      "Math Tutoring", List.of("math"),
      "After School", List.of("math", "reading"));

  private final ModelLibrary library;
  private final Map<String, Coverage> coverages = new LinkedHashMap<>();

  ValidityTrial(ModelLibrary library) {
    this.library = library;
  }

  List<Coverage> coverages() {
    return List.copyOf(coverages.values());
  }

  void run(Path folder, int students, long seed) throws IOException, SQLException {
    var district = InventedDistrict.generate(folder, students, seed);
    var plan = district.plan();
    JsonNode truth = JsonMapper.shared().readTree(plan.out().resolve("_truth/truth.json"));
    try (var engine = DuckDbSqlEngine.open(null, 1000)) {
      district.read(engine);
      var shelf = new NormShelf(district.data());
      shelf.load(plan.out().resolve("_truth/norms.csv"));
      NormShelf.write(shelf.norms(), engine);
      InventedDistrict.build(engine, library.neededFor(TARGETS));
      gaps(engine, truth, plan.through().getYear());
      programs(engine, truth, plan.through().getYear());
    }
  }

  /// In the first fall no program has yet narrowed the planted gaps; by the last spring three
  /// years of programs have.
  private void gaps(DuckDbSqlEngine engine, JsonNode truth, int lastYear) {
    JsonNode planted = truth.path("equity_gaps_sd");
    int firstYear = lastYear - truth.path("years").asInt() + 1;
    for (String group : planted.propertyNames()) {
      for (String subject : List.of("math", "reading")) {
        gap(engine, planted.path(group).asDouble(), group, subject, firstYear, "fall");
      }
    }
    for (String group : planted.propertyNames()) {
      for (String subject : List.of("math", "reading")) {
        gap(engine, planted.path(group).asDouble(), group, subject, lastYear, "spring");
      }
    }
  }

  private void gap(
      DuckDbSqlEngine engine,
      double planted,
      String group,
      String subject,
      int year,
      String season) {
    look(
        engine,
        "gap " + group + ", " + subject + ", " + season + " of " + (year - 1) + "-" + year % 100
            + (season.equals("fall") ? "" : " (programs have narrowed it)"),
        planted,
        season.equals("fall"),
        "select adjusted_difference, adjusted_low, adjusted_high from equity.gap where scope = 'district'"
            + " and grade_level = 'all' and measure = 'score' and platform = '" + TEST
            + "' and subgroup = '" + group + "' and subject = '" + subject + "' and season = '"
            + season + "' and school_year = " + year);
  }

  private void programs(DuckDbSqlEngine engine, JsonNode truth, int year) {
    for (JsonNode effect : truth.path("program_effects")) {
      String program = effect.path("program").asString();
      for (String subject : SUBJECTS.getOrDefault(program, List.of())) {
        look(
            engine,
            program + ", " + subject + ", " + (year - 1) + "-" + year % 100,
            effect.path("gain_sd").asDouble(),
            true,
            "select case when is_comparable then gain end, gain_low, gain_high from programs.effect"
                + " where program = '" + program + "' and subject = '" + subject
                + "' and school_year = " + year);
      }
    }
  }

  private void look(
      DuckDbSqlEngine engine, String name, double planted, boolean isHeldTo, String question) {
    var coverage = coverages.computeIfAbsent(name, n -> new Coverage(n, planted, isHeldTo));
    var answer = engine.query(question).rows();
    if (answer.isEmpty() || answer.getFirst().getFirst() == null) {
      coverage.silent();
    } else {
      var row = answer.getFirst();
      coverage.reported(number(row.get(0)), number(row.get(1)), number(row.get(2)));
    }
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
