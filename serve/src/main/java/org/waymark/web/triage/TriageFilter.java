package org.waymark.web.triage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.waymark.web.overview.OverviewFilter;

/// Which students the list shows, in which order. Lives in the address.
public record TriageFilter(
    String school,
    String band,
    String tier,
    String group,
    String section,
    String text,
    String sort,
    boolean down,
    int page) {

  public static final int SIZE = 50;

  public static final List<OverviewFilter.Choice> TIERS = List.of(
      new OverviewFilter.Choice("", "Any number of signs"),
      new OverviewFilter.Choice("high", "Two or more serious signs"),
      new OverviewFilter.Choice("at_risk", "Two signs, or one serious"),
      new OverviewFilter.Choice("some", "One sign"),
      new OverviewFilter.Choice("low", "No sign"),
      new OverviewFilter.Choice("unknown", "Not enough data to say"));

  private static final Map<String, String> ORDERS = Map.of(
      "signs", "signs_rank",
      "name", "last_name %1$s, first_name",
      "grade", "grade_rank",
      "school", "school_name",
      "attendance", "i.attendance_rate",
      "recent", "recent_rate",
      "gpa", "i.gpa");

  /// Reads the filter from the address; what makes no sense means "all".
  static TriageFilter of(Map<String, String> asked) {
    String wanted = asked.getOrDefault("sort", "signs");
    String sort = ORDERS.containsKey(wanted) ? wanted : "signs";
    String order = asked.getOrDefault("order", sort.equals("signs") ? "down" : "up");
    String page = asked.getOrDefault("page", "1");
    return new TriageFilter(
        number(asked.get("school")),
        List.of("K-5", "6-8", "9-12").contains(asked.getOrDefault("band", ""))
            ? asked.getOrDefault("band", "")
            : "",
        TIERS.stream().anyMatch(t -> t.key().equals(asked.getOrDefault("tier", "")))
            ? asked.getOrDefault("tier", "")
            : "",
        OverviewFilter.GROUPS.contains(asked.getOrDefault("group", "all"))
            ? asked.getOrDefault("group", "all")
            : "all",
        number(asked.get("section")),
        cut(asked.getOrDefault("q", "")),
        sort,
        order.equals("down"),
        page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1);
  }

  private static String number(@org.jspecify.annotations.Nullable String key) {
    return key != null && key.matches("-?\\d{1,18}") ? key : "";
  }

  private static String cut(String text) {
    String stripped = text.strip();
    return stripped.length() > 60 ? stripped.substring(0, 60) : stripped;
  }

  /// The `order by` of the list; students without the value come last.
  String orderBy() {
    String direction = down ? "desc" : "asc";
    String column = ORDERS.getOrDefault(sort, "signs_rank");
    String first = column.contains("%")
        ? column.formatted(direction) + " " + direction
        : column + " " + direction + " nulls last";
    return first + ", signs_rank desc, last_name, first_name, i.student_id";
  }

  /// The address of another page of the same list.
  public String at(int other) {
    return address("/students", Map.of("page", Integer.toString(other)));
  }

  /// The address of the same list by another column; a second click turns the order round.
  public String by(String column) {
    boolean turned = column.equals(sort) ? !down : column.equals("signs");
    return address("/students", Map.of("sort", column, "order", turned ? "down" : "up"));
  }

  /// The address of the same list as a file.
  public String file() {
    return address("/students.csv", Map.of());
  }

  /// What a screen reader says of a column's order.
  public String ariaSort(String column) {
    return !column.equals(sort) ? "none" : down ? "descending" : "ascending";
  }

  private String address(String path, Map<String, String> other) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("school", school);
    all.put("band", band);
    all.put("tier", tier);
    all.put("group", group.equals("all") ? "" : group);
    all.put("section", section);
    all.put("q", text);
    all.put("sort", sort.equals("signs") ? "" : sort);
    all.put("order", sort.equals("signs") && down ? "" : down ? "down" : "up");
    all.putAll(other);
    String query = all.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }
}
