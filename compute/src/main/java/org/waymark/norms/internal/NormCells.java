package org.waymark.norms.internal;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.norms.Norm;

/// Reads the cells of one line of a norm table.
final class NormCells {

  /// What vendors write, and the word that scores carry.
  private static final Map<String, String> SUBJECTS = Map.ofEntries(
      Map.entry("math", "math"),
      Map.entry("mathematics", "math"),
      Map.entry("maths", "math"),
      Map.entry("reading", "reading"),
      Map.entry("ela", "reading"),
      Map.entry("ela/reading", "reading"),
      Map.entry("language", "language"),
      Map.entry("language usage", "language"),
      Map.entry("science", "science"),
      Map.entry("social studies", "social_studies"),
      Map.entry("social_studies", "social_studies"));
  private static final Set<String> SEASONS = new TreeSet<>(Set.of("fall", "winter", "spring"));
  private static final Map<String, Norm.Type> TYPES = Map.of(
      "national_norm", Norm.Type.NATIONAL_NORM,
      "state_standard", Norm.Type.STATE_STANDARD,
      "client_target", Norm.Type.CLIENT_TARGET);

  /// RIT scores lie in this range; other scales are not known well enough to judge.
  private static final double RIT_LOW = 100;

  private static final double RIT_HIGH = 350;

  private final String file;
  private final NamedCsvRecord line;
  private final List<String> problems;

  NormCells(String file, NamedCsvRecord line, List<String> problems) {
    this.file = file;
    this.line = line;
    this.problems = problems;
  }

  /// The line as a norm, or null with at least one problem more.
  @Nullable
  Norm norm() {
    int before = problems.size();
    String edition = required("edition", "the name of the table, such as NWEA 2025");
    Norm.@Nullable Type type = TYPES.get(cell("standard_type").toLowerCase(Locale.ROOT));
    if (type == null) {
      wrong("standard_type", "national_norm, state_standard or client_target");
    }
    String scale = required("score_scale", "the scale of the scores, such as rit");
    String subject = SUBJECTS.get(cell("subject").toLowerCase(Locale.ROOT));
    if (subject == null) {
      wrong("subject", "math, reading, language, science or social_studies");
    }
    String grade = grade(cell("grade_level"));
    if (grade == null) {
      wrong("grade_level", "PK, K or 1 to 12");
    }
    String season = season(type);
    Double mean = number("mean", type == Norm.Type.NATIONAL_NORM, scale);
    Double sd = number("sd", type == Norm.Type.NATIONAL_NORM, "");
    if (sd != null && sd <= 0) {
      wrong("sd", "a number above 0");
    }
    Double p25 = number("p25", false, scale);
    Double p50 = number("p50", type != Norm.Type.NATIONAL_NORM, scale);
    Double p75 = number("p75", false, scale);
    if (p25 != null && p50 != null && p25 > p50 || p50 != null && p75 != null && p50 > p75) {
      problems.add("%s:%d p25, p50, p75: saw %s, %s, %s, expected rising numbers"
          .formatted(file, line.getStartingLineNumber(), p25, p50, p75));
    }
    if (mean != null && p25 != null && p75 != null && (mean < p25 || mean > p75)) {
      wrong("mean", "a mean between the quartiles " + p25 + " and " + p75);
    }
    Integer weeks = weeks();
    String source = required("source", "where the numbers come from");
    String sourceYear = cell("source_year");
    if (!sourceYear.matches("\\d{4}-\\d{4}")
        || Integer.parseInt(sourceYear.substring(0, 4)) + 1
            != Integer.parseInt(sourceYear.substring(5))) {
      wrong("source_year", "a school year such as 2024-2025");
    }
    if (problems.size() > before || type == null || subject == null || grade == null) {
      return null;
    }
    return new Norm(
        edition,
        type,
        scale.toLowerCase(Locale.ROOT),
        subject,
        grade,
        season,
        weeks,
        mean,
        sd,
        p25,
        p50,
        p75,
        source,
        sourceYear,
        cell("is_demo").equalsIgnoreCase("true"));
  }

  private @Nullable String season(Norm.@Nullable Type type) {
    String season = cell("season").toLowerCase(Locale.ROOT);
    if (season.isEmpty() && type != Norm.Type.NATIONAL_NORM) {
      return null;
    }
    if (!SEASONS.contains(season)) {
      wrong("season", "fall, winter or spring");
    }
    return season;
  }

  private @Nullable Integer weeks() {
    String cell = cell("weeks_of_instruction");
    if (cell.isEmpty()) {
      return null;
    }
    if (!cell.matches("\\d{1,2}") || Integer.parseInt(cell) > 52) {
      wrong("weeks_of_instruction", "whole weeks from 0 to 52");
      return null;
    }
    return Integer.valueOf(cell);
  }

  private @Nullable Double number(String column, boolean isRequired, String scale) {
    String cell = cell(column);
    if (cell.isEmpty() && !isRequired) {
      return null;
    }
    boolean isRit = scale.equalsIgnoreCase("rit");
    String expected = isRit ? "a RIT score from 100 to 350" : "a number";
    if (!cell.matches("-?\\d{1,7}(\\.\\d{1,6})?")) {
      wrong(column, expected);
      return null;
    }
    double number = Double.parseDouble(cell);
    if (isRit && (number < RIT_LOW || number > RIT_HIGH)) {
      wrong(column, expected);
    }
    return number;
  }

  private static @Nullable String grade(String cell) {
    String grade = cell.toUpperCase(Locale.ROOT).replaceFirst("^0(?=\\d)", "");
    if (grade.equals("KG") || grade.equals("0")) {
      return "K";
    }
    return grade.matches("PK|K|[1-9]|1[0-2]") ? grade : null;
  }

  private String required(String column, String expected) {
    String cell = cell(column);
    if (cell.isEmpty()) {
      wrong(column, expected);
    }
    return cell;
  }

  private String cell(String column) {
    return line.findField(column).orElse("").strip();
  }

  private void wrong(String column, String expected) {
    problems.add("%s:%d %s: saw \"%s\", expected %s"
        .formatted(file, line.getStartingLineNumber(), column, cell(column), expected));
  }
}
