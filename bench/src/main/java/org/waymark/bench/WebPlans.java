package org.waymark.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How PostgreSQL answered the questions of the slowest pages: each is opened once more by the
/// same person while `auto_explain` writes down every plan. For the embedded server only.
final class WebPlans {
  private static final Pattern PLAN = Pattern.compile(
      "duration: ([0-9.]+) ms  plan:\\n(.*?)(?=\\n[0-9]{4}-[0-9]{2}-[0-9]{2} |\\z)",
      Pattern.DOTALL);
  private static final int WORTH_MS = 3;
  private static final int EACH = 5;

  private final Path data;

  WebPlans(Path data) {
    this.data = data;
  }

  private record Answered(double ms, String plan) {}

  List<String> of(String base, List<WebPeople.Someone> people, List<WebUser.Seen> slow)
      throws IOException, SQLException, InterruptedException {
    List<String> text = new ArrayList<>();
    try (Connection admin = OwnPostgres.connect(data);
        Statement statement = admin.createStatement()) {
      try {
        for (String setting : List.of(
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = '" + WORTH_MS + "ms'",
            "auto_explain.log_analyze = on",
            "auto_explain.log_buffers = on",
            "auto_explain.log_nested_statements = on")) {
          statement.execute("alter role waymark_web set " + setting);
        }
        freshConnections(statement);
        for (WebUser.Seen page : slow) {
          text.add(page(base, people, page));
        }
      } finally {
        statement.execute("alter role waymark_web reset all");
        freshConnections(statement);
      }
    }
    return text;
  }

  private String page(String base, List<WebPeople.Someone> people, WebUser.Seen page)
      throws IOException, InterruptedException {
    WebPeople.Someone who = people.stream()
        .filter(p -> p.role().written().equals(page.role()))
        .findFirst()
        .orElseThrow();
    Path log = data.resolve("postgres/server.log");
    var seen = new ConcurrentLinkedQueue<WebUser.Seen>();
    var user = new WebUser(base, who, 1, 0, seen);
    user.once("again", page.path());
    long before = Files.size(log);
    user.once("again", page.path());
    String all = Files.readString(log, StandardCharsets.UTF_8);
    List<Answered> plans = new ArrayList<>();
    Matcher plan = PLAN.matcher(all.substring((int) Math.min(before, all.length())));
    while (plan.find()) {
      plans.add(new Answered(Double.parseDouble(plan.group(1)), plan.group(2).strip()));
    }
    plans.sort(Comparator.comparing(Answered::ms).reversed());
    var text =
        new StringBuilder("\n=== %s %s as %s: %.1f ms at the client, %d questions over %d ms%n"
            .formatted(
                page.page(),
                page.path(),
                page.role(),
                page.micros() / 1e3,
                plans.size(),
                WORTH_MS));
    plans.stream()
        .limit(EACH)
        .forEach(a ->
            text.append("--- ").append(a.ms()).append(" ms\n").append(a.plan()).append('\n'));
    return text.toString();
  }

  /// Ends the pool's connections, so that the next ones begin with the settings.
  private static void freshConnections(Statement statement) throws SQLException {
    statement.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'waymark_web'");
  }
}
