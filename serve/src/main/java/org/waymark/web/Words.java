package org.waymark.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers, dates and shares in the words of the pages; what is not known is the word
/// "unknown".
public final class Words {
  public static final String UNKNOWN = "unknown";

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE, MMM d", Locale.US);
  private static final DateTimeFormatter MONTH_DAY =
      DateTimeFormatter.ofPattern("MMM d", Locale.US);
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("EEE, MMM d, yyyy HH:mm 'UTC'", Locale.US);

  private Words() {}

  /// 3912 → "3,912".
  public static String count(@Nullable Long value) {
    return value == null ? UNKNOWN : String.format(Locale.US, "%,d", value);
  }

  public static String count(@Nullable Integer value) {
    return value == null ? UNKNOWN : String.format(Locale.US, "%,d", value);
  }

  /// 0.934 → "93.4%"; percent only here, rates are 0 to 1 inside.
  public static String percent(@Nullable Double rate) {
    return rate == null ? UNKNOWN : String.format(Locale.US, "%.1f%%", rate * 100);
  }

  /// Share of a count, unknown when nobody counts.
  public static String percent(long part, long of) {
    if (of > 0 && part > 0 && part * 2000 < of) {
      return "under 0.1%";
    }
    return of == 0 ? UNKNOWN : percent((double) part / of);
  }

  /// Whole number without a point, else one decimal: absent days come in halves.
  public static String days(@Nullable Double value) {
    if (value == null) {
      return UNKNOWN;
    }
    return value == Math.rint(value)
        ? String.format(Locale.US, "%,.0f", value)
        : String.format(Locale.US, "%,.1f", value);
  }

  public static String decimal(@Nullable Double value, int places) {
    return value == null ? UNKNOWN : String.format(Locale.US, "%." + places + "f", value);
  }

  /// "Fri, May 15".
  public static String day(@Nullable LocalDate on) {
    return on == null ? UNKNOWN : DAY.format(on);
  }

  /// "May 15", where the year is plain.
  public static String monthDay(@Nullable LocalDate on) {
    return on == null ? UNKNOWN : MONTH_DAY.format(on);
  }

  /// "May 15, 2026".
  public static String date(@Nullable LocalDate on) {
    return on == null ? UNKNOWN : LONG.format(on);
  }

  public static String moment(@Nullable OffsetDateTime at) {
    return at == null ? UNKNOWN : MOMENT.format(at.withOffsetSameInstant(ZoneOffset.UTC));
  }

  /// 2026 → "2025–26".
  public static String schoolYear(int springYear) {
    return "%d–%02d".formatted(springYear - 1, springYear % 100);
  }

  /// "3" → "Grade 3", "K" → "Kindergarten".
  public static String grade(@Nullable String level) {
    if (level == null || level.isBlank()) {
      return "grade " + UNKNOWN;
    }
    return switch (level) {
      case "K" -> "Kindergarten";
      case "PK" -> "Pre-K";
      default -> "Grade " + level;
    };
  }

  /// The word, or "unknown".
  public static String or(@Nullable String text) {
    return text == null || text.isBlank() ? UNKNOWN : text;
  }

  /// "1 student", "2 students".
  public static String counted(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  public static String bytes(@Nullable Long size) {
    if (size == null) {
      return UNKNOWN;
    }
    if (size < 1024) {
      return size + " B";
    }
    return size < 1024 * 1024
        ? String.format(Locale.US, "%.0f kB", size / 1024.0)
        : String.format(Locale.US, "%.1f MB", size / 1024.0 / 1024.0);
  }

  /// "race:two_or_more" or "ell" in words.
  public static String subgroup(String key) {
    return switch (key) {
      case "all" -> "all students";
      case "ell" -> "English learners";
      case "sped" -> "students with an IEP";
      case "section_504" -> "students with a 504 plan";
      case "frl" -> "free or reduced-price lunch";
      default -> race(key.startsWith("race:") ? key.substring(5) : key);
    };
  }

  /// "two_or_more" → "Two or more races".
  public static String race(@Nullable String key) {
    if (key == null) {
      return UNKNOWN;
    }
    return switch (key) {
      case "american_indian" -> "American Indian";
      case "asian" -> "Asian";
      case "black" -> "Black";
      case "hispanic" -> "Hispanic";
      case "pacific_islander" -> "Pacific Islander";
      case "white" -> "White";
      case "two_or_more" -> "Two or more races";
      default -> plain(key);
    };
  }

  /// "out_of_school_suspension" → "Out of school suspension".
  public static String plain(@Nullable String key) {
    if (key == null || key.isBlank()) {
      return UNKNOWN;
    }
    String spaced = key.replace('_', ' ').strip();
    return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  /// Names of test platforms as their makers write them.
  public static String platform(@Nullable String key) {
    if (key == null) {
      return UNKNOWN;
    }
    return switch (key) {
      case "nwea_map" -> "MAP Growth";
      case "star" -> "Star";
      case "iready" -> "i-Ready";
      case "staar" -> "STAAR";
      default -> plain(key);
    };
  }
}
