package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.access.PersonTransaction;
import org.waymark.access.Recall;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.ahead.AskedAhead;
import org.waymark.web.ahead.EarlyRound;

/// Nobody is the first of the morning.
class EarlyRoundTest {
  private static final List<String> PAGES = List.of(
      "/",
      "/students",
      "/students?movement=attention",
      "/students?tier=high",
      "/overview",
      "/gaps",
      "/growth",
      "/equity",
      "/cohorts",
      "/years",
      "/jump?q=ma");

  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void what_the_first_visitor_asks_was_asked_before_and_nobody_is_on_record_for_it()
      throws Exception {
    Map<Role, Visitor> visitors = new EnumMap<>(Role.class);
    for (Role role : List.of(Role.DISTRICT, Role.SCHOOL, Role.TEACHER, Role.COUNSELOR)) {
      visitors.put(role, Visitor.signedIn(district, role));
    }
    Recall.forget();
    String looks = "select count(*) from ledger.audit";
    long before = district.count(looks);
    assertThat(district.server.earlyRound().once()).isGreaterThan(3);
    assertThat(district.count(looks)).isEqualTo(before);

    int kept = Recall.kept();
    assertThat(kept).isGreaterThan(50);
    for (var visitor : visitors.entrySet()) {
      for (String page : PAGES) {
        String what = visitor.getKey() + " " + page;
        assertThat(visitor.getValue().get(page).statusCode()).as(what).isEqualTo(200);
        assertThat(Recall.kept()).as(what + " asked for something new").isEqualTo(kept);
      }
    }
  }

  @Test
  void a_question_that_fails_holds_up_no_other() {
    AtomicInteger failed = new AtomicInteger();
    AtomicInteger asked = new AtomicInteger();
    AskedAhead broken = (rows, fresh, person) -> {
      failed.incrementAndGet();
      throw new IllegalStateException("broken");
    };
    try (var round = new EarlyRound(
        district.database.owner(),
        new PersonTransaction(district.database.web()),
        List.of(broken, (rows, fresh, person) -> asked.incrementAndGet()))) {
      round.once();
    }
    assertThat(asked.get()).isEqualTo(failed.get()).isPositive();
  }
}
