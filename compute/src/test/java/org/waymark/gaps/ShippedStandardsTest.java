package org.waymark.gaps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waymark.engine.Card;
import org.waymark.engine.Making;
import org.waymark.engine.Model;
import org.waymark.engine.ModelLibrary;

/// What must hold for the standards that ship with the product.
class ShippedStandardsTest {

  private static final ModelLibrary LIBRARY = ModelLibrary.load();
  private static final List<Cells> STANDARDS = rows("gaps.standard");
  private static final List<Cells> EDGES = rows("gaps.prerequisite");
  private static final Map<String, Cells> BY_CODE =
      STANDARDS.stream().collect(Collectors.toMap(row -> row.get("standard_code"), row -> row));

  @Test
  void every_published_mathematics_standard_is_there_once() {
    // Common Core State Standards for Mathematics: standards per grade, and 156 of high school.
    var perGrade = new TreeMap<String, Long>(STANDARDS.stream()
        .filter(row -> row.get("subject").equals("math"))
        .collect(Collectors.groupingBy(row -> row.get("grade_level"), Collectors.counting())));
    assertThat(perGrade)
        .isEqualTo(new TreeMap<>(Map.of(
            "K", 22L, "1", 21L, "2", 26L, "3", 25L, "4", 28L, "5", 26L, "6", 29L, "7", 24L, "8",
            28L, "9", 156L)));
    assertThat(BY_CODE).hasSameSizeAs(STANDARDS);
  }

  @Test
  void the_numbers_of_a_domain_run_without_a_hole_and_the_clusters_in_order() {
    Map<String, List<Cells>> domains = STANDARDS.stream()
        .filter(row -> row.get("subject").equals("math"))
        .collect(
            Collectors.groupingBy(row -> row.get("grade_level") + " " + row.get("domain_code")));
    domains.forEach((domain, rows) -> {
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i).get("standard_number")).as(domain).isEqualTo("" + (i + 1));
        if (i > 0) {
          String before = rows.get(i - 1).get("cluster_code");
          String here = rows.get(i).get("cluster_code");
          int step = here.charAt(here.length() - 1) - before.charAt(before.length() - 1);
          assertThat(step).as(domain + " " + (i + 1)).isBetween(0, 1);
        }
      }
    });
  }

  @Test
  void a_standard_never_rests_on_itself() {
    assertThatCode(() -> Prerequisites.of(requires())).doesNotThrowAnyException();
    var circle = new HashMap<>(requires());
    circle.put("K.CC.A.1", List.of("8.EE.C.7"));
    assertThatThrownBy(() -> Prerequisites.of(circle)).hasMessageContaining("rests on itself");
  }

  @Test
  void what_comes_before_is_of_the_same_subject_and_no_later_grade() {
    for (Cells edge : EDGES) {
      Cells later = byCode(edge.get("standard_code"));
      Cells earlier = byCode(edge.get("requires_code"));
      assertThat(earlier.get("subject")).as("%s", edge).isEqualTo(later.get("subject"));
      assertThat(grade(earlier)).as("%s", edge).isLessThanOrEqualTo(grade(later));
    }
  }

  @Test
  void every_standard_rests_on_another_or_is_marked_a_root() {
    Map<String, List<String>> requires = requires();
    for (Cells row : STANDARDS) {
      boolean isRoot = !requires.containsKey(row.get("standard_code"));
      assertThat(row.get("is_root")).as(row.get("standard_code")).isEqualTo("" + isRoot);
    }
    assertThat(STANDARDS.stream()
            .filter(
                row -> row.get("subject").equals("math") && row.get("is_root").equals("true"))
            .map(row -> row.get("grade_level")))
        .as("roots of mathematics")
        .containsOnly("K");
  }

  @Test
  void descriptions_are_short_and_differ_within_a_grade() {
    for (Cells row : STANDARDS) {
      assertThat(row.get("description")).hasSizeBetween(10, 90);
    }
    Map<String, Long> repeated = STANDARDS.stream()
        .collect(Collectors.groupingBy(
            row -> row.get("grade_level") + " " + row.get("description"), Collectors.counting()));
    assertThat(repeated.entrySet().stream().filter(e -> e.getValue() > 1)).isEmpty();
  }

  @Test
  void weights_say_on_what_they_rest() {
    Map<String, String> weight =
        Map.of("major", "1.0", "supporting", "0.7", "additional", "0.5", "not stated", "0.7");
    for (Cells row : STANDARDS) {
      assertThat(row.get("weight")).isEqualTo(weight.get(row.get("weight_basis")));
      assertThat(row.get("weight_basis").equals("not stated"))
          .as(row.get("standard_code"))
          .isEqualTo(
              !row.get("subject").equals("math") || row.get("grade_level").equals("9"));
    }
  }

  private static Map<String, List<String>> requires() {
    var requires = new HashMap<String, List<String>>();
    EDGES.forEach(edge -> requires
        .computeIfAbsent(edge.get("standard_code"), code -> new ArrayList<>())
        .add(edge.get("requires_code")));
    return requires;
  }

  private static int grade(Cells row) {
    String grade = row.get("grade_level");
    return grade.equals("K") ? 0 : Integer.parseInt(grade);
  }

  private static Cells byCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code)).orElseThrow(() -> new AssertionError(code));
  }

  /// One shipped row.
  private record Cells(List<String> names, List<String> values) {
    String get(String name) {
      return values.get(names.indexOf(name));
    }
  }

  private static List<Cells> rows(String table) {
    Model model = LIBRARY.find(table).orElseThrow();
    var names = model.card().columns().stream().map(Card.Column::name).toList();
    return ((Making.Shipped) model.making())
        .rows().stream().map(row -> new Cells(names, row)).toList();
  }
}
