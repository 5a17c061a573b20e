package org.waymark.generator;

/// Means and standard deviations by grade and season: invented, near the published ones.
final class Norms {
  private static final int[][][] RIT_MATH = {
    {{140, 153, 161}, {120}},
    {{162, 173, 180}, {125}},
    {{180, 190, 192}, {130}},
    {{198, 204, 209}, {135}},
    {{210, 216, 221}, {140}},
    {{221, 227, 231}, {145}},
    {{227, 232, 235}, {150}},
    {{233, 238, 241}, {160}},
    {{239, 243, 245}, {170}},
    {{242, 245, 247}, {175}},
    {{245, 248, 249}, {180}}
  };
  private static final int[][][] RIT_READING = {
    {{141, 153, 160}, {140}},
    {{164, 177, 184}, {145}},
    {{186, 193, 198}, {150}},
    {{199, 204, 207}, {150}},
    {{207, 211, 214}, {155}},
    {{214, 217, 219}, {155}},
    {{218, 221, 223}, {160}},
    {{222, 224, 226}, {160}},
    {{226, 228, 230}, {165}},
    {{229, 230, 231}, {170}},
    {{231, 232, 233}, {170}}
  };

  private Norms() {}

  private static int[][] rit(boolean isMath, int grade) {
    return (isMath ? RIT_MATH : RIT_READING)[grade];
  }

  /// @param grade 0 … 10
  static int ritMean(boolean isMath, int grade, Season season) {
    return rit(isMath, grade)[0][season.ordinal()];
  }

  static double ritSpread(boolean isMath, int grade) {
    return rit(isMath, grade)[1][0] / 10.0;
  }

  /// Star's unified scale.
  static int starMean(boolean isMath, int grade, Season season) {
    return (isMath ? 690 : 700) + 82 * grade + 27 * season.ordinal();
  }

  static double starSpread(int grade) {
    return 58 + 4.0 * grade;
  }

  /// i-Ready's overall scale.
  static int ireadyMean(boolean isMath, int grade, Season season) {
    return isMath
        ? 352 + 26 * grade + 9 * season.ordinal()
        : 395 + 37 * grade + 13 * season.ordinal();
  }

  static double ireadySpread(boolean isMath, int grade) {
    return isMath ? 24 + grade : 42 + 2.0 * grade;
  }
}
