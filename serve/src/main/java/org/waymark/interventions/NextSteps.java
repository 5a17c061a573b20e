package org.waymark.interventions;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;
import org.waymark.interventions.StepOrder.Candidate;
import org.waymark.interventions.StepOrder.Counts;
import org.waymark.interventions.StepOrder.Placed;
import org.waymark.store.Records;

/// What could be done next for a student, from playbooks that answer the student's reasons, in
/// the order of [StepOrder]; and what people decided about it.
public final class NextSteps {
  /// A step that was dismissed is not shown again for so many days.
  public static final int DISMISSED_DAYS = 90;

  /// Figures of which more is better.
  private static final Set<String> HIGHER = Set.of("percentile", "gpa");

  private final JdbcClient rows;
  private final PlaybookShelf.Contents shelf;
  private final boolean explores;

  /// @param explores whether steps of which little is known come up first now and then
  public NextSteps(JdbcClient rows, PlaybookShelf.Contents shelf, boolean explores) {
    this.rows = rows;
    this.shelf = shelf;
    this.explores = explores;
  }

  /// One step as a person reads it.
  ///
  /// @param learned what decisions and outcomes say, with their counts
  /// @param toLearn why it stands higher than it would otherwise; empty where it does not
  /// @param before what came of it for this student earlier; empty for nothing
  public record Step(Placed placed, String learned, String toLearn, String before) {
    public Playbook playbook() {
      return placed.candidate().playbook();
    }

    public List<Need> needs() {
      return placed.candidate().needs();
    }
  }

  /// A step that somebody put aside.
  public record Aside(String playbook, String title, String words) {}

  /// Everything about one student's next steps.
  public record Steps(List<Step> steps, List<Aside> aside) {}

  private record CountRow(
      String playbook,
      String role,
      long accepted,
      long dismissed,
      long met,
      long partly,
      long unmet) {}

  /// The newest decision about a playbook for a student.
  private record Decided(
      String playbook,
      String decision,
      @Nullable String reason,
      @Nullable LocalDate untilOn,
      LocalDate decidedOn,
      @Nullable String status,
      @Nullable String outcome) {}

  public Steps of(Person person, NeedReader.Needs student, LocalDate today) {
    Map<String, Decided> decided = decided(student.studentId());
    Map<String, Counts> own = new HashMap<>();
    Map<String, Counts> all = new HashMap<>();
    counts().forEach(row -> {
      Counts counts =
          new Counts(row.accepted(), row.dismissed(), row.met(), row.partly(), row.unmet());
      all.merge(row.playbook(), counts, Counts::plus);
      if (row.role().equals(person.role().written())) {
        own.merge(row.playbook(), counts, Counts::plus);
      }
    });
    List<Candidate> candidates = new ArrayList<>();
    List<Aside> aside = new ArrayList<>();
    for (Playbook playbook : shelf.playbooks()) {
      List<Need> needs = playbook.answers(student);
      if (needs.isEmpty()) {
        continue;
      }
      String why = whyAside(decided.get(playbook.key()), today);
      if (why.isEmpty()) {
        candidates.add(new Candidate(
            playbook,
            needs,
            own.getOrDefault(playbook.key(), Counts.NONE),
            all.getOrDefault(playbook.key(), Counts.NONE)));
      } else {
        aside.add(new Aside(playbook.key(), playbook.title(), why));
      }
    }
    String seed = student.studentId() + "|" + person.role().written() + "|" + today;
    List<Step> steps = StepOrder.order(candidates, seed, explores).stream()
        .map(placed -> new Step(
            placed,
            learned(placed.candidate(), person),
            placed.isToLearn() ? toLearn(placed.candidate()) : "",
            before(decided.get(placed.candidate().playbook().key()))))
        .toList();
    return new Steps(steps, aside);
  }

  private List<CountRow> counts() {
    return rows.sql("select * from access.step_counts()")
        .query(Records.of(CountRow.class))
        .list();
  }

  private Map<String, Decided> decided(long student) {
    Map<String, Decided> decided = new HashMap<>();
    rows.sql("""
            select distinct on (d.playbook) d.playbook, d.decision, d.reason, d.until_on,
                   d.decided_at::date as decided_on, p.status, p.outcome
            from ledger.step_decision d left join ledger.plan p on p.plan_id = d.plan_id
            where d.student_id = ? order by d.playbook, d.step_decision_id desc
            """)
        .param(student)
        .query(Records.of(Decided.class))
        .list()
        .forEach(row -> decided.put(row.playbook(), row));
    return decided;
  }

  private static String whyAside(@Nullable Decided it, LocalDate today) {
    if (it == null) {
      return "";
    }
    if (it.decision().equals("accepted")) {
      return "open".equals(it.status()) ? "a plan is under way" : "";
    }
    if (it.decision().equals("deferred")) {
      LocalDate until = it.untilOn();
      return until != null && until.isAfter(today) ? "put off until " + until : "";
    }
    LocalDate again = it.decidedOn().plusDays(DISMISSED_DAYS);
    return again.isAfter(today)
        ? "dismissed on " + it.decidedOn() + ": " + reason(it.reason()) + "; comes back on " + again
        : "";
  }

  private static String before(@Nullable Decided it) {
    return it == null || it.outcome() == null
        ? ""
        : "Tried before for this student: "
            + Plan.Outcome.valueOf(it.outcome().toUpperCase(java.util.Locale.ROOT))
                .words() + ".";
  }

  /// A reason to dismiss, in words.
  public static String reason(@Nullable String key) {
    return switch (key == null ? "" : key) {
      case "does_not_fit" -> "does not fit this student";
      case "tried_before" -> "was tried before";
      case "family_declined" -> "the family declined";
      case "no_one_free" -> "nobody is free to do it";
      default -> "another reason";
    };
  }

