package org.waymark.nightly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `reports/data_quality_report.json`; its shape is described in
/// docs/reference/data-quality-report.md.
public final class QualityReport {

  private static final JsonMapper PLAIN = JsonMapper.builder().build();
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private QualityReport() {}

  public static String json(Object value) {
    return PLAIN.writeValueAsString(value);
  }

  /// @return the file
  public static Path write(Path dataDir, RunSummary summary) throws IOException {
    Path folder = Files.createDirectories(dataDir.resolve("reports"));
    Path fresh = folder.resolve("data_quality_report.json.new");
    Files.writeString(fresh, PRETTY.writeValueAsString(summary.report()) + "\n");
    return Files.move(
        fresh,
        folder.resolve("data_quality_report.json"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}
