package org.waymark.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// What the server acknowledged, written down outside of its database: by kind of writing, the
/// numbers that each carries in its own words.
final class KillReceipts {
  private final Map<String, Set<Integer>> done = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> missed = new ConcurrentHashMap<>();

  void done(String kind, int number) {
    done.computeIfAbsent(kind, k -> ConcurrentHashMap.newKeySet()).add(number);
  }

  /// @param why for the report: a status or the name of a failure
  void missed(String why) {
    missed.computeIfAbsent(why, k -> new AtomicInteger()).incrementAndGet();
  }

  Set<Integer> of(String kind) {
    return new TreeSet<>(done.getOrDefault(kind, Set.of()));
  }

  /// By kind, how many.
  Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    done.forEach((kind, numbers) -> counts.put(kind, numbers.size()));
    return counts;
  }

  /// All but what nights wrote.
  int byPeople() {
    return done.entrySet().stream()
        .filter(kind -> !kind.getKey().equals(KillDeeds.NIGHT))
        .mapToInt(kind -> kind.getValue().size())
        .sum();
  }

  /// By reason, how many were not acknowledged.
  Map<String, Integer> missed() {
    var counts = new TreeMap<String, Integer>();
    missed.forEach((why, count) -> counts.put(why, count.get()));
    return counts;
  }
}
