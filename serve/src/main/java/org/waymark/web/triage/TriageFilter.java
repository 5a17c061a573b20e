package org.waymark.web.triage;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.web.overview.OverviewFilter;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Which students the list shows, in which order. Lives in the address.
///
/// @param movement a key of [Movement], `attention`, or empty for any
/// @param counselor staff key of a counselor, `none` for students without one, or empty
/// @param by what the list is grouped by: counselor, school, grade, or empty
public record TriageFilter(
    String school,
    String band,
    String tier,
    String group,
    String section,
    String movement,
    String counselor,
    String by,
    String text,
    String sort,
    boolean down,
    int page) {

  public static final int SIZE = 50;
  public static final String ATTENTION = "attention";

  public static final List<Choice> TIERS = List.of(
      new Choice("", "Any number of signs"),
      new Choice("high", "Two or more serious signs"),
      new Choice("at_risk", "Two signs, or one serious"),
      new Choice("some", "One sign"),
      new Choice("low", "No sign"),
      new Choice("unknown", "Not enough data to say"));

  public static final List<Choice> BY = List.of(
      new Choice("", "One list"),
      new Choice("counselor", "By counselor"),
      new Choice("school", "By school"),
      new Choice("grade", "By grade"));

  public static final List<Choice> SORTS = List.of(
      new Choice(ATTENTION, "Who needs attention first"),
      new Choice("signs", "Warning signs"),
      new Choice("name", "Name"),
      new Choice("grade", "Grade"),
      new Choice("school", "School"),
      new Choice("recent", "Last 30 days"),
      new Choice("attendance", "Attendance this year"),
      new Choice("gpa", "GPA"));

  private static final Map<String, String> ORDERS = Map.of(
      ATTENTION,
      ATTENTION,
      "signs",
      "signs_rank",
      "name",
      "last_name %1$s, first_name",
      "grade",
      "grade_rank",
      "school",
      "school_name",
      "attendance",
      "i.attendance_rate",
      "recent",
      "recent_rate",
      "gpa",
      "i.gpa");

  /// Reads the filter from the address; what makes no sense means "all".
  static TriageFilter of(Map<String, String> asked) {
    String wanted = asked.getOrDefault("sort", ATTENTION);
    String sort = ORDERS.containsKey(wanted) ? wanted : ATTENTION;
    String order = asked.getOrDefault("order", isDownFirst(sort) ? "down" : "up");
    String page = asked.getOrDefault("page", "1");
    String counselor = asked.getOrDefault("counselor", "");
    return new TriageFilter(
        number(asked.get("school")),
        one(asked.get("band"), OverviewFilter.BANDS),
        one(asked.get("tier"), TIERS),
        OverviewFilter.GROUPS.contains(asked.getOrDefault("group", "all"))
            ? asked.getOrDefault("group", "all")
            : "all",
        number(asked.get("section")),
        one(asked.get("movement"), Movement.CHOICES),
        counselor.equals("none") ? counselor : number(counselor),
        one(asked.get("by"), BY),
        cut(asked.getOrDefault("q", "")),
        sort,
        order.equals("down"),
        page.matches("\\d{1,6}") ? Math.max(1, Integer.parseInt(page)) : 1);
  }

  private static boolean isDownFirst(String sort) {
    return sort.equals(ATTENTION) || sort.equals("signs");
  }

  private static String one(@Nullable String key, List<Choice> of) {
    return key != null && of.stream().anyMatch(choice -> choice.key().equals(key)) ? key : "";
  }

  private static String number(@Nullable String key) {
    return key != null && key.matches("-?\\d{1,19}") ? key : "";
  }

  private static String cut(String text) {
    String stripped = text.strip();
    return stripped.length() > 60 ? stripped.substring(0, 60) : stripped;
  }

  /// The `order by` of the list; students without the value come last.
  String orderBy(boolean isByChance) {
    return (by.isEmpty() ? "" : "group_rank, group_name, ") + orderOfRanks(isByChance)
        + ", last_name, first_name, i.student_id";
  }

  /// Whether the order without names tells who is on a page, up to ties.
  boolean isWithoutNames() {
    return by.isEmpty() && !sort.equals("name") && !sort.equals("school");
  }

  /// The same as far as it needs no names.
  String orderOfRanks(boolean isByChance) {
    String first = "";
    String attention = isByChance
        ? "round(s.probability * 10) desc nulls last, movement_rank, s.probability desc nulls last"
        : "tier_rank desc, movement_rank, i.red_flags desc, i.yellow_flags desc, recent_rate nulls last";
    if (!sort.equals(ATTENTION)) {
      String direction = down ? "desc" : "asc";
      String column = ORDERS.getOrDefault(sort, "signs_rank");
      first += (column.contains("%")
              ? column.formatted(direction) + " " + direction
              : column + " " + direction + " nulls last")
          + ", ";
    }
    return first + attention;
  }

  /// The address of another page of the same list.
  public String at(int other) {
    return address("/students", Map.of("page", Integer.toString(other)));
  }

  /// The address of the same list by another column; a second click turns the order round.
  public String by(String column) {
    boolean turned = column.equals(sort) ? !down : isDownFirst(column);
    return address("/students", Map.of("sort", column, "order", turned ? "down" : "up"));
  }

  /// The address of the same list with one more condition, from its first page on.
  public String with(String name, String value) {
    return address("/students", Map.of(name, value));
  }

  /// The address of the same list as a file.
  public String file() {
    return address("/students.csv", Map.of());
  }

  TriageFilter ofAnyPage() {
    return new TriageFilter(
        school, band, tier, group, section, movement, counselor, by, text, sort, down, 1);
  }

  TriageFilter ofAnyMovement() {
    return new TriageFilter(
        school, band, tier, group, section, "", counselor, by, text, sort, down, page);
  }

  /// The same students, for a count that no order changes.
  TriageFilter unsorted() {
    return new TriageFilter(
        school, band, tier, group, section, movement, counselor, "", text, ATTENTION, true, 1);
  }

  boolean shows(Movement which) {
    return movement.isEmpty()
        || movement.equals(which.key())
        || movement.equals(Movement.ATTENTION)
            && (which == Movement.NEW || which == Movement.ESCALATED);
  }

  /// Whether one of the rarer conditions is set.
  public boolean isNarrow() {
    return !(band + tier + by).isEmpty() || !group.equals("all") || !sort.equals(ATTENTION);
  }

  /// The part of the address behind the question mark.
  public String query() {
    String address = address("", Map.of());
    return address.isEmpty() ? "" : address.substring(1);
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
    all.put("movement", movement);
    all.put("counselor", counselor);
    all.put("by", by);
    all.put("q", text);
    all.put("sort", sort.equals(ATTENTION) ? "" : sort);
    all.put("order", down == isDownFirst(sort) ? "" : down ? "down" : "up");
    all.putAll(other);
    String query = all.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }
}
