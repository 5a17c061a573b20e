package org.waymark.gaps.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.waymark.engine.SqlEngine;
import org.waymark.gaps.Prerequisites;

/// The standards as the snapshot has them.
///
/// @param order place of each standard in the shipped list
record ShippedGraph(Prerequisites prerequisites, Map<String, Integer> order) {

  static ShippedGraph read(SqlEngine engine) {
    Map<String, Integer> order = new HashMap<>();
    engine.scan(
        "select standard_code, standard_order from gaps.standard",
        row -> order.put(row.text(0), (int) row.whole(1)));
    Map<String, List<String>> requires = new HashMap<>();
    engine.scan(
        "select prerequisite.standard_code, prerequisite.requires_code from gaps.prerequisite"
            + " join gaps.standard on standard.standard_code = prerequisite.requires_code"
            + " order by standard.standard_order",
        row -> requires.computeIfAbsent(row.text(0), code -> new ArrayList<>()).add(row.text(1)));
    return new ShippedGraph(Prerequisites.of(requires), order);
  }

  /// Shipped standards in their order, then the others by name.
  int compare(String a, String b) {
    int byOrder = Integer.compare(place(a), place(b));
    return byOrder == 0 ? a.compareTo(b) : byOrder;
  }

  private int place(String code) {
    return order.getOrDefault(code, Integer.MAX_VALUE);
  }
}
