package org.waymark.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Our header lines against those collected from real exports, where these are at hand.
class HeadersTest {

  private static List<String> real(String file, String rowStart, String width) {
    Path headers = Path.of(System.getProperty("waymark.home", "."), "../shared/data/headers")
        .normalize();
    if (!Files.exists(headers)) {
      headers = Path.of(System.getProperty("waymark.home", "."), "../../shared/data/headers")
          .normalize();
    }
    assumeTrue(Files.exists(headers), "no collected headers at " + headers);
    return Csv.read(headers, file).rows().stream()
        .filter(row -> row.getFirst().startsWith(rowStart) && row.contains(width))
        .flatMap(row -> row.stream().filter(cell -> cell.indexOf('|') > 0))
        .findFirst()
        .map(cell -> List.of(cell.split("\\|")))
        .orElseThrow();
  }

  @Test
  void vendor_files_have_the_vendors_columns() {
    assertThat(Headers.NWEA).isEqualTo(real("vendor_headers.csv", "NWEA", "143"));
    assertThat(Headers.STAR).isEqualTo(real("vendor_headers.csv", "Renaissance", "126"));
    assertThat(Headers.IREADY_READING).isEqualTo(real("vendor_headers.csv", "Curriculum", "65"));
    assertThat(Headers.IREADY_MATH).isEqualTo(real("vendor_headers.csv", "Curriculum", "58"));
  }

  @Test
  void the_bundle_has_the_columns_of_OneRoster() {
    String file = "oneroster_1.2_csv_columns.csv";
    assertThat(Headers.ACADEMIC_SESSIONS).isEqualTo(real(file, "academicSession", "9"));
    assertThat(Headers.ORGS).isEqualTo(real(file, "org", "7"));
    assertThat(Headers.COURSES).isEqualTo(real(file, "course", "10"));
    assertThat(Headers.CLASSES).isEqualTo(real(file, "class", "14"));
    assertThat(Headers.USERS).isEqualTo(real(file, "user", "22"));
    assertThat(Headers.ROLES).isEqualTo(real(file, "role", "10"));
    assertThat(Headers.ENROLLMENTS).isEqualTo(real(file, "enrollment", "10"));
    assertThat(Headers.DEMOGRAPHICS).isEqualTo(real(file, "demographics", "16"));
  }
}
