package org.waymark.web.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.store.Records;
import org.waymark.store.RegisteredModel;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.CalibrationChart;
import org.waymark.web.chart.DotChart;
import org.waymark.web.chart.Picture;
import org.waymark.web.figures.FigureNotes;
import org.waymark.web.model.Charge.Registry;
import org.waymark.web.proof.Proof;
import org.waymark.web.proof.Proof.Measured;
import org.waymark.web.proof.Proof.Skill;
import org.waymark.web.proof.ProofReader;
import org.waymark.web.proof.ProofWords;

/// Asks the ledger about models, and the published tables about drift and drivers.
final class ModelReader {

  private ModelReader() {}

  static ModelPage read(JdbcClient rows, Freshness fresh, Person person) {
    Registry registry = Registry.read(rows, person);
    Charge charge = Charge.read(rows, fresh, registry.models(), registry.current());
    Optional<RegisteredModel> shown = shown(registry, charge);
    @Nullable Proof proof = shown.map(model -> ProofReader.read(model.proof())).orElse(null);
    boolean hasFigures = fresh.hasFigures();
    List<ModelPage.Signal> drift =
        hasFigures && Charge.isThere(rows, "fact_risk_drift") ? drift(rows, proof) : List.of();
    return new ModelPage(
        title(proof, charge, shown),
        hasFigures ? fresh.through() : "nothing is published yet",
        charge,
        proof,
        shown.map(RegisteredModel::modelId).orElse(null),
        statement(charge, shown),
        registry.refusal() == null
            ? ""
            : "The training of %s gave no model: %s"
                .formatted(
                    Words.moment(registry.refusal().refusedAt()),
                    registry.refusal().reason()),
        proof == null ? null : skill(proof),
        proof == null || proof.curve().isEmpty() ? null : calibration(proof),
        drift,
        drift.stream()
            .filter(ModelPage.Signal::needsRetraining)
            .map(s -> Words.or(s.reason()))
            .distinct()
            .toList(),
        hasFigures && Charge.isThere(rows, "fact_risk_drivers") ? drivers(rows) : List.of(),
        hasFigures ? FigureNotes.read(rows) : FigureNotes.none());
  }

  /// The model in charge; while the rule is, the newest one.
  private static Optional<RegisteredModel> shown(Registry registry, Charge charge) {
    return charge.isRule()
        ? registry.models().stream().findFirst()
        : registry.model(charge.modelId());
  }

  private static String title(
      @Nullable Proof proof, Charge charge, Optional<RegisteredModel> shown) {
    if (proof == null || shown.isEmpty()) {
      return "The indicator rule makes the list; no model has been trained";
    }
    if (!charge.isRule()) {
      return ProofWords.finding(proof, "the model");
    }
    return shown.get().isReleased()
        ? ProofWords.finding(proof, "the newest model") + "; the rule is in charge"
        : "The indicator rule stays in charge: the newest model did not beat it";
  }

  private static String statement(Charge charge, Optional<RegisteredModel> shown) {
    return shown
        .map(model -> !charge.isRule()
            ? "The proof is of model " + model.modelId() + ", which orders the list"
            : model.isReleased()
                ? "The proof is of model " + model.modelId() + ", the newest. It "
                    + (model.isApproved()
                        ? "is approved and not in charge"
                        : "waits for the approval of a named person of the district")
                : "The proof is of model " + model.modelId() + ", the newest. It is not released: "
                    + model.releaseReason() + ".")
        .orElse("");
  }

  static @Nullable Picture skill(Proof proof) {
    List<DotChart.Dot> dots = new ArrayList<>();
    Measured rule = measured(proof, "rule");
    for (Proof.Contender contender : proof.contenders()) {
      Measured precision = contender.of(Skill.PRECISION);
      if (precision.value() != null && precision.low() != null && precision.high() != null) {
        boolean isRule = contender.key().equals("rule");
        boolean above = rule.value() != null && precision.low() > rule.value();
        boolean below = rule.value() != null && precision.high() < rule.value();
        dots.add(new DotChart.Dot(
            contender.name(),
            precision.value() * 100,
            precision.low() * 100,
            precision.high() * 100,
            proof.flags(),
            isRule ? "within" : above ? "higher" : below ? "lower" : "within",
            isRule
                ? "the rule itself"
                : above ? "above the rule" : below ? "below the rule" : "near the rule"));
      }
    }
    return dots.isEmpty() || rule.value() == null
        ? null
        : DotChart.draw(
            "Of 100 flagged students, how many had trouble in the next period",
            dots,
            rule.value() * 100,
            "rule",
            "of 100 flagged students, in trouble in the next period");
  }

  private static Measured measured(Proof proof, String key) {
    Proof.Contender contender = proof.contender(key);
    return contender == null ? new Measured(null, null, null) : contender.of(Skill.PRECISION);
  }

  static Picture calibration(Proof proof) {
    return CalibrationChart.draw(
        "Expected and seen shares of students with trouble",
        proof.curve().stream()
            .map(p -> new CalibrationChart.Point(
                p.predicted(), p.observed(), p.low(), p.high(), p.students()))
            .toList());
  }

  private static List<ModelPage.Signal> drift(JdbcClient rows, @Nullable Proof proof) {
    return rows.sql("""
                select signal, subject, value, limit_value as "limit", is_over, reason,
                       coalesce(needs_retraining, false) as needs_retraining
                from analytics.fact_risk_drift
                order by needs_retraining desc, is_over desc nulls last, signal, value desc nulls last, subject
                """).query(Records.of(ModelPage.Signal.class)).list().stream()
        .map(signal -> signal.of(subject(signal.subject(), proof)))
        .toList();
  }

  /// A feature by its title; anything else by its own words.
  private static String subject(String subject, @Nullable Proof proof) {
    return proof == null
        ? Words.plain(subject)
        : proof.features().stream()
            .filter(feature -> feature.name().equals(subject))
            .map(Proof.Feature::title)
            .findFirst()
            .orElse(Words.plain(subject));
  }

  private static List<ModelPage.Driver> drivers(JdbcClient rows) {
    return rows.sql("""
                select coalesce(s.school_name, 'All schools') as "where", d.feature, d.students,
                       d.mean_contribution as contribution, d.mean_size as size, d.reason
                from analytics.fact_risk_drivers d
                left join analytics.dim_schools s on s.school_id = d.school_id
                order by d.school_id is not null, s.school_name, d.mean_size desc, d.feature
                """).query(Records.of(ModelPage.Driver.class)).list();
  }
}
