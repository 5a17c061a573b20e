package org.waymark.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Looks for all that was acknowledged, in the ledger, on the pages and at the receivers.
final class KillReckoning {
  /// By kind of writing: the numbers that stand in the ledger, whole.
  private static final Map<String, String> STANDING = Map.of(
      "plan",
      """
      select substring(p.entry_key from 'kill-plan-(.*)')::int from ledger.plan p
      join ledger.plan_event e on e.plan_id = p.plan_id and e.version = 1
      where p.entry_key like 'kill-plan-%'""",
      "plan change",
      """
      select substring(changes -> 'title' ->> 1 from 'kill (.*)')::int from ledger.plan_event
      where changes -> 'title' ->> 1 like 'kill %'""",
      "session",
      "select substring(entry_key from 'kill-session-(.*)')::int from ledger.plan_session",
      "measurement",
      "select substring(remark from 'kill (.*)')::int from ledger.plan_point",
      "note",
      "select substring(entry_key from 'kill-note-(.*)')::int from ledger.note",
      "step dismissed",
      "select substring(words from 'kill (.*)')::int from ledger.step_decision where words like 'kill %'",
      "invitation",
      """
      select substring(p.email from 'kill-(.*)@')::int from ledger.person p
      join ledger.outbox o on o.recipient = p.email and o.kind = 'invite'
      where p.email like 'kill-%'""",
      // three people, a webhook and a chat are told
      "night",
      """
      select substring(e.run_id from 'kill-(.*)')::int from ledger.episode e
      where e.run_id like 'kill-%'
        and (select count(*) from ledger.outbox o where o.run_id = e.run_id) = 5
        and (select count(*) from ledger.alert a where a.episode_id = e.episode_id) = 3""");

  /// What nobody may find: the half of something.
  private static final Map<String, String> HALVES = Map.of(
      "nights that told only some",
      """
      select count(*) from ledger.run r where r.run_id like 'kill-%'
        and (select count(*) from ledger.outbox o where o.run_id = r.run_id) <> 5""",
      "nights with a fault",
      "select count(*) from ledger.alert_night where fault is not null",
      "invited people without a letter",
      """
      select count(*) from ledger.person p where p.email like 'kill-%'
        and not exists (select from ledger.outbox o where o.recipient = p.email)""",
      "plans without their history",
      """
      select count(*) from ledger.plan p
      where p.version <> (select count(*) from ledger.plan_event e where e.plan_id = p.plan_id)""",
      "plans or notes twice",
      """
      select count(*) from (
        select 1 from ledger.plan where entry_key like 'kill-%' group by entry_key having count(*) > 1
        union all select 1 from ledger.note group by body having count(*) > 1
        union all select 1 from ledger.plan_session group by remark having count(*) > 1) twice""");

  private final KillDistrict district;
  private final KillDeeds deeds;
  private final KillReceipts receipts;
  private final KillReceivers receivers;
  private final KillServer server;
  private final List<String> losses = new ArrayList<>();

  KillReckoning(
      KillDistrict district,
      KillDeeds deeds,
      KillReceipts receipts,
      KillReceivers receivers,
      KillServer server) {
    this.district = district;
    this.deeds = deeds;
    this.receipts = receipts;
    this.receivers = receivers;
    this.server = server;
  }

  KillReport report(KillReport.Course course)
      throws IOException, SQLException, InterruptedException {
    KillPost post;
    try (Connection ledger = OwnPostgres.connect(district.data())) {
      for (var kind : STANDING.entrySet()) {
        missing(kind.getKey(), numbers(ledger, kind.getValue()));
      }
      bulk(ledger);
      looks(ledger);
      for (var half : HALVES.entrySet()) {
        int count = numbers(ledger, half.getValue()).iterator().next();
        if (count > 0) {
          losses.add(half.getKey() + ": " + count);
        }
      }
      post = KillPost.of(ledger, receivers);
      losses.addAll(post.faults());
    }
    pages();
    return new KillReport(course, receipts.counts(), receipts.missed(), post, audit(), losses);
  }

  private void missing(String kind, Set<Integer> found) {
    Set<Integer> done = receipts.of(kind);
    if (done.isEmpty()) {
      losses.add(kind + ": nothing was ever acknowledged, so nothing is shown");
    }
    done.stream()
        .filter(number -> !found.contains(number))
        .forEach(number -> losses.add(kind + " " + number + " was acknowledged and is lost"));
  }

  /// Both students of a bulk action, or it is lost.
  private void bulk(Connection ledger) throws SQLException {
    Set<String> deferred = new HashSet<>();
    try (var statement = ledger.createStatement();
        var rows = statement.executeQuery(
            "select student_id || ' ' || until_on from ledger.step_decision where decision = 'deferred'")) {
      while (rows.next()) {
        deferred.add(rows.getString(1));
      }
    }
    Set<Integer> found = new HashSet<>();
    for (int number : receipts.of("bulk action")) {
      LocalDate until = deeds.until(number);
      if (deeds.both(number).stream()
          .allMatch(student -> deferred.contains(student + " " + until))) {
        found.add(number);
      }
    }
    missing("bulk action", found);
  }

  /// Each acknowledged look is in the record of who looked.
  private void looks(Connection ledger) throws SQLException {
    Map<Long, Integer> wanted = new HashMap<>();
    receipts.of("look").forEach(number -> wanted.merge(deeds.student(number), 1, Integer::sum));
    try (var ask = ledger.prepareStatement("""
        select count(*) from ledger.audit
        where place = '/api/v1/students/{id}' and action = 'api' and student_ids = array[?::bigint]""")) {
      for (var student : wanted.entrySet()) {
        ask.setLong(1, student.getKey());
        try (var rows = ask.executeQuery()) {
          rows.next();
          if (rows.getInt(1) < student.getValue()) {
            losses.add("the record of who looked: of " + student.getValue()
                + " acknowledged looks at one student it has " + rows.getInt(1));
          }
        }
      }
    }
  }

  /// The same once more as people see it.
  private void pages() throws IOException, InterruptedException {
    var leader = new KillClerk(server.base(), KillDistrict.LEADER);
    String plan = leader.get(deeds.plan(leader)).body();
    for (int number : receipts.of("session")) {
      if (!plan.contains("\"kill session " + number + "\"")) {
        losses.add("session " + number + " is not on the plan's page");
      }
    }
    Map<Long, String> notes = new HashMap<>();
    for (int number : receipts.of("note")) {
      long student = deeds.student(number);
      if (!notes.containsKey(student)) {
        notes.put(student, leader.get("/api/v1/students/" + student + "/notes").body());
      }
      if (!notes.getOrDefault(student, "").contains("kill note " + number + ".")) {
        losses.add("note " + number + " is not on the student's page");
      }
    }
    var administrator = new KillClerk(server.base(), KillDistrict.ADMINISTRATOR);
    for (int number : receipts.of("invitation")) {
      String email = KillDeeds.invited(number);
      if (!administrator
          .get("/api/v1/people?q=" + KillClerk.coded(email))
          .body()
          .contains("\"" + email + "\"")) {
        losses.add("invitation " + number + " is not among the people");
      }
    }
  }

  private String audit() {
    try {
      return KillDistrict.command("audit", "verify", "--data", district.data().toString())
          .strip();
    } catch (IOException broken) {
      losses.add("the record of who looked is broken: " + broken.getMessage());
      return "broken";
    }
  }

  private static Set<Integer> numbers(Connection ledger, String sql) throws SQLException {
    Set<Integer> numbers = new HashSet<>();
    try (var statement = ledger.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
    }
    return numbers;
  }
}
