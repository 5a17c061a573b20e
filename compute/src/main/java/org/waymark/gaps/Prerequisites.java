package org.waymark.gaps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which standard rests on which.
public final class Prerequisites {

  private final Map<String, List<String>> direct;
  private final Map<String, Set<String>> all = new HashMap<>();

  private Prerequisites(Map<String, List<String>> direct) {
    this.direct = direct;
  }

  /// @param requires for a standard, the standards right before it
  /// @throws IllegalArgumentException if a standard rests on itself
  public static Prerequisites of(Map<String, ? extends Collection<String>> requires) {
    var copy = new HashMap<String, List<String>>();
    requires.forEach((code, before) -> copy.put(code, List.copyOf(before)));
    var graph = new Prerequisites(copy);
    copy.keySet().forEach(code -> graph.collect(code, new LinkedHashSet<>()));
    return graph;
  }

  /// The standards right before one, in the order of the shipped list.
  public List<String> direct(String code) {
    return direct.getOrDefault(code, List.of());
  }

  /// Every standard before one, directly or through others.
  public Set<String> before(String code) {
    return all.getOrDefault(code, Set.of());
  }

  /// For each standard of a list, how many of the list stand one upon the other below it:
  /// 0 for those that rest on none of the others, even through standards that are not
  /// listed.
  public Map<String, Integer> depths(Collection<String> codes) {
    var wanted = new HashSet<>(codes);
    var depths = new HashMap<String, Integer>();
    // A standard before another has fewer standards before it: shortest list first.
    var ordered = new ArrayList<>(wanted);
    ordered.sort((a, b) -> Integer.compare(before(a).size(), before(b).size()));
    for (String code : ordered) {
      int depth = 0;
      for (String earlier : before(code)) {
        if (wanted.contains(earlier)) {
          depth = Math.max(depth, depths.getOrDefault(earlier, 0) + 1);
        }
      }
      depths.put(code, depth);
    }
    return depths;
  }

  private Set<String> collect(String code, Set<String> path) {
    Set<String> known = all.get(code);
    if (known != null) {
      return known;
    }
    if (!path.add(code)) {
      throw new IllegalArgumentException("a standard rests on itself: " + path);
    }
    var found = new LinkedHashSet<String>();
    for (String earlier : direct(code)) {
      found.add(earlier);
      found.addAll(collect(earlier, path));
    }
    path.remove(code);
    Set<String> kept = Set.copyOf(found);
    all.put(code, kept);
    return kept;
  }
}
