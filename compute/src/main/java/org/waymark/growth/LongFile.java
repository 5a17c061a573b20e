package org.waymark.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.engine.EngineException;
import org.waymark.engine.Progress;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.Growth.Reason;
import org.waymark.growth.internal.LongFileSql;
import org.waymark.growth.internal.PercentileFile;

/// Growth percentiles for a file in the long format of R's SGP package.
///
/// Every row of the file that the filters let through gets a line: its percentile or the reason
/// for none. Rows that they hold back still serve as prior scores and for the knots.
public final class LongFile {

  /// @param subject as in CONTENT_AREA, whatever the case; null for all
  /// @param year 2024 for 2023_2024; null for all
  /// @param grade null for all
  public record Request(
      Path input,
      Path output,
      @Nullable String subject,
      @Nullable Integer year,
      @Nullable Integer grade,
      GrowthPercentiles.Settings settings) {}

  /// @param rows written
  /// @param without rows without a percentile, by reason
  /// @param groups fitted
  /// @param notes what was odd in the file: place, what was seen, what was expected, how often
  public record Summary(
      long rows, long scored, Map<Reason, Long> without, int groups, List<String> notes) {}

  private final Request request;
  private final SqlEngine engine;
  private final Progress progress;
  private final LongFileSql sql;
  private final Scores scores = new Scores();
  private int[] rowOfLine = new int[1024];
  private boolean[] wanted = new boolean[1024];

  private LongFile(Request request, SqlEngine engine, Progress progress) {
    this.request = request;
    this.engine = engine;
    this.progress = progress;
    this.sql = new LongFileSql(engine, request.input());
  }

  /// @param engine an empty database of its own
  public static Summary run(Request request, SqlEngine engine, Progress progress)
      throws IOException {
    return new LongFile(request, engine, progress).run();
  }

  private Summary run() throws IOException {
    progress.begin("read", 1);
    long began = System.nanoTime();
    long rows;
    try {
      rows = sql.load();
    } catch (EngineException e) {
      throw new LongFileRefused(sql.explain(e));
    }
    if (rows == 0) {
      throw new LongFileRefused(request.input().getFileName() + ": no rows below its header");
    }
    fill((int) rows);
    progress.done("read", request.input().getFileName().toString(), rows, since(began));

    int groups = GrowthPercentiles.cohorts(scores, row -> wanted[row]);
    progress.begin("fit", groups);
    GrowthPercentiles answer = GrowthPercentiles.of(
        scores,
        request.settings(),
        row -> wanted[row],
        size -> progress.done("fit", "group", size, Duration.ZERO));

    progress.begin("write", 1);
    long writing = System.nanoTime();
    var without = new EnumMap<Reason, Long>(Reason.class);
    long[] scored = new long[1];
    long[] written = new long[1];
    try (var file = new PercentileFile(request.output(), sql.hasErrors())) {
      engine.scan(sql.inFileOrder(), row -> {
        int at = rowOfLine[(int) row.whole(0)];
        if (!wanted[at]) {
          return;
        }
        Growth growth = answer.growth(at);
        file.write(row, growth, scores, answer.priors(at));
        written[0]++;
        switch (growth) {
          case Growth.Scored percentile -> scored[0]++;
          case Growth.NotScored none -> without.merge(none.reason(), 1L, Long::sum);
        }
      });
      file.finish();
    }
    progress.done("write", request.output().getFileName().toString(), written[0], since(writing));
    return new Summary(written[0], scored[0], without, groups, sql.notes(rows));
  }

  private void fill(int rows) {
    rowOfLine = new int[rows + 1];
    wanted = new boolean[rows];
    String subject =
        request.subject() == null ? null : request.subject().strip().toLowerCase(Locale.ROOT);
    int series = subject == null ? -1 : seriesOf(subject);
    int[] found = new int[1];
    engine.scan(sql.byHistory(), row -> {
      int itsSeries = (int) row.whole(1);
      int year = (int) row.whole(3);
      int grade = (int) row.whole(4);
      Reason problem = row.isNull(7) ? null : Reason.valueOf(row.text(7));
      int at = scores.add(
          itsSeries,
          row.whole(2),
          year,
          grade,
          row.isNull(5) ? Double.NaN : row.number(5),
          row.isNull(6) ? Double.NaN : row.number(6),
          problem);
      rowOfLine[(int) row.whole(0)] = at;
      wanted[at] = (subject == null || itsSeries == series)
          && (request.year() == null || request.year() == year)
          && (request.grade() == null
              || request.grade() == grade && problem != Reason.GRADE_WITHOUT_ORDER);
      found[0] += wanted[at] ? 1 : 0;
    });
    if (found[0] == 0) {
      throw new LongFileRefused(
          "%s: no row of %s".formatted(request.input().getFileName(), asked()));
    }
  }

  private String asked() {
    var words = new ArrayList<String>();
    if (request.subject() != null) {
      words.add("subject " + request.subject());
    }
    if (request.year() != null) {
      words.add("year " + (request.year() - 1) + "_" + request.year());
    }
    if (request.grade() != null) {
      words.add("grade " + request.grade());
    }
    return String.join(", ", words);
  }

  private int seriesOf(String subject) {
    List<String> all = sql.subjects();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).strip().toLowerCase(Locale.ROOT).equals(subject)) {
        return i + 1;
      }
    }
    throw new LongFileRefused("%s: no row of subject %s; it has %s"
        .formatted(
            request.input().getFileName(),
            request.subject(),
            String.join(", ", all.subList(0, Math.min(12, all.size())))));
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// 2024 from 2023_2024 or 2024.
  ///
  /// @throws IllegalArgumentException for anything else
  public static int year(String text) {
    String[] parts = text.strip().split("[_-]", -1);
    try {
      int[] years = Arrays.stream(parts).mapToInt(Integer::parseInt).toArray();
      if (years.length == 1 && years[0] > 0 || years.length == 2 && years[1] == years[0] + 1) {
        return years[years.length - 1];
      }
    } catch (NumberFormatException notAYear) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "saw \"" + text + "\", expected a year like 2023_2024 or 2024");
  }
}
