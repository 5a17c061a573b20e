package org.waymark.norms.internal;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.waymark.norms.Norm;

/// Reads and judges a norm table. Every fault is a line that says where, what was seen and
/// what was expected.
public final class NormFile {

  private static final List<String> REQUIRED = List.of(
      "edition",
      "standard_type",
      "score_scale",
      "subject",
      "grade_level",
      "mean",
      "sd",
      "p50",
      "source",
      "source_year");
  private static final Set<String> KNOWN = new TreeSet<>(Set.of(
      "edition",
      "standard_type",
      "score_scale",
      "subject",
      "grade_level",
      "season",
      "weeks_of_instruction",
      "mean",
      "sd",
      "p25",
      "p50",
      "p75",
      "source",
      "source_year",
      "is_demo"));

  private final String name;
  private final List<Norm> norms = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();

  private NormFile(String name) {
    this.name = name;
  }

  public static NormFile read(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    var read = new NormFile(name);
    try (CsvReader<NamedCsvRecord> lines =
        CsvReader.builder().detectBomHeader(true).skipEmptyLines(true).ofNamedCsvRecord(file)) {
      boolean isFirst = true;
      for (NamedCsvRecord line : lines) {
        if (isFirst && !read.hasColumns(line)) {
          return read;
        }
        isFirst = false;
        read.take(line);
      }
      if (read.norms.isEmpty() && read.problems.isEmpty()) {
        read.problems.add(name + ": no line below the header; expected one per grade and season");
      }
    } catch (CsvParseException e) {
      read.problems.add(name + " is not a CSV file: " + e.getMessage());
    } catch (CharacterCodingException e) {
      read.problems.add(name + " is not UTF-8 text; save it as \"CSV UTF-8\"");
    }
    return read;
  }

  public List<Norm> norms() {
    return List.copyOf(norms);
  }

  public List<String> problems() {
    return List.copyOf(problems);
  }

  private boolean hasColumns(NamedCsvRecord line) {
    var header = line.getHeader();
    for (String column : REQUIRED) {
      if (!header.contains(column)) {
        problems.add("%s:1 the column %s is missing; saw %s".formatted(name, column, header));
      }
    }
    for (String column : header) {
      if (!KNOWN.contains(column)) {
        problems.add("%s:1 unknown column \"%s\"; known are %s".formatted(name, column, KNOWN));
      }
    }
    return problems.isEmpty();
  }

  private void take(NamedCsvRecord line) {
    int before = problems.size();
    var cells = new NormCells(name, line, problems);
    Norm norm = cells.norm();
    if (norm == null || problems.size() > before) {
      return;
    }
    String at = name + ":" + line.getStartingLineNumber();
    if (!norms.isEmpty() && !norms.getFirst().edition().equals(norm.edition())) {
      problems.add(
          "%s edition: saw \"%s\" after \"%s\"; one file holds one edition, so that no trend mixes two"
              .formatted(at, norm.edition(), norms.getFirst().edition()));
      return;
    }
    String key = norm.type() + " " + norm.scoreScale() + " " + norm.subject() + " "
        + norm.gradeLevel() + " " + norm.season();
    Long first = seen.putIfAbsent(key, line.getStartingLineNumber());
    if (first != null) {
      problems.add("%s says again what line %d says (%s, %s, grade %s, %s)"
          .formatted(
              at,
              first,
              norm.scoreScale(),
              norm.subject(),
              norm.gradeLevel(),
              norm.season() == null ? "any season" : norm.season()));
      return;
    }
    norms.add(norm);
  }
}
