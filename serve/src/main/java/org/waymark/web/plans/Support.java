package org.waymark.web.plans;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.waymark.interventions.NextSteps;
import org.waymark.interventions.Notes;
import org.waymark.interventions.Standing;
import org.waymark.interventions.Team;

/// What is done for a student, and what could be: next steps, plans, team and notes.
///
/// @param isRemembered whether the steps shown today are in the ledger already
/// @param candidates who could join the team
/// @param said about the last thing sent
public record Support(
    long studentId,
    NextSteps.Steps next,
    boolean explores,
    boolean isRemembered,
    List<Standing> plans,
    List<Team.Member> team,
    List<Team.Candidate> candidates,
    List<Notes.Note> notes,
    boolean mayAct,
    LocalDate today,
    String entry,
    Said said) {

  /// What the page says about the last thing sent.
  ///
  /// @param typed what was sent, to be corrected; empty after a success
  public record Said(String notice, String trouble, Map<String, String> typed) {
    public static Said notice(String notice) {
      return new Said(notice, "", Map.of());
    }

    public static Said trouble(String trouble, Map<String, String> typed) {
      return new Said("", trouble, Map.copyOf(typed));
    }
  }

  /// What was typed into a field of the form that went wrong, or nothing.
  public String typed(String form, String field) {
    return form.equals(said.typed().get("form")) ? said.typed().getOrDefault(field, "") : "";
  }

  public boolean isOn(Team.Candidate candidate) {
    return team.stream().anyMatch(member -> member.personId().equals(candidate.personId()));
  }

  /// Open plans first; how many are open.
  public long open() {
    return plans.stream().filter(standing -> standing.plan().isOpen()).count();
  }
}
