package org.waymark.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.nightly.QualityReport;
import org.waymark.store.Database;
import org.waymark.store.PersonLogin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "sql",
    description =
        "Ask the published tables, as one person through row-level security or as the publisher.",
    mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

  @Mixin
  DataDirectory data = new DataDirectory();

  @Option(
      names = "--as",
      paramLabel = "USER",
      description = "e-mail address of the person; without it, as the publisher")
  @Nullable
  String person;

  @Option(names = "--json", description = "print an array of objects")
  boolean json;

  @Parameters(paramLabel = "SQL", description = "one select")
  String sql = "";

  @Override
  public Integer call() throws Exception {
    try (Database database = Database.open(data.ready())) {
      PersonLogin.Answer answer = person == null
          ? database.personLogin().queryAsPublisher(sql)
          : database.personLogin().query(person, sql);
      if (json) {
        System.out.println(QualityReport.json(answer.rows()));
      } else {
        System.out.println(String.join("\t", answer.columns()));
        for (var row : answer.rows()) {
          System.out.println(
              String.join("\t", row.values().stream().map(String::valueOf).toList()));
        }
      }
      return 0;
    }
  }
}
