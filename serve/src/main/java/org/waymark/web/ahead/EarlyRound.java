package org.waymark.web.ahead;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.waymark.access.Person;
import org.waymark.access.PersonTransaction;
import org.waymark.web.Freshness;

/// After each publication, and when the server starts, asks the pages of the people who were
/// here last, one after the other, so that the first visitor of the morning waits no longer than
/// the tenth.
///
/// Each question is asked in the person's own transaction, so row-level security decides as it
/// does for a page. Nobody gets to see an answer, so the audit has nothing. Between two questions
/// it rests as long as the last one took: half a processor is left to whoever is here already.
public final class EarlyRound implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EarlyRound.class);
  private static final long LOOK_SECONDS = 15;
  /// What they ask fits into what is remembered, with room for their filters.
  private static final int MOST_PEOPLE = 120;

  private final JdbcClient ledger;
  private final PersonTransaction transaction;
  private final List<AskedAhead> pages;
  private final Thread thread;
  private volatile boolean isOpen = true;

  /// @param owner connections of the ledger's own writers
  public EarlyRound(DataSource owner, PersonTransaction transaction, List<AskedAhead> pages) {
    this.ledger = JdbcClient.create(owner);
    this.transaction = transaction;
    this.pages = List.copyOf(pages);
    this.thread = Thread.ofPlatform().daemon().name("waymark-early-round").unstarted(this::walk);
  }

  /// Begins to look for publications.
  public EarlyRound start() {
    thread.start();
    return this;
  }

  private void walk() {
    String last = "";
    while (isOpen) {
      try {
        String now = ledger
            .sql("select coalesce(access.publication(), '')")
            .query(String.class)
            .single();
        if (!now.equals(last)) {
          once();
          last = now;
        }
        TimeUnit.SECONDS.sleep(LOOK_SECONDS);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!isOpen) {
          return;
        }
        // the pages go on without it, and the next look tries again
        LOG.warn("the early round was cut short: {}", e.getMessage());
        last = "";
        rest(TimeUnit.SECONDS.toNanos(LOOK_SECONDS));
      }
    }
  }

  /// One round. A question that fails is left to whoever asks it, and holds up no other.
  ///
  /// @return for how many people
  public int once() {
    List<Person> people = people();
    int failed = 0;
    for (Person person : people) {
      for (AskedAhead page : pages) {
        if (!isOpen) {
          return 0;
        }
        long begun = System.nanoTime();
        try {
          ask(page, person);
        } catch (RuntimeException e) {
          failed++;
        }
        rest(System.nanoTime() - begun);
      }
    }
    if (failed > 0 && isOpen) {
      LOG.warn("{} questions of the early round failed; the pages ask them again", failed);
    }
    return people.size();
  }

  private void ask(AskedAhead page, Person person) {
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    try {
      transaction.read(person, rows -> {
        Freshness fresh = Freshness.read(rows);
        if (fresh.hasFigures()) {
          page.askAhead(rows, fresh, person);
        }
        return true;
      });
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private static void rest(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Person> people() {
    return ledger
        .sql("""
            select p.person_id, p.tenant_id, p.email, p.display_name, p.role
            from ledger.person p
            left join (select person_id, max(last_seen_at) as seen from ledger.sign_in group by 1) s
              on s.person_id = p.person_id
            where p.is_active and p.role in ('district', 'analyst', 'school', 'counselor', 'teacher')
            order by s.seen desc nulls last,
                     array_position(array['district', 'analyst', 'school', 'counselor', 'teacher'], p.role),
                     p.person_id
            limit :most
            """)
        .param("most", MOST_PEOPLE)
        .query((row, n) -> new Person(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            Person.Role.of(row.getString(5))))
        .list();
  }

  @Override
  public void close() {
    isOpen = false;
    thread.interrupt();
  }
}
