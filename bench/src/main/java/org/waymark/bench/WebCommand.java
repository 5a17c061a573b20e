package org.waymark.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Person;
import org.waymark.nightly.Settings;
import org.waymark.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "web",
    description = "Pages under people who browse: each reads, thinks 3 to 8 s, clicks.",
    mixinStandardHelpOptions = true)
final class WebCommand implements Callable<Integer> {
  private static final int FASTEST_START_S = 120;
  private static final int TIMES = 11;

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "100000",
      description = "students of the district (default: ${DEFAULT-VALUE})")
  int students;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "50",
      description = "people at a time (default: ${DEFAULT-VALUE})")
  int users;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description = "how long it is measured (default: ${DEFAULT-VALUE})")
  double minutes;

  @Option(
      names = "--warm-up",
      paramLabel = "M",
      defaultValue = "1",
      description = "minutes before, which don't count (default: ${DEFAULT-VALUE})")
  double warmUp;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "seed of the district, the people and their clicks (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      defaultValue = "/var/tmp/waymark-bench",
      description =
          "the district is kept here, and used again next time (default: ${DEFAULT-VALUE})")
  Path keep = Path.of("/var/tmp/waymark-bench");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a published data directory to use instead; gets the accounts of the bench")
  @Nullable
  Path data;

  @Option(names = "--explain", description = "print the plans of the slowest pages' questions")
  boolean explain;

  @Option(
      names = "--one-by-one",
      description =
          "instead, one person of each role opens each page eleven times without a pause: what a page costs where nobody else is")
  boolean oneByOne;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    if (users < 1 || minutes <= 0 || warmUp < 0) {
      throw new IllegalArgumentException(
          "--users and --minutes must be above 0, --warm-up not below; saw %d, %s, %s"
              .formatted(users, minutes, warmUp));
    }
    Path folder = data == null
        ? WebDistrict.ready(Files.createDirectories(keep).toAbsolutePath(), students, seed)
        : data.toAbsolutePath();
    List<WebPeople.Someone> people;
    try (Database database = Database.open(folder)) {
      people = WebPeople.open(database, Settings.read(folder).tenant(), users, seed);
    }
    Path times = Files.createTempFile("waymark-bench-", ".tsv");
    var seen = new ConcurrentLinkedQueue<WebUser.Seen>();
    long begin;
    String guarded;
    List<String> plans = List.of();
    try (Served served = Served.start(folder, times)) {
      guarded = served.guarded();
      System.err.println("row-level security: " + guarded);
      begin = System.currentTimeMillis() + Math.round(warmUp * 60_000);
      if (oneByOne) {
        alone(served.base(), people, seen);
        System.out.println(WebResult.alone(seen));
        served.end();
        return 0;
      }
      long until = begin + Math.round(minutes * 60_000);
      browse(served.base(), people, until, seen);
      if (explain) {
        plans = new WebPlans(folder).of(served.base(), people, WebResult.slowest(seen, begin));
      }
      served.end();
    }
    var result = new WebResult(
        Machine.here(),
        students(folder),
        users,
        minutes,
        seed,
        guarded,
        WebResult.read(times, begin),
        seen.stream().filter(s -> s.at() >= begin).toList());
    Files.deleteIfExists(times);
    System.out.println(
        json ? JsonMapper.shared().writeValueAsString(result.json()) : result.text());
    plans.forEach(System.out::println);
    return result.errors() == 0 ? 0 : 1;
  }

  private void alone(
      String base, List<WebPeople.Someone> people, ConcurrentLinkedQueue<WebUser.Seen> seen)
      throws InterruptedException {
    for (Person.Role role : Person.Role.values()) {
      var who = people.stream().filter(p -> p.role() == role).findFirst();
      if (who.isPresent()) {
        new WebUser(base, who.get(), seed, 0, seen).oneByOne(TIMES);
      }
    }
  }

  private void browse(
      String base,
      List<WebPeople.Someone> people,
      long until,
      ConcurrentLinkedQueue<WebUser.Seen> seen)
      throws InterruptedException {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
      var all = new ArrayList<WebUser>();
      for (int i = 0; i < people.size(); i++) {
        all.add(new WebUser(base, people.get(i), seed * 1_000 + i, until, seen));
      }
      all.forEach(threads::execute);
      threads.shutdown();
      if (!threads.awaitTermination(
          until - System.currentTimeMillis() + FASTEST_START_S * 1_000L, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("some people never came back from their last click");
      }
    }
  }

  private static long students(Path folder) {
    try (Database database = Database.open(folder)) {
      return database
          .personLogin()
          .queryAsPublisher("select count(*) as n from analytics.dim_students where is_enrolled")
          .rows()
          .getFirst()
          .values()
          .stream()
          .mapToLong(n -> Long.parseLong(String.valueOf(n)))
          .sum();
    }
  }

  static String heap() {
    String heap = System.getenv("WAYMARK_HEAP");
    return heap == null || heap.isBlank() ? "1g" : heap;
  }
}
