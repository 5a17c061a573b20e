package org.waymark.access;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.transaction.support.TransactionTemplate;

/// One transaction on behalf of one person: the only way from a page to the database.
///
/// The person is set for the transaction alone, so that a pooled connection forgets it at
/// the end; without a person the policies answer with no rows.
public final class PersonTransaction {
  private static final String ENTER = "select access.enter(?) is not null";
  private static final String ENTER_ABOUT = "select access.enter_about(?, ?) is not null";

  private final JdbcClient rows;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;

  /// @param web connections of the role `waymark_web`, which row-level security binds
  public PersonTransaction(DataSource web) {
    rows = JdbcClient.create(web);
    JdbcTransactionManager manager = new JdbcTransactionManager(web);
    reading = new TransactionTemplate(manager);
    reading.setReadOnly(true);
    writing = new TransactionTemplate(manager);
  }

  /// Reads rows as the person.
  public <T> T read(Person person, Function<JdbcClient, T> question) {
    return answer(reading, ENTER, List.of(person.personId()), question);
  }

  /// Reads rows about one student as the person: of student rows, those of that student and of
  /// nobody else.
  public <T> T readAbout(Person person, long student, Function<JdbcClient, T> question) {
    return answer(reading, ENTER_ABOUT, List.of(person.personId(), student), question);
  }

  /// Writes what the person decided, as the person.
  public <T> T write(Person person, Function<JdbcClient, T> deed) {
    return answer(writing, ENTER, List.of(person.personId()), deed);
  }

  /// Writes about one student, as the person.
  public <T> T writeAbout(Person person, long student, Function<JdbcClient, T> deed) {
    return answer(writing, ENTER_ABOUT, List.of(person.personId(), student), deed);
  }

  private <T> T answer(
      TransactionTemplate template, String enter, List<Object> who, Function<JdbcClient, T> body) {
    @Nullable
    T result = template.execute(status -> {
      if (template == reading) {
        // One snapshot for the whole page: a run published in between must not mix two nights'
        // figures. Said here, since the template would ask what it is before and put it back after.
        rows.sql("set transaction isolation level repeatable read").update();
      }
      boolean isOpen = rows.sql(enter).params(who).query(Boolean.class).single();
      if (!isOpen) {
        throw new DisabledException("the account was closed since the person signed in");
      }
      return body.apply(rows);
    });
    if (result == null) {
      throw new IllegalStateException("a question was answered with null; answer with Optional");
    }
    return result;
  }
}
