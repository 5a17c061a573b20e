package org.waymark.web.student;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.interventions.Plan;
import org.waymark.interventions.PlanHistory;
import org.waymark.interventions.PlanPoint;
import org.waymark.interventions.PlanSession;
import org.waymark.interventions.Standing;
import org.waymark.interventions.Texts;
import org.waymark.store.Records;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.plans.Student;
import org.waymark.web.plans.Support;
import org.waymark.web.student.Timeline.Event;
import org.waymark.web.student.Timeline.Kind;

/// Puts what a profile knows into the order of time. It asks for nothing that the profile does
/// not show: what a person may not see is not in it.
final class TimelineReader {
  private TimelineReader() {}

  static Timeline read(
      JdbcClient rows, Freshness fresh, Profile profile, Support support, @Nullable Kind shown) {
    long id = profile.student().studentId();
    List<Event> events = new ArrayList<>(PublishedEvents.of(rows, profile));
    Map<Long, Plan> plans = new java.util.HashMap<>();
    support.plans().forEach(standing -> plans.put(standing.plan().planId(), standing.plan()));
    for (PlanHistory.Event event : new PlanHistory(rows).of(id)) {
      events.add(plan(event, plans.get(event.planId())));
    }
    support.plans().forEach(standing -> measured(events, standing));
    support
        .notes()
        .forEach(note -> events.add(new Event(
            day(note.writtenAt()),
            day(note.writtenAt()),
            Kind.NOTE,
            note.body(),
            "For: " + note.forWhom(),
            note.author(),
            null)));
    decisions(rows, id, events);
    alerts(rows, id, events);
    events.sort(Comparator.comparing(Event::on)
        .reversed()
        .thenComparing(event -> event.kind().ordinal())
        .thenComparing(Event::words));
    Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    events.forEach(event -> counts.merge(event.kind(), 1L, Long::sum));
    List<Event> chosen =
        events.stream().filter(event -> shown == null || event.kind() == shown).toList();
    return new Timeline(
        title(profile, chosen, shown),
        Student.one(rows, id),
        shown,
        counts,
        chosen.stream().limit(Timeline.MOST).toList(),
        chosen.size() > Timeline.MOST,
        fresh.through());
  }

  private static String title(Profile profile, List<Event> events, @Nullable Kind shown) {
    String what = shown == null
        ? Words.counted(events.size(), "thing happened", "things happened")
        : shown.words() + ": " + events.size();
    return events.isEmpty()
        ? profile.student().name() + ": nothing is known to have happened"
        : profile.student().name() + ": " + what + ", the last on "
            + Words.date(events.getFirst().on());
  }

  static LocalDate day(OffsetDateTime at) {
    return at.atZoneSameInstant(ZoneId.systemDefault()).toLocalDate();
  }

  private static Event plan(PlanHistory.Event event, @Nullable Plan plan) {
    String title = plan == null ? "a plan" : "“" + plan.title() + "”";
    String words = switch (event.kind()) {
      case "created" -> "Plan made: " + title;
      case "completed" -> "Plan completed: " + title + outcome(plan);
      case "stopped" -> "Plan stopped: " + title;
      case "reopened" -> "Plan opened again: " + title;
      default -> "Plan changed: " + title;
    };
    return new Event(
        day(event.at()),
        day(event.at()),
        Kind.PLAN,
        words,
        String.join("; ", event.changes()),
        event.who(),
        "/plans/" + event.planId());
  }

  private static String outcome(@Nullable Plan plan) {
    return plan == null || plan.outcome() == null ? "" : ", " + plan.outcome().words();
  }

  private static void measured(List<Event> events, Standing standing) {
    String title = "“" + standing.plan().title() + "”";
    String link = "/plans/" + standing.plan().planId();
    for (PlanPoint point : standing.points()) {
      events.add(new Event(
          point.measuredOn(),
          point.measuredOn(),
          Kind.PLAN,
          "%s: %s %s"
              .formatted(title, standing.plan().goal().measure(), Texts.number(point.value())),
          point.remark(),
          point.notedBy(),
          link));
    }
    for (PlanSession session : standing.sessions()) {
      events.add(new Event(
          session.heldOn(),
          session.heldOn(),
          Kind.PLAN,
          "Session of %s %s".formatted(title, session.words()),
          session.remark(),
          session.loggedBy(),
          link));
    }
  }

  private record Decision(
      String playbook,
      String decision,
      @Nullable String reason,
      String words,
      @Nullable LocalDate untilOn,
      OffsetDateTime decidedAt,
      String who) {}

  private static void decisions(JdbcClient rows, long id, List<Event> events) {
    rows.sql("""
            select playbook, decision, reason, words, until_on, decided_at,
                   coalesce(access.colleague(decided_by), 'someone who left') as who
            from ledger.step_decision where student_id = ?
            """).param(id).query(Records.of(Decision.class)).list().forEach(it -> {
      String step = Words.plain(it.playbook().replace('-', '_'));
      events.add(new Event(
          day(it.decidedAt()),
          day(it.decidedAt()),
          Kind.STEP,
          switch (it.decision()) {
            case "accepted" -> "Next step accepted: " + step;
            case "deferred" -> "Next step put off until " + Words.date(it.untilOn()) + ": " + step;
            default ->
              "Next step dismissed: " + step + ", "
                  + org.waymark.interventions.NextSteps.reason(it.reason());
          },
          it.words(),
          it.who(),
          null));
    });
  }

  private record Alert(String kind, String lines, OffsetDateTime openedAt) {}

  /// News that the district was told, whoever read it.
  private static void alerts(JdbcClient rows, long id, List<Event> events) {
    rows.sql("""
            select e.kind, (select string_agg(l, ' ') from jsonb_array_elements_text(e.lines) l) as lines, e.opened_at
            from ledger.episode e where e.student_id = ? and not e.is_silent
            """)
        .param(id)
        .query(Records.of(Alert.class))
        .list()
        .forEach(it -> events.add(new Event(
            day(it.openedAt()),
            day(it.openedAt()),
            Kind.ALERT,
            "Alert: " + Words.plain(it.kind()),
            it.lines() == null ? "" : it.lines(),
            "",
            null)));
  }
}
