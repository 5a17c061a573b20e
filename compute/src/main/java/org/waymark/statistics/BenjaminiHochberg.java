package org.waymark.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// p-values for many tests listed together, so that a long list doesn't find things by chance.
///
/// Source: Benjamini & Hochberg (1995), J. R. Statist. Soc. B 57(1), 289–300.
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /// @param p the raw p-values of one list
  /// @return the adjusted ones in the same order, each at most 1
  public static double[] adjust(double... p) {
    var falling = IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
        .toList();
    double[] adjusted = new double[p.length];
    double smallest = 1;
    int rank = p.length;
    for (int i : falling) {
      smallest = Math.min(smallest, p[i] * ((double) p.length / rank));
      adjusted[i] = smallest;
      rank--;
    }
    return adjusted;
  }

  /// Adjusts within each list of the items.
  ///
  /// @param list which list an item stands in
  /// @param p its p-value; null where nothing was tested
  /// @return the adjusted ones in the order of the items; null where there was none
  public static <T> List<@Nullable Double> adjustWithin(
      List<T> items, Function<T, ?> list, Function<T, @Nullable Double> p) {
    var lists = new HashMap<Object, List<Integer>>();
    double[] raw = new double[items.size()];
    for (int i = 0; i < raw.length; i++) {
      Double tested = p.apply(items.get(i));
      if (tested != null) {
        raw[i] = tested;
        lists.computeIfAbsent(list.apply(items.get(i)), l -> new ArrayList<>()).add(i);
      }
    }
    var adjusted = new ArrayList<@Nullable Double>(Collections.nCopies(raw.length, null));
    for (List<Integer> members : lists.values()) {
      double[] q = adjust(members.stream().mapToDouble(i -> raw[i]).toArray());
      for (int i = 0; i < q.length; i++) {
        adjusted.set(members.get(i), q[i]);
      }
    }
    return adjusted;
  }
}
