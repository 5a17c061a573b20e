package org.waymark.usage;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.waymark.access.Person;

/// Writes events behind the answers, many at a time: a page only puts its event into a queue.
///
/// A crash loses what waits, two seconds at most. When the database is slower than the
/// visitors, events are dropped rather than pages slowed.
public final class EventLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
  private static final int QUEUE = 10_000;
  private static final int BATCH = 500;
  private static final long PAUSE_SECONDS = 2;

  private final DataSource owner;
  private final SecretKey key;
  private final UsageSettings settings;
  private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer;
  private volatile boolean isOpen = true;

  private EventLog(DataSource owner, SecretKey key, UsageSettings settings) {
    this.owner = owner;
    this.key = key;
    this.settings = settings;
    this.writer = Thread.ofPlatform().daemon().name("waymark-usage").unstarted(this::write);
  }

  /// @param owner connections of the ledger's own writers
  /// @param key what pseudonyms are made with; not in the database
  public static EventLog open(DataSource owner, SecretKey key, UsageSettings settings) {
    EventLog log = new EventLog(owner, key, settings);
    log.writer.start();
    return log;
  }

  /// Notes one event; comes back at once.
  public void note(Event event) {
    if (settings.isNoted()) {
      waiting.offer(event);
    }
  }

  /// Keeps what a person thinks of one thing; a second word takes the place of the first.
  ///
  /// @param about what was rated: a page or a figure, by its key
  public void rate(Person person, String about, boolean isUseful) {
    if (!settings.isNoted()) {
      return;
    }
    try (Connection connection = owner.getConnection();
        PreparedStatement insert = connection.prepareStatement("""
            insert into ledger.rating (tenant_id, about, who, is_useful) values (?, ?, ?, ?)
            on conflict (tenant_id, about, who)
            do update set is_useful = excluded.is_useful, rated_on = current_date
            """)) {
      insert.setString(1, person.tenantId());
      insert.setString(2, about);
      insert.setString(3, pseudonym(person, "rating " + about));
      insert.setBoolean(4, isUseful);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a rating could not be kept", e);
    }
  }

  private void write() {
    while (isOpen || !waiting.isEmpty()) {
      try {
        List<Event> batch = new ArrayList<>();
        Event first = waiting.poll(PAUSE_SECONDS, TimeUnit.SECONDS);
        if (first != null) {
          batch.add(first);
          if (isOpen) {
            // whoever comes in the next moment goes along
            TimeUnit.SECONDS.sleep(1);
          }
          waiting.drainTo(batch, BATCH - 1);
          insert(batch);
        }
      } catch (InterruptedException e) {
        // asked to end: what waits is still written
        isOpen = false;
      } catch (SQLException | RuntimeException e) {
        LOG.warn("events of use were lost: {}", e.getMessage());
      }
    }
  }

  private void insert(List<Event> batch) throws SQLException {
    try (Connection connection = owner.getConnection();
        PreparedStatement insert = connection.prepareStatement("""
            insert into ledger.event (tenant_id, at, who, role, kind, place, filters)
            values (?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (Event event : batch) {
        insert.setString(1, event.person().tenantId());
        insert.setObject(2, OffsetDateTime.ofInstant(event.at(), ZoneOffset.UTC));
        insert.setString(3, pseudonym(event.person(), week(event.at())));
        insert.setString(4, event.person().role().written());
        insert.setString(5, event.kind().name().toLowerCase(Locale.ROOT));
        insert.setString(6, event.place());
        insert.setArray(7, connection.createArrayOf("text", event.filters().toArray()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// Another one each week: enough to count how many, too little to follow anybody.
  private String pseudonym(Person person, String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] hash = mac.doFinal((purpose + "\n" + person.tenantId() + "\n" + person.personId())
          .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 12);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String week(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return day.get(IsoFields.WEEK_BASED_YEAR) + " " + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  /// Writes what waits, then ends.
  @Override
  public void close() {
    isOpen = false;
    writer.interrupt();
    try {
      writer.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
