package org.waymark.access;

import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.DisabledException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// One transaction on behalf of one person: the only way from a page to the database.
///
/// The person is set for the transaction alone, so that a pooled connection forgets it at
/// the end; without a person the policies answer with no rows.
public final class PersonTransaction {
  private final JdbcClient rows;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;

  /// @param web connections of the role `waymark_web`, which row-level security binds
  public PersonTransaction(DataSource web) {
    rows = JdbcClient.create(web);
    JdbcTransactionManager manager = new JdbcTransactionManager(web);
    reading = new TransactionTemplate(manager);
    reading.setReadOnly(true);
    // one snapshot for the whole page: a run published in between must not mix two nights' figures
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    writing = new TransactionTemplate(manager);
  }

  /// Reads rows as the person.
  public <T> T read(Person person, Function<JdbcClient, T> question) {
    return answer(reading, person, question);
  }

  /// Writes what the person decided, as the person.
  public <T> T write(Person person, Function<JdbcClient, T> deed) {
    return answer(writing, person, deed);
  }

  private <T> T answer(TransactionTemplate template, Person person, Function<JdbcClient, T> body) {
    @Nullable
    T result = template.execute(status -> {
      boolean isOpen = rows.sql("select access.enter(?) is not null")
          .param(person.personId())
          .query(Boolean.class)
          .single();
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
