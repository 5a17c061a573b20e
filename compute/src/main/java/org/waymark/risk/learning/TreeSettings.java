package org.waymark.risk.learning;

/// How trees are grown.
///
/// @param rounds trees, 1 or more
/// @param depth of each tree, 1 to 6: deeper trees would make exact reasons slow
/// @param eta share of each tree that is kept, over 0, at most 1
/// @param minimumChildWeight the least sum of p(1 − p) in a leaf, 0 or more
/// @param lambda ridge on the leaves, 0 or more
/// @param rowShare share of the rows that each tree sees, over 0, at most 1
/// @param columnShare share of the features that each tree sees, over 0, at most 1
/// @param directions one per feature: 1 = more never lowers the risk, −1 = more never raises
///     it, 0 = either
/// @param seed of the shares
public record TreeSettings(
    int rounds,
    int depth,
    double eta,
    double minimumChildWeight,
    double lambda,
    double rowShare,
    double columnShare,
    int[] directions,
    long seed) {

  static final int DEEPEST = 6;

  public TreeSettings {
    directions = directions.clone();
    check(rounds >= 1, "rounds", rounds, "1 or more");
    check(depth >= 1 && depth <= DEEPEST, "depth", depth, "1 to " + DEEPEST);
    check(isShare(eta), "eta", eta, "over 0, at most 1");
    check(isSize(minimumChildWeight), "minimumChildWeight", minimumChildWeight, "0 or more");
    check(isSize(lambda), "lambda", lambda, "0 or more");
    check(isShare(rowShare), "rowShare", rowShare, "over 0, at most 1");
    check(isShare(columnShare), "columnShare", columnShare, "over 0, at most 1");
    for (int direction : directions) {
      check(Math.abs(direction) <= 1, "directions", direction, "-1, 0 or 1");
    }
  }

  @Override
  public int[] directions() {
    return directions.clone();
  }

  private static boolean isShare(double value) {
    return value > 0 && value <= 1;
  }

  private static boolean isSize(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }

  private static void check(boolean isGood, String name, Object seen, String expected) {
    if (!isGood) {
      throw new IllegalArgumentException(name + ": saw " + seen + ", expected " + expected);
    }
  }
}
