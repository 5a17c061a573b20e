package org.waymark.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Person;
import org.waymark.nightly.Settings;
import org.waymark.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "paint",
    description =
        "First contentful paint in Chromium: each role's first page and main pages, with an empty cache and with a full one.",
    mixinStandardHelpOptions = true)
final class PaintCommand implements Callable<Integer> {
  private static final double AIM_MS = 500;
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  /// What people open, by role; `{student}` is the first of the own list.
  private static final Map<Person.Role, List<String>> PAGES = pages();

  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "5000",
      description = "students of the district, the demo's number (default: ${DEFAULT-VALUE})")
  int students;

  @Option(
      names = "--times",
      paramLabel = "N",
      defaultValue = "5",
      description = "how often each page is opened; the median counts (default: ${DEFAULT-VALUE})")
  int times;

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

  private record Line(
      String role, String path, double cold, double coldMost, double warm, double warmMost) {}

  @Override
  public Integer call() throws Exception {
    Path folder = data == null
        ? WebDistrict.ready(Files.createDirectories(keep).toAbsolutePath(), students, 1)
        : data.toAbsolutePath();
    List<WebPeople.Someone> people;
    try (Database database = Database.open(folder)) {
      people = WebPeople.open(database, Settings.read(folder).tenant(), 50, 1);
    }
    Path ignored = Files.createTempFile("waymark-bench-", ".tsv");
    List<Line> lines = new ArrayList<>();
    try (Served served = Served.start(folder, ignored);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(launch())) {
      for (var role : PAGES.entrySet()) {
        var who = people.stream().filter(p -> p.role() == role.getKey()).findFirst();
        if (who.isPresent()) {
          lines.addAll(paint(browser, served.base(), who.get(), role.getValue()));
        }
      }
      served.end();
    }
    Files.deleteIfExists(ignored);
    print(lines);
    return lines.stream().allMatch(line -> line.cold() <= AIM_MS && line.warm() <= AIM_MS) ? 0 : 1;
  }

  private List<Line> paint(
      Browser browser, String base, WebPeople.Someone who, List<String> paths) {
    String state;
    String student;
    try (BrowserContext door = browser.newContext()) {
      Page page = door.newPage();
      page.navigate(base + "/sign-in");
      page.fill("input[name=email]", who.email());
      page.fill("input[name=password]", WebPeople.PASSWORD);
      page.click("main button");
      page.navigate(base + "/students");
      // in the list itself: above it stands the week as a document
      var first = page.locator("main tbody a[href^='/students/']");
      student = first.count() == 0 ? "" : first.first().getAttribute("href");
      state = door.storageState();
    }
    List<Line> lines = new ArrayList<>();
    for (String wanted : paths) {
      String path = wanted.replace("{student}", student);
      if (path.isEmpty()) {
        continue;
      }
      List<Double> cold = new ArrayList<>();
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        // a context of its own has a cache of its own, which is empty
        try (BrowserContext fresh =
            browser.newContext(new Browser.NewContextOptions().setStorageState(state))) {
          cold.add(firstPaint(fresh, base + path));
          warm.add(firstPaint(fresh, base + path));
        }
      }
      cold.sort(null);
      warm.sort(null);
      lines.add(new Line(
          who.role().title(),
          wanted,
          cold.get(times / 2),
          cold.getLast(),
          warm.get(times / 2),
          warm.getLast()));
    }
    return lines;
  }

  /// Milliseconds from the click to the first text or picture, as the browser itself measured.
  private static double firstPaint(BrowserContext context, String address) {
    try (Page page = context.newPage()) {
      var answer =
          page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
      if (answer == null || answer.status() != 200) {
        throw new IllegalStateException(
            address + " answered " + (answer == null ? "nothing" : answer.status()));
      }
      page.waitForFunction(
          "() => performance.getEntriesByName('first-contentful-paint').length > 0");
      Object at = page.evaluate(
          "() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
      return ((Number) at).doubleValue();
    }
  }

  private void print(List<Line> lines) {
    System.out.printf(
        Locale.ROOT,
        "%s; %s; median and most of %d, ms; aim %.0f ms%n%n",
        Machine.here(),
        LocalDate.now(),
        times,
        AIM_MS);
    System.out.println(
        "| role | page | empty cache | most | full cache | most | aim |\n| --- | --- | ---: | ---: | ---: | ---: | --- |");
    for (Line line : lines) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.0f | %.0f | %.0f | %.0f | %s |%n",
          line.role(),
          line.path(),
          line.cold(),
          line.coldMost(),
          line.warm(),
          line.warmMost(),
          line.cold() <= AIM_MS && line.warm() <= AIM_MS ? "met" : "NOT met");
    }
  }

  private static BrowserType.LaunchOptions launch() {
    var options = new BrowserType.LaunchOptions().setArgs(List.of("--no-sandbox"));
    BROWSERS.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(options::setExecutablePath);
    return options;
  }

  private static Map<Person.Role, List<String>> pages() {
    List<String> leaders = List.of(
        "/", "/overview", "/students", "{student}", "/cohorts", "/growth", "/gaps", "/equity");
    var pages = new LinkedHashMap<Person.Role, List<String>>();
    pages.put(Person.Role.TEACHER, List.of("/", "/students", "{student}", "/gaps"));
    pages.put(Person.Role.COUNSELOR, List.of("/", "/students", "{student}"));
    pages.put(Person.Role.SCHOOL, leaders);
    pages.put(Person.Role.DISTRICT, leaders);
    pages.put(Person.Role.ANALYST, List.of("/", "/quality", "/runs", "/dictionary"));
    pages.put(Person.Role.ADMINISTRATOR, List.of("/", "/runs"));
    return pages;
  }
}
