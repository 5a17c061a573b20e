package org.waymark.growth.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.waymark.engine.EngineException;
import org.waymark.engine.SqlEngine;
import org.waymark.growth.LongFileRefused;

/// A file of scores in SGP's long format as tables: `long.line` as it stands in the file,
/// `long.student` and `long.series` with numbers for ids and subjects.
public final class LongFileSql {

  private static final List<String> NEEDED =
      List.of("ID", "CONTENT_AREA", "YEAR", "GRADE", "SCALE_SCORE", "VALID_CASE");
  private static final String ERROR = "SCALE_SCORE_CSEM";
  private static final Pattern LINE = Pattern.compile("(?i)line:? +(\\d+)");

  private final SqlEngine engine;
  private final Path file;
  private boolean hasErrors;

  public LongFileSql(SqlEngine engine, Path file) {
    this.engine = engine;
    this.file = file;
  }

  /// Whether the file has standard errors of measurement.
  public boolean hasErrors() {
    return hasErrors;
  }

  /// @return how many rows the file has
  public long load() {
    String read = ("read_csv('%s', header = true, all_varchar = true, delim = ',', quote = '\"',"
            + " escape = '\"', nullstr = ['', 'NA'], auto_detect = true, null_padding = false)")
        .formatted(file.toString().replace("'", "''"));
    Map<String, String> columns = columns(read);
    hasErrors = columns.containsKey(ERROR);
    engine.createSchema("long");
    String selected = NEEDED.stream()
        .map(name ->
            quoted(columns.getOrDefault(name, name)) + " as " + name.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
    String error = hasErrors ? quoted(columns.getOrDefault(ERROR, ERROR)) : "cast(null as varchar)";
    long rows = engine.createTable(
        "long.line",
        "select row_number() over () as line, "
            + selected
            + ", " + error + " as error from " + read);
    engine.createTable(
        "long.student",
        "select id, row_number() over (order by id) as student from (select distinct id from long.line"
            + " where id is not null) as one");
    engine.createTable(
        "long.series",
        "select content_area, row_number() over (order by content_area) as series"
            + " from (select distinct content_area from long.line where content_area is not null) as one");
    return rows;
  }

  private Map<String, String> columns(String read) {
    var found = new LinkedHashMap<String, String>();
    var names = new ArrayList<String>();
    for (var row : engine.query("describe select * from " + read).rows()) {
      String name = String.valueOf(row.getFirst());
      names.add(name);
      String plain = name.strip().toUpperCase(Locale.ROOT);
      if (found.putIfAbsent(plain, name) != null && NEEDED.contains(plain)) {
        throw new LongFileRefused(
            "%s:1 %s: the column is there twice".formatted(file.getFileName(), plain));
      }
    }
    List<String> missing = NEEDED.stream().filter(n -> !found.containsKey(n)).toList();
    if (!missing.isEmpty()) {
      throw new LongFileRefused("%s:1 no column %s; it has %s"
          .formatted(
              file.getFileName(),
              String.join(", ", missing),
              String.join(", ", names.subList(0, Math.min(names.size(), 20)))));
    }
    return found;
  }

  /// line, series, student, year, grade, score, error, problem (a reason's name); years and
  /// grades that can't be read are -1.
  public String byHistory() {
    return """
        with read as (
          select line.line, coalesce(series.series, 0) as series, coalesce(student.student, 0) as student,
                 coalesce(%1$s, -1) as year_number,
                 coalesce(%2$s, -1) as grade_number,
                 try_cast(trim(scale_score) as double) as score, try_cast(trim(error) as double) as error,
                 case when line.id is null then 'STUDENT_MISSING'
                      when %1$s is null then 'YEAR_UNREADABLE'
                      when %2$s is null then 'GRADE_WITHOUT_ORDER'
                      when valid_case is null or upper(trim(valid_case)) <> 'VALID_CASE' then 'SCORE_INVALIDATED'
                      when try_cast(trim(scale_score) as double) is null
                        or not isfinite(try_cast(trim(scale_score) as double)) then 'SCORE_MISSING'
                 end as problem
          from long.line
          left join long.student on student.id = line.id
          left join long.series on series.content_area = line.content_area
        )
        select line, series, student, year_number, grade_number, score, error, problem
        from read
        order by series, student, year_number, grade_number, line
        """.formatted(YEAR, GRADE);
  }

  private static final String YEAR =
      "case when regexp_matches(trim(line.year), '^[0-9]{4}$') then cast(trim(line.year) as integer)"
          + " when regexp_matches(trim(line.year), '^[0-9]{4}[_-][0-9]{4}$')"
          + " and cast(trim(line.year)[6:9] as integer) = cast(trim(line.year)[1:4] as integer) + 1"
          + " then cast(trim(line.year)[6:9] as integer) end";

  private static final String GRADE = "case when upper(trim(line.grade)) = 'K' then 0"
      + " when regexp_matches(trim(line.grade), '^[0-9]{1,2}([.]0*)?$')"
      + " then cast(cast(trim(line.grade) as double) as integer) end";

  /// line, id, subject, year, grade as in the file.
  public String inFileOrder() {
    return "select line, id, content_area, year, grade from long.line order by line";
  }

  /// In the order of the numbers that stand for them, from 1.
  public List<String> subjects() {
    return engine.query("select content_area from long.series order by series").rows().stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }

  /// One line for each kind of oddity: where it is first, what was seen and expected, how often.
  public List<String> notes(long rows) {
    var notes = new ArrayList<String>();
    note(
        notes,
        rows,
        "SCALE_SCORE",
        "scale_score",
        "scale_score is null and upper(trim(valid_case)) = 'VALID_CASE'",
        "expected a number");
    note(
        notes,
        rows,
        "SCALE_SCORE",
        "scale_score",
        "scale_score is not null and upper(trim(valid_case)) = 'VALID_CASE' and (try_cast(trim(scale_score) as double)"
            + " is null or not isfinite(try_cast(trim(scale_score) as double)))",
        "expected a number");
    note(
        notes,
        rows,
        "VALID_CASE",
        "valid_case",
        "valid_case is null or upper(trim(valid_case)) not in ('VALID_CASE', 'INVALID_CASE')",
        "expected VALID_CASE or INVALID_CASE; the row counts as invalid");
    note(notes, rows, "YEAR", "year", YEAR + " is null", "expected a year like 2023_2024 or 2024");
    note(notes, rows, "GRADE", "grade", GRADE + " is null", "expected a number (or K)");
    note(notes, rows, "ID", "id", "id is null", "expected a student's id");
    return notes;
  }

  private void note(
      List<String> notes, long rows, String column, String field, String wrong, String expected) {
    var row = engine
        .query("select count(*), min(line), coalesce(arg_min(coalesce(%s, ''), line), '')"
                .formatted(field)
            + " from long.line where " + wrong)
        .rows()
        .getFirst();
    long count = ((Number) java.util.Objects.requireNonNull(row.get(0))).longValue();
    if (count > 0) {
      long line = ((Number) java.util.Objects.requireNonNull(row.get(1))).longValue() + 1;
      String seen = String.valueOf(row.get(2));
      notes.add(String.format(
          Locale.ROOT,
          "%s:%d %s: saw %s, %s (%,d of %,d rows).",
          file.getFileName(),
          line,
          column,
          seen.isEmpty() ? "nothing" : "\"" + shortened(seen) + "\"",
          expected,
          count,
          rows));
    }
  }

  private static String shortened(String seen) {
    return seen.length() <= 40 ? seen : seen.substring(0, 40) + "…";
  }

  /// The engine's complaint about the file in one line.
  public String explain(EngineException failure) {
    String text = String.valueOf(failure.getMessage());
    var line = LINE.matcher(text);
    String first = text.lines().findFirst().orElse("");
    return line.find()
        ? "%s:%s: %s".formatted(file.getFileName(), line.group(1), first)
        : "%s: %s".formatted(file.getFileName(), first);
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }
}
