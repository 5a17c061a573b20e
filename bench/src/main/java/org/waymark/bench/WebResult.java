package org.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/// What the people of [WebCommand] had to wait for.
///
/// @param server per kind of page, what each answer took inside the server, µs
record WebResult(
    Machine machine,
    long students,
    int users,
    double minutes,
    long seed,
    String guarded,
    Map<String, List<Long>> server,
    List<WebUser.Seen> seen) {

  private static final double AIM_MS = 50;
  private static final int SLOWEST = 4;
  /// Pages that are files to take away, not pages to read.
  private static final List<String> FILES =
      List.of("packet", "export of a list", "export of a page");

  static Map<String, List<Long>> read(Path times, long begin) throws IOException {
    var server = new TreeMap<String, List<Long>>();
    try (var lines = Files.lines(times)) {
      lines
          .map(line -> line.split("\t"))
          .filter(t -> Long.parseLong(t[1]) >= begin)
          .forEach(t -> {
            if (!t[0].equals("again")) {
              server.computeIfAbsent(t[0], key -> new ArrayList<>()).add(Long.parseLong(t[2]));
            }
          });
    }
    server.values().forEach(all -> all.sort(Comparator.naturalOrder()));
    return server;
  }

  /// The slowest pages at the client, one click of each that is near its 95th percentile.
  static List<WebUser.Seen> slowest(Queue<WebUser.Seen> seen, long begin) {
    var byPage = new TreeMap<String, List<WebUser.Seen>>();
    seen.stream()
        .filter(s -> s.at() >= begin && !s.page().equals("door") && !s.page().equals("sign-in"))
        .forEach(s -> byPage.computeIfAbsent(s.page(), key -> new ArrayList<>()).add(s));
    return byPage.values().stream()
        .map(all -> all.stream()
            .sorted(Comparator.comparing(WebUser.Seen::micros))
            .toList()
            .get((int) Math.ceil(0.95 * all.size()) - 1))
        .sorted(Comparator.comparing(WebUser.Seen::micros).reversed())
        .limit(SLOWEST)
        .toList();
  }

  /// What each page of each role took a person who was alone, at the client: least and median.
  static String alone(Queue<WebUser.Seen> seen) {
    var text = new StringBuilder();
    line(text, "| role | page | least, ms | median | bytes | address |");
    line(text, "| --- | --- | ---: | ---: | ---: | --- |");
    var byPage = new LinkedHashMap<String, List<WebUser.Seen>>();
    seen.stream()
        .filter(s -> !isDoor(s.page()))
        .forEach(s -> byPage
            .computeIfAbsent(s.role() + " | " + s.page(), key -> new ArrayList<>())
            .add(s));
    byPage.forEach((page, all) -> {
      List<Long> sorted = all.stream().map(WebUser.Seen::micros).sorted().toList();
      line(
          text,
          "| %s | %.1f | %.1f | %,d | %s%s |",
          page,
          sorted.getFirst() / 1e3,
          at(sorted, 0.5),
          all.getLast().bytes(),
          all.getLast().path(),
          all.stream().allMatch(WebUser::isFine)
              ? ""
              : " ERROR " + all.getLast().status());
    });
    return text.toString();
  }

  long errors() {
    return seen.stream().filter(s -> !WebUser.isFine(s)).count();
  }

  /// The value below which that share of a sorted list lies, ms.
  static double at(List<Long> sorted, double share) {
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1)) / 1e3;
  }

  private List<Long> client(String page) {
    return seen.stream()
        .filter(s -> s.page().equals(page))
        .map(WebUser.Seen::micros)
        .sorted()
        .toList();
  }

  private List<Long> readable() {
    return server.entrySet().stream()
        .filter(e -> !FILES.contains(e.getKey()) && !isDoor(e.getKey()))
        .flatMap(e -> e.getValue().stream())
        .sorted()
        .toList();
  }

  private static boolean isDoor(String page) {
    return page.equals("door") || page.equals("sign-in");
  }

  Map<String, Object> json() {
    var object = new LinkedHashMap<String, Object>();
    object.put("date", LocalDate.now().toString());
    object.put("machine", machine);
    object.put("students", students);
    object.put("users", users);
    object.put("minutes", minutes);
    object.put("seed", seed);
    object.put("row_level_security", guarded);
    object.put("errors", errors());
    object.put("requests_per_second", perSecond());
    var pages = new LinkedHashMap<String, Object>();
    server.forEach((page, all) -> {
      var line = new LinkedHashMap<String, Object>();
      line.put("n", all.size());
      line.put("p50_ms", at(all, 0.5));
      line.put("p95_ms", at(all, 0.95));
      line.put("p99_ms", at(all, 0.99));
      line.put("max_ms", at(all, 1));
      line.put("client_p50_ms", at(client(page), 0.5));
      line.put("client_p95_ms", at(client(page), 0.95));
      pages.put(page, line);
    });
    object.put("pages", pages);
    return object;
  }

  /// A Markdown table for docs/benchmarks.md, and what stands around it.
  String text() {
    var text = new StringBuilder();
    line(text, "%s; Java %s; %s", machine, machine.java(), LocalDate.now());
    line(
        text,
        "%,d students, %d people for %s minutes, seed %d: %,d requests, %.1f a second, %d errors",
        students,
        users,
        minutes,
        seed,
        seen.size(),
        perSecond(),
        errors());
    line(text, "row-level security: %s", guarded);
    line(text, "");
    line(
        text,
        "| page | n | server p50, ms | p95 | p99 | max | client p50 | client p95 | aim of %.0f ms |",
        AIM_MS);
    line(text, "| --- |%s --- |", " ---: |".repeat(7));
    server.forEach((page, all) -> row(text, page, all, client(page)));
    List<Long> pages = readable();
    row(text, "all pages", pages, List.of());
    errorsBy(text);
    return text.toString();
  }

  private void errorsBy(StringBuilder text) {
    var counts = new TreeMap<String, Integer>();
    seen.stream()
        .filter(s -> !WebUser.isFine(s))
        .forEach(
            s -> counts.merge(s.status() + " " + s.page() + " as " + s.role(), 1, Integer::sum));
    counts.forEach((what, n) -> line(text, "error: %d × %s", n, what));
  }

  private void row(StringBuilder text, String page, List<Long> all, List<Long> client) {
    String met = FILES.contains(page) || isDoor(page)
        ? "no page"
        : at(all, 0.95) <= AIM_MS ? "met" : "NOT met";
    line(
        text,
        "| %s | %,d | %.1f | %.1f | %.1f | %.1f | %s | %s | %s |",
        page,
        all.size(),
        at(all, 0.5),
        at(all, 0.95),
        at(all, 0.99),
        at(all, 1),
        client.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", at(client, 0.5)),
        client.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", at(client, 0.95)),
        met);
  }

  private double perSecond() {
    return seen.size() / (minutes * 60);
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
