package org.waymark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Accounts;
import org.waymark.access.Person;
import org.waymark.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "account",
    description = "Open an account, or give one its new name, password and grants.",
    mixinStandardHelpOptions = true)
final class AccountCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

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
      description = "a school that a school leader leads, by its id in the roster; may be repeated")
  List<String> schools = List.of();

  @Option(
      names = "--staff",
      paramLabel = "ID",
      description = "who a teacher or counselor is in the roster")
  @Nullable
  String staff;

  @Override
  public Integer call() throws Exception {
    try (Database database = Database.open(data.ready())) {
      String password = Passwords.random();
      new Accounts(database.owner())
          .open(new Accounts.NewAccount(
              data.settings().tenant(), email, name, password, role, schools, staff));
      System.out.printf(
          "%s may sign in as %s with the password %s%n", email, role.written(), password);
      return 0;
    }
  }
}
