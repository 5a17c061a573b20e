package org.waymark.interventions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Person;

/// The plans that a person may see, and changes of them. Works inside the person's own
/// transaction: the database refuses what is not the person's.
public final class Plans {
  private static final String COLUMNS = """
      with who as materialized (select person_id, display_name from access.colleague_names())
      select p.*, l.display_name as lead_name, b.display_name as creator_name, c.display_name as changer_name
      from ledger.plan p
      left join who l on l.person_id = p.lead_id
      left join who b on b.person_id = p.created_by
      left join who c on c.person_id = p.changed_by
      """;

  private final JdbcClient rows;

  public Plans(JdbcClient rows) {
    this.rows = rows;
  }

  /// What became of a change.
  public sealed interface Changed {
    /// Done; the plan has this version now.
    record Saved(int version) implements Changed {}

    /// Somebody changed the plan since the person read it. Nothing was written.
    record Newer(Plan current) implements Changed {}

    /// The plan has ended, and an ended plan is not changed.
    record Ended(Plan current) implements Changed {}
  }

  public Optional<Plan> one(long id) {
    return rows.sql(COLUMNS + " where p.plan_id = ?")
        .param(id)
        .query((row, n) -> plan(row))
        .optional();
  }

  /// Open ones first, the newest first among them.
  public List<Plan> of(long student) {
    return rows.sql(COLUMNS
            + " where p.student_id = ? order by p.status <> 'open', p.created_at desc, p.plan_id")
        .param(student)
        .query((row, n) -> plan(row))
        .list();
  }

  /// Plans that the person may see.
  ///
  /// @param lead only those that this person leads; null for everybody's
  /// @param open only open ones, or only ended ones
  public List<Plan> all(@Nullable String lead, boolean open, int most) {
    return rows.sql(COLUMNS + """
             where (:anybody or p.lead_id = :lead) and (p.status = 'open') = :open
             order by coalesce(p.ended_on, p.goal_by), p.plan_id limit :most
            """)
        .param("anybody", lead == null)
        .param("lead", lead == null ? "" : lead)
        .param("open", open)
        .param("most", most)
        .query((row, n) -> plan(row))
        .list();
  }

  /// Makes a plan; the same form sent twice makes one.
  ///
  /// @param playbook what it is made from; null for none
  /// @return its key
  public long open(
      Person person,
      long student,
      PlanDraft draft,
      String entryKey,
      @Nullable String playbook,
      @Nullable String playbookVersion) {
    Optional<Long> made = bind(rows.sql("""
            insert into ledger.plan (tenant_id, student_id, entry_key, title, tier, area, measure, baseline, target,
              goal_by, what, starts_on, minutes_per_session, sessions_per_week, lead_id, delivered_by, playbook,
              playbook_version, created_by, created_role, changed_by)
            values (:tenant, :student, :key, :title, :tier, :area, :measure, :baseline, :target, :by, :what, :from,
              :minutes, :perWeek, :lead, :deliveredBy, :playbook, :playbookVersion, :me, :role, :me)
            on conflict (tenant_id, entry_key) do nothing returning plan_id
            """), draft)
        .param("tenant", person.tenantId())
        .param("student", student)
        .param("key", entryKey)
        .param("playbook", playbook, java.sql.Types.VARCHAR)
        .param("playbookVersion", playbookVersion, java.sql.Types.VARCHAR)
        .param("me", person.personId())
        .param("role", person.role().written())
        .query(Long.class)
        .optional();
    return made.orElseGet(
        () -> rows.sql("select plan_id from ledger.plan where entry_key = ? and student_id = ?")
            .param(entryKey)
            .param(student)
            .query(Long.class)
            .single());
  }

  /// Changes a plan on top of the version that the person had read.
  public Changed change(Person person, long id, int seen, PlanDraft draft) {
    int changed = bind(rows.sql("""
            update ledger.plan
            set title = :title, tier = :tier, area = :area, measure = :measure, baseline = :baseline,
                target = :target, goal_by = :by, what = :what, starts_on = :from, minutes_per_session = :minutes,
                sessions_per_week = :perWeek, lead_id = :lead, delivered_by = :deliveredBy,
                version = version + 1, changed_by = :me
            where plan_id = :id and version = :seen and status = 'open'
            """), draft)
        .param("id", id)
        .param("seen", seen)
        .param("me", person.personId())
        .update();
    return outcome(id, seen, changed);
  }

