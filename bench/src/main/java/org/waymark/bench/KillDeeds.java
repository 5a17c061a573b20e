package org.waymark.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.alerts.AlertSettings;
import org.waymark.alerts.Telling;

/// What people and nights write, each with a number in its words.
final class KillDeeds {
  /// What no person writes.
  static final String NIGHT = "night";

  /// A playbook that every district has.
  private static final String PLAYBOOK = "family-call";

  /// So many days ahead can a step be put off in this bench.
  private static final int DAYS = 300;

  /// Does it, with that number.
  @FunctionalInterface
  interface Deed {
    /// @return whether it was acknowledged
    boolean isDone(int number) throws IOException, InterruptedException, SQLException;
  }

  /// @param isRepeatable whether a person may press again after no answer: the form has a key
  /// @param pauseMs between two
  record Kind(String name, boolean isRepeatable, int pauseMs, Deed deed) {}

  private final KillDistrict district;
  private final String base;
  private final AlertSettings alerts;
  private final LocalDate today = LocalDate.now();

  /// Of the plan that all sessions belong to; empty until it was made.
  private volatile String plan = "";

  KillDeeds(KillDistrict district, String base) throws IOException {
    this.district = district;
    this.base = base;
    this.alerts = AlertSettings.read(district.data());
  }

  List<Kind> all() {
    var leader = new KillClerk(base, KillDistrict.LEADER);
    return List.of(
        new Kind("plan", true, 40, plans(leader)),
        new Kind("plan change", false, 40, changes(leader)),
        new Kind("session", true, 40, sessions(leader)),
        new Kind("measurement", false, 60, points(leader)),
        new Kind("note", true, 40, notes(leader)),
        new Kind("step dismissed", false, 60, steps(leader)),
        new Kind("bulk action", false, 100, bulk(new KillClerk(base, KillDistrict.SECOND_LEADER))),
        new Kind("invitation", false, 150, invitations()),
        new Kind("look", false, 40, looks(leader)),
        new Kind(NIGHT, false, 300, this::night));
  }

  long student(int number) {
    return district.students().get(number % district.students().size());
  }

  private Map<String, String> draft(String title) {
    var draft = new HashMap<String, String>();
    draft.put("title", title);
    draft.put("tier", "2");
    draft.put("area", "attendance");
    draft.put("measure", "days present a week");
    draft.put("baseline", "3");
    draft.put("target", "5");
    draft.put("starts_on", LocalDate.now().minusDays(7).toString());
    draft.put("goal_by", LocalDate.now().plusWeeks(6).toString());
    draft.put("minutes", "30");
    draft.put("per_week", "2");
    draft.put("lead", district.leader());
    return draft;
  }

  private Deed plans(KillClerk clerk) {
    return number -> {
      Map<String, String> draft = draft("kill " + number);
      draft.put("entry", "kill-plan-" + number);
      return clerk.post("/api/v1/students/" + student(number) + "/plans", draft).isDone();
    };
  }

  /// The one plan that sessions, measurements and changes are about.
  String plan(KillClerk clerk) throws IOException, InterruptedException {
    if (plan.isEmpty()) {
      Map<String, String> draft = draft("kill 0");
      draft.put("entry", "kill-the-one-plan");
      KillClerk.Answer answer = clerk.post("/api/v1/students/" + student(0) + "/plans", draft);
      if (!answer.isDone()) {
        throw new IOException("no plan: " + answer.status());
      }
      plan = answer.location();
    }
    return plan;
  }

  private Deed changes(KillClerk clerk) {
    return number -> {
      KillClerk.Answer now = clerk.get(plan(clerk));
      return now.isDone()
          && clerk.put(plan(clerk), draft("kill " + number), now.version()).isDone();
    };
  }

  private Deed sessions(KillClerk clerk) {
    return number -> clerk
        .post(
            plan(clerk) + "/sessions",
            Map.of("entry", "kill-session-" + number, "remark", "kill session " + number))
        .isDone();
  }

  private Deed points(KillClerk clerk) {
    return number -> clerk
        .post(plan(clerk) + "/points", Map.of("value", "" + number, "remark", "kill " + number))
        .isDone();
  }

  private Deed notes(KillClerk clerk) {
    return number -> clerk
        .post(
            "/api/v1/students/" + student(number) + "/notes",
            Map.of(
                "entry",
                "kill-note-" + number,
                "visibility",
                "seers",
                "body",
                "kill note " + number + "."))
        .isDone();
  }

  private Deed steps(KillClerk clerk) {
    return number -> clerk
        .post(
            "/api/v1/students/" + student(number) + "/next-steps",
            Map.of(
                "playbook",
                PLAYBOOK,
                "decision",
                "dismiss",
                "reason",
                "other",
                "words",
                "kill " + number))
        .isDone();
  }

  /// Puts a step off for two students at once; the day says the number.
  private Deed bulk(KillClerk clerk) {
    return number -> clerk
        .submit(
            "/students",
            "/students/act",
            "action=defer&playbook=" + PLAYBOOK + "&until=" + until(number) + "&student="
                + both(number).getFirst() + "&student=" + both(number).getLast())
        .isDone();
  }

  LocalDate until(int number) {
    return today.plusDays(1 + number % DAYS);
  }

  /// Whom a bulk action is about; together with the day they say the number.
  List<Long> both(int number) {
    return List.of(student(2 * (number / DAYS)), student(2 * (number / DAYS) + 1));
  }

  private Deed invitations() {
    var clerk = new KillClerk(base, KillDistrict.ADMINISTRATOR);
    return number -> clerk
        .submit(
            "/people/invite",
            "/people/invite",
            "role=board&name=Kill&email=" + KillClerk.coded(invited(number)))
        .location()
        .contains("sent");
  }

  static String invited(int number) {
    return "kill-" + number + "@maplevalley.example";
  }

  private Deed looks(KillClerk clerk) {
    return number -> clerk.get("/api/v1/students/" + student(number)).isDone();
  }

  /// As a refused night ends: the run, its news and the letters in one transaction.
  private boolean night(int number) throws IOException, SQLException {
    String run = "kill-" + number;
    try (Connection connection = OwnPostgres.connect(district.data())) {
      connection.setAutoCommit(false);
      try (var insert = connection.prepareStatement(
          "insert into ledger.run (run_id, tenant_id, status) values (?, ?, 'refused')")) {
        insert.setString(1, run);
        insert.setString(2, KillDistrict.TENANT);
        insert.executeUpdate();
      }
      Telling.refused(
              KillDistrict.TENANT,
              alerts,
              Instant.now(),
              List.of(),
              List.of("kill " + number),
              "Killed again and again")
          .write(connection, run);
      connection.commit();
      return true;
    }
  }
}
