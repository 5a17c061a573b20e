package org.waymark.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.DisabledException;
import org.waymark.access.Audit;
import org.waymark.access.Person;
import org.waymark.access.PersonTransaction;
import org.waymark.alerts.AlertSettings;
import org.waymark.post.Dispatcher;
import org.waymark.reports.Digest;
import org.waymark.reports.Press;
import org.waymark.store.Database;
import org.waymark.web.triage.WeekPaper;

/// Writes each school leader's week into the outbox, once a week: who is newly at High Risk, who
/// improved, who is unchanged, with the PDF. Read as that person, so that it holds whom the pages
/// would show.
///
/// It waits for the night's figures where they are late, for half a day at most; a server that was
/// down at the hour makes up for it when it is back within three days. The outbox's key lets a week
/// out once.
public final class WeeklyDigest implements Dispatcher.Chore {

  private static final System.Logger LOG = System.getLogger(WeeklyDigest.class.getName());

  /// Letters in a minute: writing them keeps no other letter waiting for long.
  private static final int AT_ONCE = 25;

  private static final Duration FRESH = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofHours(12);
  private static final Duration CATCH_UP = Duration.ofDays(3);
  private static final Duration OLD = Duration.ofDays(7);

  private final Database database;
  private final String tenant;
  private final Path dataDir;
  private final PersonTransaction transaction;
  private final Audit audit;
  private @Nullable Press press;

  /// @param dataDir where the settings are
  public WeeklyDigest(Database database, String tenant, Path dataDir) {
    this.database = database;
    this.tenant = tenant;
    this.dataDir = dataDir;
    this.transaction = new PersonTransaction(database.web());
    this.audit = new Audit(transaction);
  }

  @Override
  public void run(Instant now) {
    AlertSettings settings = settings();
    AlertSettings.Weekly weekly = settings.digest();
    if (weekly == null) {
      return;
    }
    ZonedDateTime due = weekly.lastBefore(now.atZone(settings.post().zone()));
    if (!isTime(due.toInstant(), now)) {
      return;
    }
    String week = "%d-W%02d"
        .formatted(due.get(IsoFields.WEEK_BASED_YEAR), due.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    for (Person person : waiting(due.toInstant(), week)) {
      try {
        letter(person, settings, week, now);
      } catch (DisabledException closed) {
        // closed in this very moment: nothing for them
      } catch (SQLException | RuntimeException e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "The digest of person " + person.personId() + " waits: "
                + e.getClass().getSimpleName());
      }
    }
  }

