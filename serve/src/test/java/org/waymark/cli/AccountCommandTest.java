package org.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.SignInGuard;
import org.waymark.access.SignInGuard.Door;
import org.waymark.store.Database;

class AccountCommandTest {

  @Test
  void accounts_are_opened_invited_and_unlocked_from_the_command_line(@TempDir Path data)
      throws Exception {
    Files.writeString(
        data.resolve("waymark.yml"), "serve:\n  public_url: https://waymark.example.org/\n");
    assertThat(by(data, "--email", "ada@example.org", "--name", "Ada", "--role", "administrator")
            .expecting(0)
            .out())
        .startsWith("ada@example.org may sign in as administrator with the password ");
    assertThat(by(data, "--email", "ada@example.org").expecting(2).line())
        .contains("Missing required", "--name=NAME", "--role=ROLE");
    assertThat(by(data).expecting(2).line()).contains("--email=ADDRESS");
    assertThat(by(data, "--email", "x", "--name", "X", "--role", "board")
            .expecting(2)
            .line())
        .contains("expected an address");
    Said invited =
        by(data, "invite", "--email", "Bo@example.org", "--name", "Bo", "--role", "board");
    assertThat(invited.expecting(0).out())
        .matches("https://waymark\\.example\\.org/new-password\\?token=[\\w-]{43}\n");
    assertThat(by(data, "invite", "--email", "ada@example.org", "--name", "A", "--role", "board")
            .expecting(2)
            .line())
        .contains("already has an account");
    assertThat(by(data, "invite", "--email", "c@example.org", "--name", "C", "--role", "teacher")
            .expecting(2)
            .line())
        .contains("needs a staff id");
    assertThat(by(data, "unlock", "--email", "nobody@example.org").expecting(2).line())
        .contains("no account with the address");
    try (Database database = Database.open(data, null)) {
      JdbcClient ledger = JdbcClient.create(database.owner());
      SignInGuard guard = new SignInGuard(database.owner());
      for (int i = 0; i < 10; i++) {
        guard.mayTry(Door.ACCOUNT, "ada@example.org");
      }
      ledger
          .sql(
              "insert into ledger.second_factor (person_id, tenant_id, sealed, set_up_at)"
                  + " select person_id, tenant_id, '\\x00', now() from ledger.person where email = 'ada@example.org'")
          .update();
      assertThat(ledger
              .sql("select count(*) from ledger.person where password_hash is null")
              .query(Long.class)
              .single())
          .isEqualTo(1);
    }
    assertThat(by(data, "unlock", "--email", "ada@example.org").expecting(0).out())
        .contains("may try again");
    assertThat(by(data, "unlock", "--email", "ADA@example.org", "--second-factor-off")
            .expecting(0)
            .out())
        .contains("with the password alone");
    try (Database database = Database.open(data, null)) {
      assertThat(new SignInGuard(database.owner()).mayTry(Door.ACCOUNT, "ada@example.org"))
          .isTrue();
      assertThat(JdbcClient.create(database.owner())
              .sql("select count(*) from ledger.second_factor")
              .query(Long.class)
              .single())
          .isZero();
    }
  }

  private static Said by(Path data, String... more) {
    var words = new java.util.ArrayList<Object>();
    words.add("account");
    boolean isVerb = more.length > 0 && !more[0].startsWith("--");
    if (isVerb) {
      words.add(more[0]);
    }
    words.add("--data");
    words.add(data);
    words.addAll(java.util.List.of(more).subList(isVerb ? 1 : 0, more.length));
    return Said.by(words.toArray());
  }
}
