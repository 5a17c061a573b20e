package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// A board member combines filters to learn about few students, and doesn't.
@SuppressWarnings("NullAway") // what is missing fails the test
class PublicFiguresTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  /// One cell as somebody with the board's login gets it.
  private record Cell(
      int year,
      @Nullable Long school,
      String group,
      @Nullable Long students,
      boolean isHidden) {}

  @Test
  void no_group_of_fewer_than_ten_students_is_shown_nor_a_figure_of_one() throws Exception {
    assertThat(cells())
        .isNotEmpty()
        .anySatisfy(cell -> assertThat(cell.isHidden()).isTrue());
    for (Cell cell : cells()) {
      if (cell.students() != null) {
        assertThat(cell.students()).as(cell.toString()).isGreaterThanOrEqualTo(10);
      }
    }
    for (Map<String, @Nullable Object> row : rows("select * from analytics.public_figures")) {
      if (row.get("hidden") != null) {
        assertThat(row.get("students")).isNull();
        assertThat(row.get("chronic_share")).isNull();
        assertThat(row.get("attendance_rate")).isNull();
        assertThat(row.get("completion_share")).isNull();
      }
    }
  }

  @Test
  void the_others_of_a_shown_group_are_ten_or_more_or_none() throws Exception {
    Map<String, Long> whole = new HashMap<>();
    for (Cell cell : cells()) {
      if (cell.group().equals("all") && cell.students() != null) {
        whole.put(cell.year() + "/" + cell.school(), cell.students());
      }
    }
    for (Cell cell : cells()) {
      Long of = whole.get(cell.year() + "/" + cell.school());
      if (of != null && cell.students() != null) {
        assertThat(of - cell.students()).as("others of " + cell).isNotIn(range(1, 9));
      }
    }
  }

  @Test
  void what_a_partition_leaves_over_is_ten_or_more_or_none() throws Exception {
    for (Cell total : cells()) {
      if (total.students() == null) {
        continue;
      }
      if (total.group().equals("all")) {
        long races = cells().stream()
            .filter(c -> c.year() == total.year() && Objects.equals(c.school(), total.school()))
            .filter(c -> c.group().startsWith("race:") && c.students() != null)
            .mapToLong(Cell::students)
            .sum();
        assertThat(total.students() - races).as("races of " + total).isNotIn(range(1, 9));
      }
      if (total.school() == null) {
        long schools = cells().stream()
            .filter(c -> c.year() == total.year() && c.school() != null)
            .filter(c -> c.group().equals(total.group()) && c.students() != null)
            .mapToLong(Cell::students)
            .sum();
        assertThat(total.students() - schools).as("schools of " + total).isNotIn(range(1, 9));
      }
    }
  }

  @Test
  void none_and_few_look_the_same() throws Exception {
    // every place has a line for every group, so that a missing line tells nothing
    Map<Integer, TreeSet<String>> groups = new HashMap<>();
    Map<Integer, TreeSet<String>> places = new HashMap<>();
    var lines = new TreeSet<String>();
    for (Cell cell : cells()) {
      groups.computeIfAbsent(cell.year(), y -> new TreeSet<>()).add(cell.group());
      places.computeIfAbsent(cell.year(), y -> new TreeSet<>()).add(String.valueOf(cell.school()));
      lines.add(cell.year() + "/" + cell.school() + "/" + cell.group());
    }
    for (int year : groups.keySet()) {
      for (String place : places.get(year)) {
        for (String group : groups.get(year)) {
          assertThat(lines).contains(year + "/" + place + "/" + group);
        }
      }
    }
  }

  @Test
  void a_board_member_who_subtracts_filters_is_refused_on_the_page_and_in_every_copy()
      throws Exception {
    Cell small = cells().stream()
        .filter(cell -> cell.isHidden() && cell.school() != null)
        .findFirst()
        .orElseThrow();
    Visitor board = Visitor.signedIn(district, Role.BOARD);
    String query = "?school=" + small.school() + "&group=" + Visitor.encoded(small.group());
    var page = board.page("/public" + query);
    assertThat(page.select("h1").text()).isEqualTo("This figure is hidden to protect students");
    assertThat(page.select("section.kpis").size()).isZero();
    assertThat(board.get("/public?group=nonsense_group").statusCode()).isEqualTo(404);
    assertThat(board.get("/public?school=99999&group=all").statusCode()).isEqualTo(404);
    assertThat(board.get("/public?group=%27%20or%201=1").statusCode()).isEqualTo(404);
    // no other route gives a board member a figure of a group
    for (String path : List.of(
        "/overview",
        "/equity",
        "/cohorts",
        "/growth",
        "/gaps",
        "/api/v1/overview",
        "/api/v1/equity")) {
      assertThat(board.get(path + "?group=ell&school=" + small.school()).statusCode())
          .as(path)
          .isEqualTo(404);
    }
    assertThat(rows("select count(*) as n from analytics.fact_school_summary")
            .getFirst()
            .get("n"))
        .isEqualTo(0L);
    assertThat(board.get("/api/v1/public").body()).contains("\"hidden\":");
    assertThat(board.get("/public.csv").body()).contains("small");
  }

  @Test
  void the_whole_district_is_the_superintendents_figure_in_whole_percents() throws Exception {
    var shown =
        rows("select * from analytics.public_figures where school_id is null and subgroup = 'all' order by school_year desc")
            .getFirst();
    long students = district.count(
        "select count(*) filter (where is_chronic) * 1000 / count(is_chronic) from analytics.fact_attendance_year where school_year = "
            + shown.get("school_year"));
    double share = ((Number) shown.get("chronic_share")).doubleValue();
    assertThat(share * 1000).isBetween(students - 6.0, students + 6.0);
  }

  @Test
  void shares_near_none_and_near_all_are_bounds_that_widen_for_small_groups() throws Exception {
    for (var one : List.of(
        List.of(0, 300, "0.01 at most"),
        List.of(299, 300, "0.99 at least"),
        List.of(1, 100, "0.02 at most"),
        List.of(40, 40, "0.95 at least"),
        List.of(1, 20, "0.10 at most"),
        List.of(1, 10, "0.20 at most"),
        List.of(5, 10, "0.50 null"),
        List.of(5, 9, "null null"))) {
      var row = owner("select share || '' as share, edge from access.coded_share(%s, %s)"
          .formatted(one.get(0), one.get(1)));
      assertThat(row).as(one.toString()).isEqualTo(one.get(2));
    }
  }

  private static String owner(String sql) throws Exception {
    try (Connection owner = district.database.open();
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1) + " " + rows.getString(2);
    }
  }

  private static List<Map<String, @Nullable Object>> rows(String sql) {
    return district.database.personLogin().query(Role.BOARD.email, sql).rows();
  }

  private static @Nullable List<Cell> read;

  private static List<Cell> cells() {
    if (read == null) {
      List<Cell> cells = new ArrayList<>();
      for (var row : rows("select * from analytics.public_figures")) {
        cells.add(new Cell(
            ((Number) row.get("school_year")).intValue(),
            row.get("school_id") == null ? null : ((Number) row.get("school_id")).longValue(),
            String.valueOf(row.get("subgroup")),
            row.get("students") == null ? null : ((Number) row.get("students")).longValue(),
            row.get("hidden") != null));
      }
      read = cells;
    }
    return read;
  }

  private static List<Long> range(long from, long to) {
    return java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
  }
}
