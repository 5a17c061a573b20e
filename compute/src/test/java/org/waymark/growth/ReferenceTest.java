package org.waymark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.waymark.growth.GrowthPercentiles.Settings;

/// Against R's quantreg: reference/growth/PROVENANCE.md.
class ReferenceTest {

  /// Both sides add n losses in an order of their own; R's interior point stops near 1e-9.
  private static final double TOLERANCE = 1e-8;

  record Reference(String name, int students, int priors, String kind, long seed) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Reference> designs() throws IOException {
    return text("designs.csv")
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .map(f -> new Reference(
            f[0], Integer.parseInt(f[1]), Integer.parseInt(f[2]), f[3], Long.parseLong(f[4])));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void the_loss_and_every_percentile_are_those_of_quantreg(Reference reference) throws IOException {
    var invented =
        InventedScores.of(reference.students, reference.priors, reference.kind, reference.seed);
    Scores scores = invented.histories();
    var answer =
        GrowthPercentiles.of(scores, Settings.DEFAULT, row -> scores.grade(row) == 8, size -> {});
    GrowthFit fit = answer.fits().stream()
        .map(GrowthPercentiles.Fitted::fit)
        .filter(f -> f.order() == reference.priors)
        .findFirst()
        .orElseThrow();
    double[] losses = text(reference.name + ".loss.txt")
        .lines()
        .mapToDouble(Double::parseDouble)
        .toArray();
    double[] ours = losses(invented, fit);
    for (int k = 0; k < GrowthFit.QUANTILES; k++) {
      assertThat(ours[k] / losses[k] - 1).as("tau %d of %s", k, reference).isLessThan(TOLERANCE);
      assertThat(ours[k] / losses[k] - 1).as("tau %d of %s", k, reference).isGreaterThan(-1e-6);
    }

    byte[] expected = percentiles(reference.name);
    int equal = 0;
    for (int i = 0; i < expected.length; i++) {
      int row = i * (reference.priors + 1) + reference.priors;
      int sgp = ((Growth.Scored) answer.growth(row)).percentile();
      assertThat(sgp).as("student %d", i).isBetween(expected[i] - 1, expected[i] + 1);
      equal += sgp == expected[i] ? 1 : 0;
    }
    assertThat(expected).hasSize(reference.students);
    assertThat((double) equal / expected.length).isGreaterThanOrEqualTo(0.999);
  }

  private static double[] losses(InventedScores invented, GrowthFit fit) {
    double[] losses = new double[GrowthFit.QUANTILES];
    double[] taus = GrowthFit.taus();
    int columns = 1 + 7 * fit.order();
    double[] basis = new double[columns];
    var splines = fit.scales().stream().map(ScoreScale::spline).toList();
    basis[0] = 1;
    for (int i = 0; i < invented.score().length; i++) {
      for (int j = 0; j < fit.order(); j++) {
        splines.get(j).write(invented.priors()[i][j], basis, 1 + 7 * j);
      }
      for (int k = 0; k < taus.length; k++) {
        double r = invented.score()[i];
        for (int c = 0; c < columns; c++) {
          r -= basis[c] * fit.coefficients()[c][k];
        }
        losses[k] += r < 0 ? (taus[k] - 1) * r : taus[k] * r;
      }
    }
    return losses;
  }

  private static byte[] percentiles(String name) throws IOException {
    try (InputStream in = open(name + ".sgp.gz");
        var unzipped = new GZIPInputStream(in)) {
      return unzipped.readAllBytes();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String name) {
    InputStream in = ReferenceTest.class.getResourceAsStream("/reference/growth/" + name);
    assertThat(in).as(name).isNotNull();
    return in;
  }
}