  private AlertSettings settings() {
    try {
      return AlertSettings.read(dataDir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the figures of the night are up, or have been waited for long enough; a week without
  /// any night has no news.
  private boolean isTime(Instant due, Instant now) {
    Instant published = published();
    return published != null
        && now.isBefore(due.plus(CATCH_UP))
        && (published.isAfter(due.minus(FRESH))
            || now.isAfter(due.plus(PATIENCE)) && published.isAfter(due.minus(OLD)));
  }

  private @Nullable Instant published() {
    try (Connection connection = database.owner().getConnection();
        var query = connection.prepareStatement(
            "select max(published_at) from ledger.run where tenant_id = ? and status = 'published'")) {
      query.setString(1, tenant);
      try (var rows = query.executeQuery()) {
        OffsetDateTime at = rows.next() ? rows.getObject(1, OffsetDateTime.class) : null;
        return at == null ? null : at.toInstant();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger is away: " + e.getMessage(), e);
    }
  }

  /// School leaders who lead a school, want the digest, and have no letter of this week. Who began
  /// after the hour waits for the next one.
  private List<Person> waiting(Instant due, String week) {
    var people = new ArrayList<Person>();
    try (Connection connection = database.owner().getConnection();
        var query = connection.prepareStatement("""
            select p.person_id, p.email, p.display_name from ledger.person p
            where p.tenant_id = ? and p.role = 'school' and p.is_active
              and exists (select from ledger.grant_scope g
                          where g.person_id = p.person_id and g.tenant_id = p.tenant_id and g.scope = 'school'
                            and g.revoked_at is null and g.granted_at <= ?
                            and (g.starts_on is null or g.starts_on <= current_date)
                            and (g.ends_on is null or g.ends_on >= current_date))
              and not exists (select from ledger.alert_choice c
                              where c.person_id = p.person_id and c.kind = 'digest' and c.way = 'off')
              and not exists (select from ledger.outbox o
                              where o.tenant_id = p.tenant_id and o.dedupe_key = ? || p.person_id || '|email')
            order by p.person_id limit ?""")) {
      query.setString(1, tenant);
      query.setTimestamp(2, Timestamp.from(due));
      query.setString(3, key(week));
      query.setInt(4, AT_ONCE);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          people.add(new Person(
              rows.getString(1), tenant, rows.getString(2), rows.getString(3), Person.Role.SCHOOL));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger is away: " + e.getMessage(), e);
    }
    return people;
  }

  private String key(String week) {
    return tenant + "|digest|" + week + "|";
  }

  private void letter(Person person, AlertSettings settings, String week, Instant now)
      throws SQLException {
    Optional<WeekPaper> read = transaction.read(person, rows -> {
      Freshness fresh = Freshness.read(rows);
      return fresh.hasFigures()
          ? Optional.of(WeekPaper.read(
              rows,
              fresh,
              person,
              settings.names() != AlertSettings.Names.NONE,
              "Sent to %s. %s"
                  .formatted(
                      person.displayName(),
                      settings.names() == AlertSettings.Names.NONE
                          ? "Keep it as a student record."
                          : "Names of students: keep it as a student record.")))
          : Optional.empty();
    });
    if (read.isEmpty()) {
      return;
    }
    WeekPaper paper = read.get();
    byte[] pdf = press().digest(paper.digest());
    // on record before anybody has it
    audit.looked(person, Audit.Action.PRINT, "the week's digest, by e-mail", paper.students());
    try (Connection connection = database.owner().getConnection();
        var insert = connection.prepareStatement("""
            insert into ledger.outbox (tenant_id, dedupe_key, kind, channel, recipient, person_id, subject, body,
              attachment_name, attachment, created_at, not_before)
            values (?, ?, 'digest', 'email', ?, ?, ?, ?, 'week.pdf', ?, ?, ?)
            on conflict (tenant_id, dedupe_key) do nothing""")) {
      insert.setString(1, tenant);
      insert.setString(2, key(week) + person.personId() + "|email");
      insert.setString(3, person.email());
      insert.setString(4, person.personId());
      insert.setString(5, subject(paper.digest()));
      insert.setString(6, body(paper.digest(), settings));
      insert.setBytes(7, pdf);
      insert.setTimestamp(8, Timestamp.from(now));
      insert.setTimestamp(9, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /// Made when the first letter needs it: its fonts take a moment.
  private Press press() {
    Press ready = press == null ? new Press() : press;
    press = ready;
    return ready;
  }

  private static String subject(Digest digest) {
    String title = digest.title().replaceAll("\\p{Cntrl}+", " ");
    return title.length() <= 200 ? title : title.substring(0, 199) + "…";
  }

  private static String body(Digest digest, AlertSettings settings) {
    return """
        %s.

        - Newly at High Risk: %s
        - Improved: %s
        - Unchanged: %s

        %s. Who they are stands in the PDF; keep it as a student record.

        Whom to look at first: %s
        To have the digest no more: %s
        """.formatted(
            digest.title(),
            Words.count((long) digest.newlyHigh().size()),
            Words.count((long) digest.improved().size()),
            Words.count(digest.unchangedInAll()),
            digest.scope(),
            settings.post().link("/students?movement=attention"),
            settings.post().link("/alerts/choices"));
  }
}
