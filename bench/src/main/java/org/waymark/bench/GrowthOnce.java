package org.waymark.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.waymark.growth.Growth;
import org.waymark.growth.GrowthPercentiles;
import org.waymark.growth.GrowthPercentiles.Settings;
import org.waymark.growth.Scores;

/// One cold fit in a JVM of its own: invents scores, computes every growth percentile, says how
/// long that took. Leaves the scores and percentiles for R where there is to be a comparison.
final class GrowthOnce {

  private GrowthOnce() {}

  /// @param arguments students, priors, seed, folder for R (or nothing)
  public static void main(String[] arguments) throws IOException {
    int students = Integer.parseInt(arguments[0]);
    int priors = Integer.parseInt(arguments[1]);
    var random = new Random(Long.parseLong(arguments[2]));
    Path folder = arguments.length > 3 ? Path.of(arguments[3]) : null;
    var scores = new Scores();
    double[] row = new double[priors + 1];
    ByteBuffer bytes = ByteBuffer.allocate(8 * row.length * 4096).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel file = folder == null
        ? null
        : FileChannel.open(
            folder.resolve("scores.bin"),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (int i = 0; i < students; i++) {
        double ability = random.nextGaussian();
        for (int j = 0; j <= priors; j++) {
          row[j] = Math.rint(520 - 10 * j + 42 * (ability + 0.5 * random.nextGaussian()));
        }
        for (int j = priors; j >= 0; j--) {
          scores.add(0, i, 2026 - j, 8 - j, row[j], Double.NaN, null);
        }
        if (file != null) {
          for (double value : row) {
            bytes.putDouble(value);
          }
          if (!bytes.hasRemaining() || i == students - 1) {
            file.write(bytes.flip());
            bytes.clear();
          }
        }
      }
    }
    long began = System.nanoTime();
    var answer =
        GrowthPercentiles.of(scores, Settings.DEFAULT, at -> scores.year(at) == 2026, size -> {});
    double seconds = (System.nanoTime() - began) / 1e9;
    byte[] percentiles = new byte[students];
    for (int i = 0; i < students; i++) {
      int at = i * (priors + 1) + priors;
      percentiles[i] = switch (answer.growth(at)) {
        case Growth.Scored scored -> (byte) scored.percentile();
        case Growth.NotScored none ->
          throw new IllegalStateException("no percentile: " + none.reason().words());
      };
    }
    if (folder != null) {
      Files.write(folder.resolve("waymark.sgp"), percentiles);
    }
    System.out.println("{\"seconds\": " + seconds + "}");
  }
}