  /// Ends a plan.
  ///
  /// @param reason what made it so; needed where it was stopped
  public Changed end(
      Person person, long id, int seen, Plan.Outcome outcome, String reason, LocalDate on) {
    int changed = rows.sql("""
            update ledger.plan
            set status = :status, outcome = :outcome, outcome_reason = :reason, ended_on = :on,
                version = version + 1, changed_by = :me
            where plan_id = :id and version = :seen and status = 'open'
            """)
        .param("status", outcome == Plan.Outcome.STOPPED ? "stopped" : "completed")
        .param("outcome", outcome.key())
        .param("reason", reason)
        .param("on", on)
        .param("id", id)
        .param("seen", seen)
        .param("me", person.personId())
        .update();
    return outcome(id, seen, changed);
  }

  /// Opens an ended plan again.
  public Changed reopen(Person person, long id, int seen) {
    int changed = rows.sql("""
            update ledger.plan
            set status = 'open', outcome = null, outcome_reason = '', ended_on = null,
                version = version + 1, changed_by = :me
            where plan_id = :id and version = :seen and status <> 'open'
            """)
        .param("id", id)
        .param("seen", seen)
        .param("me", person.personId())
        .update();
    return outcome(id, seen, changed);
  }

  /// Whether a person may lead a plan of a student: sees the student, and acts.
  public boolean mayLead(String person, long student) {
    return rows.sql("select access.person_sees(?, ?)")
        .param(person)
        .param(student)
        .query(Boolean.class)
        .single();
  }

  private Changed outcome(long id, int seen, int changed) {
    if (changed == 1) {
      return new Changed.Saved(seen + 1);
    }
    Plan current = one(id).orElseThrow(() -> new Missing("plan"));
    return current.version() != seen ? new Changed.Newer(current) : new Changed.Ended(current);
  }

  private static JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement, PlanDraft it) {
    return statement
        .param("title", it.get("title"))
        .param("tier", it.whole("tier"))
        .param("area", it.get("area"))
        .param("measure", it.get("measure"))
        .param("baseline", it.number("baseline"))
        .param("target", it.number("target"))
        .param("by", it.day("goal_by"))
        .param("what", it.get("what"))
        .param("from", it.day("starts_on"))
        .param("minutes", it.whole("minutes"))
        .param("perWeek", it.whole("per_week"))
        .param("lead", it.get("lead"))
        .param("deliveredBy", it.get("delivered_by"));
  }

  private static Plan plan(ResultSet row) throws SQLException {
    LocalDate from = row.getObject("starts_on", LocalDate.class);
    @Nullable String outcome = row.getString("outcome");
    return new Plan(
        row.getLong("plan_id"),
        row.getLong("student_id"),
        row.getString("title"),
        row.getInt("tier"),
        Area.of(row.getString("area")).orElseThrow(),
        new Goal(
            row.getString("measure"),
            row.getDouble("baseline"),
            row.getDouble("target"),
            from,
            row.getObject("goal_by", LocalDate.class)),
        row.getString("what"),
        new Dosage(row.getInt("minutes_per_session"), row.getInt("sessions_per_week")),
        row.getString("lead_id"),
        named(row.getString("lead_name")),
        row.getString("delivered_by"),
        row.getString("playbook"),
        row.getString("status"),
        outcome == null ? null : Plan.Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
        row.getString("outcome_reason"),
        row.getObject("ended_on", LocalDate.class),
        row.getInt("version"),
        named(row.getString("creator_name")),
        row.getObject("created_at", OffsetDateTime.class),
        named(row.getString("changer_name")),
        row.getObject("changed_at", OffsetDateTime.class));
  }

  static String named(@Nullable String name) {
    return name == null ? "someone who left" : name;
  }
}
