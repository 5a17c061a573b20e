package org.waymark.web.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Area;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanDraft;
import org.waymark.interventions.Team;
import org.waymark.web.Words;

/// A plan to be written or changed, with what is wrong beside each field.
///
/// @param planId 0 for a new plan
/// @param version what the person had read; 0 for a new plan
/// @param leads who may answer for it
/// @param theirs after a conflict: what the other wrote, field by field; else empty
/// @param playbook what it is made from; empty for none
public record PlanForm(
    String title,
    Student student,
    long planId,
    int version,
    PlanDraft draft,
    List<Team.Candidate> leads,
    List<Difference> theirs,
    String conflict,
    String playbook,
    String entry)
    implements ShowsStudents {

  /// A field in which two people differ.
  public record Difference(String field, String yours, String theirs) {}

  @Override
  public List<Long> shownStudents() {
    return List.of(student.studentId());
  }

  public List<Area> areas() {
    return List.of(Area.values());
  }

  public String action() {
    return planId == 0 ? "/students/" + student.studentId() + "/plans" : "/plans/" + planId;
  }

  static PlanForm fresh(
      JdbcClient rows, long student, PlanDraft draft, String playbook, String entry) {
    Student it = Student.one(rows, student);
    return new PlanForm(
        "A plan for " + it.name(),
        it,
        0,
        0,
        draft,
        new Team(rows).candidates(student),
        List.of(),
        "",
        playbook,
        entry);
  }

  static PlanForm change(JdbcClient rows, Plan plan, int version, PlanDraft draft) {
    Student it = Student.one(rows, plan.studentId());
    return new PlanForm(
        "Change “%s” for %s".formatted(plan.title(), it.name()),
        it,
        plan.planId(),
        version,
        draft,
        new Team(rows).candidates(plan.studentId()),
        List.of(),
        "",
        "",
        "");
  }

  /// Both texts after somebody else was faster: one's own stay in the fields.
  static PlanForm conflict(JdbcClient rows, Plan current, PlanDraft mine) {
    PlanForm form = change(rows, current, current.version(), mine);
    return new PlanForm(
        "%s changed this plan while you were writing".formatted(current.changedBy()),
        form.student(),
        form.planId(),
        current.version(),
        mine,
        form.leads(),
        differences(mine, current, form.leads()),
        "Nothing of yours is saved yet, and nothing is lost: what you wrote is still in the fields below. %s saved version %d on %s. Look at the differences, then save again: what stands in the fields will count."
            .formatted(current.changedBy(), current.version(), Words.moment(current.changedAt())),
        "",
        "");
  }

  static List<Difference> differences(PlanDraft mine, Plan current, List<Team.Candidate> leads) {
    Map<String, String> theirs = PlanDraft.typed(current);
    List<Difference> differences = new ArrayList<>();
    for (String field : PlanDraft.FIELDS) {
      String yours = mine.get(field);
      String other = theirs.getOrDefault(field, "");
      if (!yours.equals(other)) {
        boolean isLead = field.equals("lead");
        differences.add(new Difference(
            words(field),
            isLead ? name(leads, yours) : yours,
            isLead ? name(leads, other) : other));
      }
    }
    return differences;
  }

  private static String name(List<Team.Candidate> leads, String person) {
    return leads.stream()
        .filter(lead -> lead.personId().equals(person))
        .map(Team.Candidate::name)
        .findFirst()
        .orElse("someone who no longer sees the student");
  }

  private static String words(String field) {
    return switch (field) {
      case "title" -> "Name";
      case "measure" -> "What is measured";
      case "starts_on" -> "From";
      case "goal_by" -> "Goal by";
      case "minutes" -> "Minutes of a session";
      case "per_week" -> "Sessions a week";
      case "lead" -> "Who answers for it";
      case "delivered_by" -> "Who meets the student";
      case "what" -> "What we do";
      default -> Words.plain(field);
    };
  }

  /// "trouble" where a field is wrong, for the input's aria attributes.
  public @Nullable String invalid(String field) {
    return draft.trouble(field) == null ? null : "true";
  }

  public @Nullable String describedBy(String field) {
    return draft.trouble(field) == null ? null : field + "-trouble";
  }
}
