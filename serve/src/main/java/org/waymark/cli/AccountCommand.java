package org.waymark.cli;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Accounts;
import org.waymark.access.PasswordLinks;
import org.waymark.access.Person;
import org.waymark.access.SecondFactor;
import org.waymark.access.SignInGuard;
import org.waymark.nightly.ServeSettings;
import org.waymark.store.Database;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "account",
    description = "Open an account, or give one its new name, password and grants.",
    mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {

  @Spec
  @Nullable
  CommandSpec spec;

  @Mixin
  DataDirectory data = new DataDirectory();

  /// Needed by the command itself and not by its verbs, so they are one group that may be missing.
  @ArgGroup(exclusive = false)
  @Nullable
  Who who;

  /// Who somebody is, and what is open to that person.
  static final class Who {
    @Option(
        names = "--email",
        required = true,
        paramLabel = "ADDRESS",
        description = "what the person signs in with")
    String email = "";

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "how the pages greet the person")
    String name = "";

    @Option(
        names = "--role",
        required = true,
        paramLabel = "ROLE",
        description =
            "what the person is to the district: district, school, counselor, teacher, analyst, board, administrator or operator")
    Person.Role role = Person.Role.TEACHER;

    @Option(
        names = "--school",
        paramLabel = "ID",
        description =
            "a school that a school leader leads, by its id in the roster; may be repeated")
    List<String> schools = List.of();

    @Option(
        names = "--staff",
        paramLabel = "ID",
        description = "who a teacher or counselor is in the roster")
    @Nullable
    String staff;

    /// @param password null for somebody who will choose one
    Accounts.NewAccount account(String tenant, @Nullable String password) {
      return new Accounts.NewAccount(
          tenant, email, name, password, role, schools == null ? List.of() : schools, staff);
    }
  }

  @Override
  public Integer call() throws Exception {
    Who given = who;
    if (given == null) {
      if (spec == null) {
        throw new IllegalStateException("the command was not parsed");
      }
      throw new ParameterException(
          spec.commandLine(),
          "Missing required options: '--email=ADDRESS', '--name=NAME', '--role=ROLE'");
    }
    try (Database database = Database.open(data.ready())) {
      String password = Passwords.random();
      new Accounts(database.owner()).open(given.account(data.settings().tenant(), password));
      System.out.printf(
          "%s may sign in as %s with the password %s%n",
          given.email, given.role.written(), password);
      return 0;
    }
  }

  @Command(
      name = "invite",
      description =
          "Open an account without a password and print the link that sets one; it opens for 7 days.",
      mixinStandardHelpOptions = true)
  int invite(@Mixin DataDirectory data, @ArgGroup(exclusive = false, multiplicity = "1") Who who)
      throws Exception {
    try (Database database = Database.open(data.ready())) {
      DataSource owner = database.owner();
      String base = ServeSettings.read(database.dataDir()).publicUrl();
      System.out.println(new PasswordLinks(owner, new Accounts(owner), new SignInGuard(owner))
          .invite(
              who.account(data.settings().tenant(), null),
              base == null ? "http://localhost:8080" : base));
      return 0;
    }
  }

  @Command(
      name = "unlock",
      description = "Forget the failed tries of an account, and on demand its second factor.",
      mixinStandardHelpOptions = true)
  int unlock(
      @Mixin DataDirectory data,
      @Option(
              names = "--email",
              required = true,
              paramLabel = "ADDRESS",
              description = "what the person signs in with")
          String email,
      @Option(
              names = "--second-factor-off",
              description = "turn the second factor off: for who lost phone and recovery codes")
          boolean isOff)
      throws Exception {
    try (Database database = Database.open(data.ready())) {
      DataSource owner = database.owner();
      SignInGuard guard = new SignInGuard(owner);
      String person = new Accounts(owner)
          .find(data.settings().tenant(), email)
          .orElseThrow(() -> new IllegalArgumentException("no account with the address " + email));
      guard.forget(SignInGuard.Door.ACCOUNT, email);
      guard.forget(SignInGuard.Door.CODE, person);
      if (isOff) {
        new SecondFactor(owner, database.key("second-factor"), guard, Clock.systemUTC())
            .turnOff(person);
      }
      System.out.println(
          isOff ? email + " may try again, with the password alone" : email + " may try again");
      return 0;
    }
  }
}
