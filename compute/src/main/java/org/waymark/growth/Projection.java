package org.waymark.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A grade's fits applied forward, year after year at the same growth percentile.
///
/// The fit of this year's students of the next grade stands for next year, and so on: what it
/// took others is what it will take. Not thread-safe.
public final class Projection {

  /// How far ahead.
  public static final int YEARS = 3;

  /// What growth is enough, or why that isn't known.
  public sealed interface Adequate {}

  /// @param percentile growth needed each year, 1 to 99
  /// @param years in which proficiency is reached, or kept
  public record Needed(int percentile, int years) implements Adequate {}

  public record NotKnown(Why reason) implements Adequate {}

  public enum Why {
    NO_PROFICIENCY_CUT("no proficiency cut loaded for this grade and the next"),
    NO_FIT("no group of the next grade to learn from"),
    BEYOND_REACH("not within three years at any growth percentile");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    /// As tables keep it.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final List<GrowthFit.Placement> fits = new ArrayList<>();
  private final List<Integer> orders = new ArrayList<>();
  private final @Nullable Double[] cuts = new @Nullable Double[YEARS];

  private Projection() {}

  /// @param fit of the grade 1, 2, 3 ahead; null when it has none
  /// @param cut a score that is proficient in the grade 1, 2, 3 ahead; null when unknown
  public static Projection of(
      IntFunction<@Nullable GrowthFit> fit, IntFunction<@Nullable Double> cut) {
    var projection = new Projection();
    for (int ahead = 1; ahead <= YEARS; ahead++) {
      GrowthFit its = fit.apply(ahead);
      if (its == null) {
        break;
      }
      projection.fits.add(its.placement());
      projection.orders.add(its.order());
      projection.cuts[ahead - 1] = cut.apply(ahead);
    }
    return projection;
  }

  /// How many years ahead there are fits for.
  public int years() {
    return fits.size();
  }

  /// The scores of the years ahead at one growth percentile.
  ///
  /// @param history scores, this year's first
  public double[] scores(double[] history, int percentile) {
    double[] ahead = new double[fits.size()];
    for (int year = 0; year < ahead.length; year++) {
      double[] priors = new double[orders.get(year)];
      for (int j = 0; j < priors.length; j++) {
        priors[j] = j < year ? ahead[year - 1 - j] : history[j - year];
      }
      double[] predicted = fits.get(year).predict(priors);
      // Percentile 50 is τ = 0.50, which lies between the quantiles 0.495 and 0.505.
      ahead[year] = (predicted[percentile - 1] + predicted[percentile]) / 2;
    }
    return ahead;
  }

  /// The growth percentile needed each year: below the cut to reach proficiency in any of the
  /// years (catch up), at or above it to be proficient in all of them (keep up).
  ///
  /// @param cut of this year's grade
  public Adequate adequate(double[] history, @Nullable Double cut) {
    int known = 0;
    while (known < fits.size() && cuts[known] != null) {
      known++;
    }
    if (cut == null || fits.size() > 0 && known == 0) {
      return new NotKnown(Why.NO_PROFICIENCY_CUT);
    }
    if (known == 0) {
      return new NotKnown(Why.NO_FIT);
    }
    boolean isProficient = history[0] >= cut;
    int low = 1;
    int high = 100;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (year(history, middle, known, isProficient) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low > 99
        ? new NotKnown(Why.BEYOND_REACH)
        : new Needed(low, year(history, low, known, isProficient));
  }

  /// The year in which proficiency is reached, or the last in which it is kept; 0 when not.
  private int year(double[] history, int percentile, int known, boolean isProficient) {
    double[] ahead = scores(history, percentile);
    for (int year = 0; year < known; year++) {
      Double cut = cuts[year];
      boolean reaches = cut != null && ahead[year] >= cut;
      if (reaches && !isProficient) {
        return year + 1;
      }
      if (!reaches && isProficient) {
        return 0;
      }
    }
    return isProficient ? known : 0;
  }
}
