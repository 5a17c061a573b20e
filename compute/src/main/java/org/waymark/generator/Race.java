package org.waymark.generator;

/// Race and ethnicity as federal reports group them.
enum Race {
  WHITE("White", 0.44, 0.27, 0.02),
  HISPANIC("Hispanic", 0.28, 0.60, 0.30),
  BLACK("Black or African American", 0.15, 0.58, 0.03),
  ASIAN("Asian", 0.07, 0.26, 0.20),
  TWO_OR_MORE("Two or More Races", 0.045, 0.40, 0.02),
  AMERICAN_INDIAN("American Indian or Alaska Native", 0.01, 0.60, 0.03),
  PACIFIC_ISLANDER("Native Hawaiian or Other Pacific Islander", 0.005, 0.50, 0.10);

  final String title;
  final double share;
  final double needsMeals;
  final double learnsEnglish;

  Race(String title, double share, double needsMeals, double learnsEnglish) {
    this.title = title;
    this.share = share;
    this.needsMeals = needsMeals;
    this.learnsEnglish = learnsEnglish;
  }

  static Race draw(Dice dice) {
    double[] shares = new double[values().length];
    for (Race race : values()) {
      shares[race.ordinal()] = race.share;
    }
    return values()[dice.pick(shares)];
  }
}
