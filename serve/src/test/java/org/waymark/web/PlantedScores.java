package org.waymark.web;

import java.util.List;

/// Chances and reasons as if a released model were in charge: the pages' side of them, without
/// the hours of training. The district decides through the ledger's own guards.
public final class PlantedScores {
  public static final String TARGET = "S1 2026-2027";

  private PlantedScores() {}

  /// @param email of the person of the district who approves and promotes
  /// @param canary whether the model is only on trial, at the school of the most students
  public static List<String> statements(String email, boolean canary) {
    String school =
        "(select array[school_id] from analytics.fact_indicators group by school_id order by count(*) desc, 1 limit 1)";
    return List.of(
        """
        insert into ledger.risk_model (tenant_id, model_id, trained_by, run_id, data_hash, features, parameters, proof, artifact, release_reason)
        select p.tenant_id, left(encode(sha256('planted'::bytea), 'hex'), 12), 'planted', '', '', '[]', '{}', '{"released": true}', 'planted'::bytea, 'planted'
        from ledger.person p where p.email = '%s'
        """.formatted(email),
        """
        insert into ledger.risk_approval (tenant_id, model_id, person_id, person_name, person_role, approved_at)
        select p.tenant_id, m.model_id, p.person_id, '', '', now() from ledger.person p join ledger.risk_model m using (tenant_id) where p.email = '%s'
        """.formatted(email),
        """
        insert into ledger.risk_deployment (tenant_id, kind, champion_model_id, canary_model_id, canary_school_ids, decided_by, person_name, person_role, decided_at)
        select p.tenant_id, 'promote', %s, p.person_id, '', '', now() from ledger.person p join ledger.risk_model m using (tenant_id) where p.email = '%s'
        """.formatted(
                canary ? "null, m.model_id, " + school : "m.model_id, null, '{}'::bigint[]", email),
        "update ledger.run set risk_deployment_id = (select max(deployment_id) from ledger.risk_deployment) where status = 'published'",
        """
        insert into analytics.fact_risk_scores (student_id, school_id, grade_level, as_of_on, model_id, duty, probability, second_opinion,
                                                band, base_probability, target_period, tenant_id, run_id)
        select i.student_id, i.school_id, i.grade_level, i.as_of_on, m.model_id, '%s', p.chance, p.chance * 0.9,
               case when p.chance < 0.25 then 'low' when p.chance < 0.5 then 'some' when p.chance < 0.75 then 'at_risk' else 'high' end,
               0.12, '%s', i.tenant_id, i.run_id
        from analytics.fact_indicators i join ledger.risk_model m using (tenant_id)
        cross join lateral (select 1 / (1 + exp(2.0 - 1.1 * i.red_flags - 0.6 * i.yellow_flags - (i.student_id %% 17) / 20.0)) as chance) p
        where %s
        """.formatted(
                canary ? "canary" : "champion",
                TARGET,
                canary ? "i.school_id = any (" + school + "::bigint[])" : "true"),
        """
        insert into analytics.fact_risk_reasons (student_id, position, feature, value, contribution, effect, reason, tenant_id, run_id)
        select s.student_id, r.position, r.feature, null, r.contribution, case when r.contribution >= 0 then 'raises' else 'lowers' end,
               r.reason, s.tenant_id, s.run_id
        from analytics.fact_risk_scores s join analytics.fact_indicators i using (tenant_id, student_id)
        cross join lateral (select ln(s.probability / (1 - s.probability)) - ln(0.12 / 0.88) as all_of_it) a
        cross join lateral (values (1, 'attendance_now', 0.7 * a.all_of_it, i.attendance_reason),
                                   (2, 'marks_now', 0.5 * a.all_of_it, i.grades_reason),
                                   (3, 'tests', 0.1 * a.all_of_it, i.assessment_reason),
                                   (4, 'behavior', -0.3 * a.all_of_it, i.behavior_reason)) r (position, feature, contribution, reason)
        """);
  }

  /// Everything as it was.
  public static List<String> undo() {
    return List.of(
        "delete from analytics.fact_risk_reasons",
        "delete from analytics.fact_risk_scores",
        "update ledger.run set risk_deployment_id = null",
        "delete from ledger.risk_deployment",
        "delete from ledger.risk_approval",
        "delete from ledger.risk_model");
  }
}
