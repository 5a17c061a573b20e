package org.waymark.web.quality;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.chart.Picture;

/// What the quality page says about one run.
public record Quality(
    String title,
    Freshness.@Nullable Night run,
    List<Readiness> readiness,
    List<Check> checks,
    @Nullable Rows rows,
    @Nullable Picture flow,
    boolean isDistrict,
    long quarantined,
    long unmatched) {

  /// Checks that found something.
  public List<Check> failing() {
    return checks.stream().filter(check -> !check.isPassed()).toList();
  }

  /// Checks that found nothing.
  public List<Check> passed() {
    return checks.stream().filter(Check::isPassed).toList();
  }

  /// How ready a source is.
  public record Readiness(
      String source,
      String colour,
      List<String> reasons,
      @Nullable Long rows,
      @Nullable LocalDate newestOn) {
    public String words() {
      return switch (colour) {
        case "green" -> "ready";
        case "yellow" -> "usable, look closer";
        case "red" -> "not usable";
        default -> Words.UNKNOWN;
      };
    }

    public String shape() {
      return switch (colour) {
        case "green" -> "●";
        case "yellow" -> "▲";
        case "red" -> "◆";
        default -> "?";
      };
    }

    public String css() {
      return switch (colour) {
        case "green" -> "good";
        case "yellow" -> "watch";
        case "red" -> "bad";
        default -> "unknown";
      };
    }
  }

  /// One check of the run.
  public record Check(
      String checkId,
      String title,
      String severity,
      @Nullable Long failed,
      @Nullable Long of,
      @Nullable String advice) {
    /// Whether no row failed.
    public boolean isPassed() {
      return failed != null && failed == 0;
    }

    public String words() {
      if (isPassed()) {
        return "passed";
      }
      return switch (severity) {
        case "error" -> "stops publication";
        case "warn" -> "warning";
        default -> "information";
      };
    }

    public String shape() {
      if (isPassed()) {
        return "●";
      }
      return switch (severity) {
        case "error" -> "◆";
        case "warn" -> "▲";
        default -> "■";
      };
    }

    public String css() {
      if (isPassed()) {
        return "good";
      }
      return switch (severity) {
        case "error" -> "bad";
        case "warn" -> "watch";
        default -> "info";
      };
    }
  }

  /// Rows of all files together; in = loaded + duplicate + superseded + quarantined.
  public record Rows(
      long files, long rowsIn, long loaded, long duplicate, long superseded, long quarantined) {
    public boolean addsUp() {
      return rowsIn == loaded + duplicate + superseded + quarantined;
    }
  }

  /// Rows that were set aside.
  public record Quarantine(
      String file,
      String kind,
      int page,
      long total,
      List<String> files,
      List<Kind> kinds,
      List<Aside> rows) {
    public static final int SIZE = 100;

    public int pages() {
      return (int) Math.max(1, (total + SIZE - 1) / SIZE);
    }

    public String at(String path, int other) {
      return path
          + "?file="
          + encoded(file)
          + "&kind="
          + encoded(kind)
          + (other > 1 ? "&page=" + other : "");
    }

    private static String encoded(String text) {
      return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /// One kind of trouble and how many rows have it.
  public record Kind(String kind, long rows) {}

  /// One row that was set aside.
  public record Aside(
      @Nullable String path,
      @Nullable Long line,
      @Nullable String columnName,
      @Nullable String value,
      @Nullable String reason,
      @Nullable String entity,
      @Nullable String kind) {
    /// The reason without the place, which has columns of its own here.
    public String brief() {
      if (reason == null) {
        return Words.UNKNOWN;
      }
      int colon = reason.indexOf(": ");
      boolean isPlaced = colon > 0 && path != null && reason.startsWith(path);
      return isPlaced ? Words.plain(reason.substring(colon + 2)) : reason;
    }
  }

  /// Ids that match no student.
  public record Worklist(String title, List<Unmatched> open, String notice) {}

  /// One id that matches nobody.
  ///
  /// @param decision what a person decided: "ignored" or the student's id; null while open
  public record Unmatched(
      String source,
      @Nullable String entity,
      String idValue,
      @Nullable String idKind,
      long rowCount,
      @Nullable String nearest,
      @Nullable String decision) {}
}