  private static String learned(Candidate it, Person person) {
    String who = person.role().title().toLowerCase(java.util.Locale.ROOT) + "s";
    Counts own = it.own();
    Counts all = it.all();
    if (all.decided() == 0 && all.ended() == 0) {
      return "Nobody here has decided about it yet.";
    }
    String accepted = own.decided() >= StepOrder.FEW
        ? "%s accepted it %d of %d times".formatted(cap(who), own.accepted(), own.decided())
        : "Too few decisions by %s to say (%d); all roles accepted it %d of %d times"
            .formatted(who, own.decided(), all.accepted(), all.decided());
    String worked = all.ended() == 0
        ? "no plan of it has ended"
        : all.ended() < StepOrder.FEW
            ? "too few plans have ended to say whether it works here (%d)".formatted(all.ended())
            : "its plans met the goal %d of %d times, partly %d"
                .formatted(all.met(), all.ended(), all.partly());
    return accepted + "; " + worked + ".";
  }

  private static String toLearn(Candidate it) {
    return "Shown higher to learn: %d %s so far, %d of its plans ended."
        .formatted(
            it.all().decided(),
            it.all().decided() == 1 ? "decision" : "decisions",
            it.all().ended());
  }

  private static String cap(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /// Whether the person's list of today is remembered already.
  public boolean isRemembered(long student) {
    return rows.sql("""
            select exists (select from ledger.step_offer where student_id = ? and person_id = access.person_id()
                           and shown_on = current_date)
            """).param(student).query(Boolean.class).single();
  }

  /// Keeps what was shown, with the chance that the order had of coming out so.
  public static void remember(JdbcClient rows, Person person, long student, List<Step> steps) {
    rows.sql("""
            insert into ledger.step_offer (tenant_id, student_id, person_id, role, playbook, version, position,
                                           of_steps, propensity, is_to_learn)
            select :tenant, :student, :me, :role, s.playbook, s.version, s.position, :of, s.propensity, s.is_to_learn
            from unnest(:playbooks::text[], :versions::text[], :positions::int[], :propensities::float8[],
                        :toLearn::bool[]) as s(playbook, version, position, propensity, is_to_learn)
            on conflict (tenant_id, person_id, student_id, playbook, shown_on) do nothing
            """)
        .param("tenant", person.tenantId())
        .param("student", student)
        .param("me", person.personId())
        .param("role", person.role().written())
        .param("of", steps.size())
        .param("playbooks", steps.stream().map(it -> it.playbook().key()).toArray(String[]::new))
        .param("versions", steps.stream().map(it -> it.playbook().version()).toArray(String[]::new))
        .param(
            "positions", steps.stream().map(it -> it.placed().position()).toArray(Integer[]::new))
        .param(
            "propensities",
            steps.stream().map(it -> it.placed().propensity()).toArray(Double[]::new))
        .param("toLearn", steps.stream().map(it -> it.placed().isToLearn()).toArray(Boolean[]::new))
        .update();
  }

  public void accept(Person person, long student, String playbook, long plan) {
    decide(person, student, playbook, "accepted", null, "", null, plan);
  }

  /// @param reason one of does_not_fit, tried_before, family_declined, no_one_free, other
  public void dismiss(Person person, long student, String playbook, String reason, String words) {
    decide(person, student, playbook, "dismissed", reason, words, null, null);
  }

  public void defer(Person person, long student, String playbook, LocalDate until) {
    decide(person, student, playbook, "deferred", null, "", until, null);
  }

  private void decide(
      Person person,
      long student,
      String playbook,
      String decision,
      @Nullable String reason,
      String words,
      @Nullable LocalDate until,
      @Nullable Long plan) {
    rows.sql("""
            insert into ledger.step_decision (tenant_id, student_id, playbook, decision, reason, words, until_on,
                                              plan_id, decided_by, decided_role)
            values (:tenant, :student, :playbook, :decision, :reason, :words, :until, :plan, :me, :role)
            """)
        .param("tenant", person.tenantId())
        .param("student", student)
        .param("playbook", playbook)
        .param("decision", decision)
        .param("reason", reason, java.sql.Types.VARCHAR)
        .param("words", words)
        .param("until", until, java.sql.Types.DATE)
        .param("plan", plan, java.sql.Types.BIGINT)
        .param("me", person.personId())
        .param("role", person.role().written())
        .update();
  }

  /// A plan as a playbook would have it: what the published figures say now is the baseline. No
  /// goal is set where the figure is unknown or at the goal already.
  public static PlanDraft draft(
      Playbook playbook, NeedReader.Needs student, String lead, LocalDate today) {
    Map<String, String> typed = new HashMap<>();
    typed.put("title", playbook.title());
    typed.put("tier", Integer.toString(playbook.tier()));
    typed.put("area", playbook.area().key());
    typed.put("measure", playbook.measure());
    Optional.ofNullable(student.figures().get(playbook.from()))
        .filter(figure ->
            HIGHER.contains(playbook.from()) ? figure < playbook.to() : figure > playbook.to())
        .ifPresent(figure -> {
          typed.put("baseline", Texts.number(figure));
          typed.put("target", Texts.number(playbook.to()));
        });
    typed.put("starts_on", today.toString());
    typed.put("goal_by", today.plusWeeks(playbook.weeks()).toString());
    typed.put("minutes", Integer.toString(playbook.dosage().minutes()));
    typed.put("per_week", Integer.toString(playbook.dosage().perWeek()));
    typed.put("lead", lead);
    typed.put("delivered_by", playbook.who());
    typed.put("what", playbook.body());
    return PlanDraft.begun(typed);
  }
}
