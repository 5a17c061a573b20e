package org.waymark.alerts;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.waymark.sources.FileResult;

/// What a run could not use: whole files, rows of a feed, or everything.
final class DataNews {

  /// A few rows that stay wrong are told once; ten times as many are news again.
  private static final long[] STEPS = {1, 100, 10_000, 1_000_000};

  private DataNews() {}

  static List<News> files(List<FileResult> files) {
    var news = new ArrayList<News>();
    var aside = new TreeMap<String, Long>();
    for (FileResult file : files) {
      switch (file.status()) {
        case REFUSED ->
          news.add(of("file " + file.path(), file.path() + " was refused: " + file.note()));
        case UNRECOGNISED ->
          news.add(of("file " + file.path(), file.path() + " fits no known layout"));
        case LOADED, REPLACED -> {
          if (file.quarantined() > 0) {
            aside.merge(file.source() + " " + file.entity(), file.quarantined(), Long::sum);
          }
        }
      }
    }
    aside.forEach((feed, rows) -> {
      for (long step : STEPS) {
        if (rows >= step) {
          news.add(of(
              "rows " + feed + " from " + step,
              String.format(
                  java.util.Locale.ROOT,
                  "%,d %s of %s set aside",
                  rows,
                  rows == 1 ? "row" : "rows",
                  feed)));
        }
      }
    });
    return List.copyOf(news);
  }

  /// The run itself was stopped, and the numbers before it stay up.
  ///
  /// @param how failed, or refused by which checks; a run that stops for another reason is news
  static News stopped(String how, String reason) {
    return of("run " + how, "The run was stopped; the figures before it stay up. " + reason);
  }

  private static News of(String subject, String line) {
    String oneLine = line.replaceAll("\\s+", " ").strip();
    return new News(
        NewsKind.DATA_REFUSED,
        NewsReader.shortened(subject),
        null,
        null,
        List.of(),
        "",
        List.of(oneLine.length() <= 600 ? oneLine : oneLine.substring(0, 599) + "…"));
  }
}
