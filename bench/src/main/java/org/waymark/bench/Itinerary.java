package org.waymark.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waymark.access.Person;

/// Where somebody clicks next: a page by its weight in the role's day, with an address that an
/// earlier page of theirs offered.
final class Itinerary {
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");
  private static final Pattern STUDENT = Pattern.compile("/students/[0-9]+");
  private static final List<String> NAMES =
      List.of("mar", "an", "tor", "li", "be", "king", "sa", "jo", "wil", "ch");
  private static final List<String> LISTS = List.of(
      "tier=high",
      "tier=at_risk",
      "movement=attention",
      "sort=name",
      "sort=attendance",
      "sort=gpa",
      "page=2",
      "by=grade",
      "tier=at_risk&sort=recent");
  private static final int MOST = 400;

  /// A click: what the result is filed under, and where it goes.
  record Click(String page, String path) {}

  private final Random random;
  private final Map<String, Integer> weights;
  private final List<String> students = new ArrayList<>();
  private final Map<String, List<String>> filtered = new LinkedHashMap<>();

  Itinerary(Person.Role role, Random random) {
    this.random = random;
    this.weights = weights(role);
  }

  private static Map<String, Integer> weights(Person.Role role) {
    var day = new LinkedHashMap<String, Integer>();
    day.put("first page", 10);
    if (role == Person.Role.ADMINISTRATOR) {
      day.put("quality", 10);
      day.put("runs", 10);
      day.put("dictionary", 5);
      return day;
    }
    boolean leads = !role.seesOwnOnly();
    day.put("list", 10);
    day.put("list, filtered", 14);
    day.put("profile", leads ? 14 : 26);
    day.put("jump", 8);
    day.put("packet", 2);
    day.put("gaps", leads ? 4 : 8);
    day.put("gaps, filtered", 3);
    day.put("overview", leads ? 8 : 3);
    day.put("overview, filtered", leads ? 4 : 0);
    day.put("growth", leads ? 5 : 3);
    day.put("growth, filtered", 2);
    day.put("cohorts", leads ? 5 : 2);
    day.put("cohorts, filtered", leads ? 3 : 1);
    day.put("years", leads ? 2 : 1);
    day.put("equity", leads ? 4 : 1);
    day.put("equity, filtered", leads ? 2 : 0);
    day.put("quality", leads ? 2 : 1);
    day.put("runs", 1);
    day.put("model", 1);
    day.put("dictionary", 1);
    day.put("export of a list", 1);
    day.put("export of a page", 1);
    day.put("profile as JSON", 1);
    return day;
  }

  Click next() {
    int at =
        random.nextInt(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (var entry : weights.entrySet()) {
      at -= entry.getValue();
      if (at < 0) {
        return click(entry.getKey());
      }
    }
    throw new IllegalStateException("weights that sum to less than they did");
  }

  /// Every kind of page of the role's day.
  List<String> pages() {
    return weights.entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  Click click(String page) {
    return switch (page) {
      case "first page" -> new Click(page, "/");
      case "list" -> new Click(page, "/students");
      case "list, filtered" -> new Click(page, "/students?" + list());
      case "profile" -> student(page, "", "");
      case "packet" -> student(page, "", "/packet.pdf");
      case "profile as JSON" -> student(page, "/api/v1", "");
      case "jump" -> new Click(page, "/api/v1/jump?q=" + any(NAMES));
      case "export of a list" -> new Click(page, "/students.csv?tier=high");
      case "export of a page" -> new Click(page, "/growth.xlsx");
      default -> {
        String room = "/" + page.replace(", filtered", "");
        List<String> offered = filtered.getOrDefault(room, List.of());
        yield page.endsWith(", filtered") && !offered.isEmpty()
            ? new Click(page, any(offered))
            : new Click(page.replace(", filtered", ""), room);
      }
    };
  }

  private String list() {
    return random.nextInt(4) == 0
        ? "q=" + URLEncoder.encode(any(NAMES), StandardCharsets.UTF_8)
        : any(LISTS);
  }

  private Click student(String page, String before, String after) {
    return students.isEmpty()
        ? new Click("list", "/students")
        : new Click(page, before + any(students) + after);
  }

  /// Remembers what a page offers to click on.
  void read(String html) {
    Matcher links = LINK.matcher(html);
    while (links.find()) {
      String link = links.group(1).replace("&amp;", "&");
      int query = link.indexOf('?');
      String path = query < 0 ? link : link.substring(0, query);
      if (STUDENT.matcher(path).matches()) {
        keep(students, path);
      } else if (query > 0 && !path.contains(".") && weights.containsKey(path.substring(1))) {
        keep(filtered.computeIfAbsent(path, key -> new ArrayList<>()), link);
      }
    }
  }

  private void keep(List<String> all, String one) {
    if (all.size() < MOST) {
      all.add(one);
    } else {
      all.set(random.nextInt(MOST), one);
    }
  }

  private String any(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
