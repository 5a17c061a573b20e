package org.waymark.growth.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import org.waymark.engine.Row;
import org.waymark.growth.Growth;
import org.waymark.growth.Scores;

/// The answer as CSV, written beside its place and moved there when it is whole.
public final class PercentileFile implements AutoCloseable {

  private final Path output;
  private final Path building;
  private final BufferedWriter writer;
  private final boolean hasErrors;
  private final StringBuilder line = new StringBuilder();

  /// @param hasErrors whether to write the column of standard errors
  public PercentileFile(Path output, boolean hasErrors) throws IOException {
    this.output = output.toAbsolutePath();
    this.building = this.output.resolveSibling("." + output.getFileName() + ".building");
    this.hasErrors = hasErrors;
    this.writer = Files.newBufferedWriter(building);
    writer.write("ID,CONTENT_AREA,YEAR,GRADE,SGP,SGP_ORDER,"
        + (hasErrors ? "SGP_STANDARD_ERROR," : "") + "PRIORS_USED,REASON\n");
  }

  /// @param row line, id, subject, year, grade
  /// @param priors rows of the scores used, the newest first
  public void write(Row row, Growth growth, Scores scores, List<Integer> priors) {
    line.setLength(0);
    String subject = row.text(2);
    String year = row.text(3);
    field(row.text(1));
    line.append(',');
    field(subject);
    line.append(',');
    field(year);
    line.append(',');
    field(row.text(4));
    line.append(',');
    switch (growth) {
      case Growth.Scored scored -> {
        line.append(scored.percentile()).append(',').append(scored.order()).append(',');
        if (hasErrors) {
          Double error = scored.standardError();
          line.append(error == null ? "" : String.format(Locale.ROOT, "%.2f", error))
              .append(',');
        }
        field(used(subject, year, scores, priors));
        line.append(',');
      }
      case Growth.NotScored none -> {
        line.append(hasErrors ? ",,,," : ",,,");
        field(none.reason().words());
      }
    }
    line.append('\n');
    try {
      writer.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As SGP_NORM_GROUP names them: year/subject_grade.
  private static String used(String subject, String year, Scores scores, List<Integer> priors) {
    boolean isSpan = year.indexOf('_') > 0 || year.indexOf('-') > 0;
    var words = new StringBuilder();
    for (int prior : priors) {
      int its = scores.year(prior);
      words.append(words.isEmpty() ? "" : "; ");
      words.append(isSpan ? (its - 1) + "_" + its : its);
      words.append('/').append(subject).append('_').append(scores.grade(prior));
    }
    return words.toString();
  }

  private void field(String value) {
    if (value.indexOf(',') < 0
        && value.indexOf('"') < 0
        && value.indexOf('\n') < 0
        && value.indexOf('\r') < 0) {
      line.append(value);
    } else {
      line.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
  }

  /// Takes the place of the file that was there.
  public void finish() throws IOException {
    writer.close();
    Files.move(
        building, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    writer.close();
    Files.deleteIfExists(building);
  }
}
