package org.waymark.gaps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A gap in its place among the gaps of a group.
///
/// @param priority 1 is taught first
/// @param depth how many of the group's gaps stand one upon the other below it
/// @param after the group's gaps that it rests on, first taught first
/// @param carries the group's gaps that rest on it, first taught first
public record Reteach(Gap gap, int priority, int depth, List<String> after, List<String> carries) {

  private static final int NAMED = 3;

  public Reteach {
    after = List.copyOf(after);
    carries = List.copyOf(carries);
  }

  /// Orders the gaps of a group: what others rest on first, then the larger share below,
  /// then the weightier, then the code.
  public static List<Reteach> order(Collection<Gap> gaps, Prerequisites graph) {
    Map<String, Integer> depths =
        graph.depths(gaps.stream().map(Gap::standardCode).toList());
    var sorted = new ArrayList<>(gaps);
    sorted.sort(Comparator.<Gap>comparingInt(gap -> depths.getOrDefault(gap.standardCode(), 0))
        .thenComparing((a, b) -> share(b, a))
        .thenComparing(Comparator.comparingDouble(Gap::weight).reversed())
        .thenComparing(Gap::standardCode));
    var codes = sorted.stream().map(Gap::standardCode).toList();
    var ordered = new ArrayList<Reteach>();
    for (Gap gap : sorted) {
      String code = gap.standardCode();
      ordered.add(new Reteach(
          gap,
          ordered.size() + 1,
          depths.getOrDefault(code, 0),
          codes.stream().filter(graph.before(code)::contains).toList(),
          codes.stream().filter(other -> graph.before(other).contains(code)).toList()));
    }
    return ordered;
  }

  /// Counts and place: "14 of 24 below (58%); 3.OA.C.7 rests on it".
  public String reason() {
    String counts = String.format(
        Locale.ROOT,
        "%d of %d below (%d%%)",
        gap.below(),
        gap.assessed(),
        Math.round(100 * gap.shareBelow()));
    return after.isEmpty() && carries.isEmpty() ? counts : counts + "; " + place();
  }

  /// Why it stands where it stands, without the counts.
  public String place() {
    if (after.isEmpty() && carries.isEmpty()) {
      return "by its share below";
    }
    var words = new ArrayList<String>();
    if (!carries.isEmpty()) {
      words.add(named(carries) + (carries.size() == 1 ? " rests on it" : " rest on it"));
    }
    if (!after.isEmpty()) {
      words.add("comes after " + named(after));
    }
    return String.join("; ", words);
  }

  /// a/b against c/d without a fraction.
  private static int share(Gap a, Gap b) {
    return Long.compare((long) a.below() * b.assessed(), (long) b.below() * a.assessed());
  }

  private static String named(List<String> codes) {
    String first = String.join(", ", codes.subList(0, Math.min(NAMED, codes.size())));
    return codes.size() > NAMED ? first + " and " + (codes.size() - NAMED) + " more" : first;
  }
}
