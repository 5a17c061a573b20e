package org.waymark.web.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Words;

/// Which students the overview speaks of. Lives in the address.
///
/// @param school key of one school, or null for all
/// @param band a key of {@link #BANDS}, or empty for all
/// @param group subgroup key; "all" for everyone
public record OverviewFilter(@Nullable Long school, String band, String group) {

  /// One choice of a filter.
  public record Choice(String key, String words) {}

  private static final Map<String, List<String>> GRADES = Map.of(
      "K-5", List.of("PK", "K", "1", "2", "3", "4", "5"),
      "6-8", List.of("6", "7", "8"),
      "9-12", List.of("9", "10", "11", "12"));

  public static final List<Choice> BANDS = List.of(
      new Choice("", "All grades"),
      new Choice("K-5", "Grades K–5"),
      new Choice("6-8", "Grades 6–8"),
      new Choice("9-12", "Grades 9–12"));

  /// What can be asked of everyone's rows; races come from the data.
  public static final List<String> GROUPS = List.of("all", "ell", "sped", "section_504", "frl");

  /// Reads a filter from the address; what makes no sense means "all".
  public static OverviewFilter of(String school, String band, String group) {
    @Nullable Long key = null;
    if (school.matches("-?\\d{1,19}")) {
      try {
        key = Long.valueOf(school);
      } catch (NumberFormatException outOfRange) {
        key = null;
      }
    }
    return new OverviewFilter(
        key,
        GRADES.containsKey(band) ? band : "",
        GROUPS.contains(group) || group.startsWith("race:") ? group : "all");
  }

  /// Grade levels as `fact_school_summary` writes them.
  public List<String> grades() {
    return Optional.ofNullable(GRADES.get(band)).orElse(List.of("all"));
  }

  /// All grades of a band one by one; for tables that have no row for all grades together.
  public static List<String> gradesOf(String band) {
    List<String> all = new ArrayList<>();
    for (String key : List.of("K-5", "6-8", "9-12")) {
      if (band.isEmpty() || band.equals(key)) {
        all.addAll(GRADES.getOrDefault(key, List.of()));
      }
    }
    return all;
  }

  /// Whether nobody is left out.
  public boolean isEveryone() {
    return school == null && band.isEmpty() && group.equals("all");
  }

  /// The filter as a sentence: "Grades K–5 · Lincoln Elementary · English learners · this
  /// year".
  public String sentence(String schoolName) {
    String grades = BANDS.stream()
        .filter(b -> b.key().equals(band))
        .findFirst()
        .map(Choice::words)
        .orElse("");
    String who = Words.subgroup(group);
    return grades + " · " + schoolName + " · " + who + " · this school year";
  }

  public String schoolKey() {
    return school == null ? "" : school.toString();
  }
}
