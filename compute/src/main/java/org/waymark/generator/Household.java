package org.waymark.generator;

/// What brothers and sisters share.
///
/// @param zone neighbourhood, which feeds schools
/// @param meals free or reduced-price lunch
record Household(long key, String lastName, Race race, int zone, Meals meals, boolean speaksOther) {
  enum Meals {
    FREE,
    REDUCED,
    NONE
  }

  static Household of(long seed, long key, int zones) {
    Dice dice = new Dice(seed, Topic.HOUSEHOLD, key);
    Race race = Race.draw(dice);
    String last = Names.last(dice, race);
    int zone = dice.below(zones);
    Meals meals =
        dice.chance(race.needsMeals) ? dice.chance(0.82) ? Meals.FREE : Meals.REDUCED : Meals.NONE;
    return new Household(key, last, race, zone, meals, dice.chance(race.learnsEnglish * 1.8));
  }

  /// The same people under another name.
  Household named(long otherKey, String name) {
    return new Household(otherKey, name, race, zone, meals, speaksOther);
  }

  String language() {
    if (!speaksOther) {
      return "English";
    }
    return switch (race) {
      case HISPANIC, AMERICAN_INDIAN, TWO_OR_MORE -> "Spanish";
      case ASIAN -> Math.floorMod(key, 3) == 0 ? "Vietnamese" : "Mandarin";
      case BLACK -> "French";
      case WHITE -> "Arabic";
      case PACIFIC_ISLANDER -> "Samoan";
    };
  }
}
