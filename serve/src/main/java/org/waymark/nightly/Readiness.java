package org.waymark.nightly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.SqlEngine;
import org.waymark.sources.FileResult;

/// Whether a source can be worked with: green, yellow or red, and why.
///
/// @param newestOn the newest day that its rows speak of; null when they speak of no day
public record Readiness(
    String source,
    String colour,
    List<String> reasons,
    long rows,
    @Nullable LocalDate newestOn) {

  private static final double TOO_MANY_SET_ASIDE = 0.05;
  private static final int STALE_DAYS = 30;

  private static final Map<String, String> DAY_OF_ENTITY = Map.of(
      "attendance",
      "attended_on",
      "course_grade",
      "posted_on",
      "incident",
      "occurred_on",
      "assessment_result",
      "tested_on",
      "standard_score",
      "assessed_on");

  static List<Readiness> of(SqlEngine snapshot, List<FileResult> files, LocalDate asOfOn) {
    Map<Integer, LocalDate> newest = newest(snapshot);
    var bySource = new TreeMap<String, List<FileResult>>();
    for (FileResult file : files) {
      if (!file.source().isEmpty()) {
        bySource.computeIfAbsent(file.source(), s -> new ArrayList<>()).add(file);
      }
    }
    var all = new ArrayList<Readiness>();
    bySource.forEach((source, own) -> all.add(one(source, own, newest, asOfOn)));
    return all;
  }

  private static Readiness one(
      String source, List<FileResult> files, Map<Integer, LocalDate> newest, LocalDate asOfOn) {
    var red = new ArrayList<String>();
    var yellow = new ArrayList<String>();
    long loaded = files.stream().mapToLong(FileResult::loaded).sum();
    long in = files.stream().mapToLong(FileResult::rowsIn).sum();
    long aside = files.stream().mapToLong(FileResult::quarantined).sum();
    for (FileResult file : files) {
      if (file.status() == FileResult.Status.REFUSED) {
        red.add(file.path() + " was set aside whole: " + file.note());
      }
    }
    if (loaded == 0) {
      red.add("no row could be loaded");
    } else if (aside > in * TOO_MANY_SET_ASIDE) {
      red.add(String.format(Locale.ROOT, "%,d of %,d rows were set aside", aside, in));
    } else if (aside > 0) {
      yellow.add(String.format(Locale.ROOT, "%,d of %,d rows were set aside", aside, in));
    }
    LocalDate newestOn = files.stream()
        .map(f -> newest.get(f.fileKey()))
        .filter(d -> d != null)
        .max(LocalDate::compareTo)
        .orElse(null);
    if (newestOn != null && newestOn.isBefore(asOfOn.minusDays(STALE_DAYS))) {
      yellow.add("the newest row is of " + newestOn + ", more than " + STALE_DAYS + " days before "
          + asOfOn);
    }
    var reasons = new ArrayList<>(red);
    reasons.addAll(yellow);
    return new Readiness(
        source,
        !red.isEmpty() ? "red" : yellow.isEmpty() ? "green" : "yellow",
        reasons,
        loaded,
        newestOn);
  }

  private static Map<Integer, LocalDate> newest(SqlEngine snapshot) {
    var newest = new HashMap<Integer, LocalDate>();
    DAY_OF_ENTITY.forEach((entity, day) -> {
      for (var row : snapshot
          .query("select file_key, max(" + day + ") from sources." + entity + " group by file_key")
          .rows()) {
        if (row.get(0) instanceof Number key && row.get(1) instanceof LocalDate on) {
          newest.put(key.intValue(), on);
        }
      }
    });
    return newest;
  }
}
