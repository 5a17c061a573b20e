package org.waymark.generator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A child, the stays at schools included. Names are drawn when asked for, to stay small.
final class Student {
  /// One stretch at one school within one school year.
  ///
  /// @param year index of the school year, from 0
  /// @param first first day, counted in school days
  /// @param last last day, counted in school days
  /// @param place position in school, grade and year: decides the section
  /// @param isOpen still there on the last day with data
  record Stay(
      int year,
      int school,
      int grade,
      int first,
      int last,
      int place,
      String entry,
      String exit,
      boolean isOpen) {}

  private static final Stay[] NOWHERE = {};
  final int index;
  final long householdKey;
  final String lastName;
  final long nameKey;
  final int zone;
  final int born;
  final boolean isGirl;
  final boolean isEll;
  final boolean isSped;
  final boolean is504;
  final Race race;
  final Household.Meals meals;
  final String language;
  Stay[] stays = NOWHERE;

  Student(
      long seed,
      int index,
      Household home,
      long nameKey,
      int kindergartenYear,
      boolean isHeldBack) {
    this.index = index;
    this.householdKey = home.key();
    this.lastName = home.lastName();
    this.nameKey = nameKey;
    this.zone = home.zone();
    this.race = home.race();
    this.meals = home.meals();
    this.language = home.language();
    Dice dice = new Dice(seed, Topic.PERSON, index);
    LocalDate youngest = LocalDate.of(kindergartenYear - 1 - 5, 8, 31);
    born = (int) youngest.toEpochDay() - dice.below(365);
    isGirl = dice.chance(0.49);
    boolean poor = meals != Household.Meals.NONE;
    isEll = home.speaksOther() && dice.chance(0.55);
    isSped = dice.chance((poor ? 0.17 : 0.11) + (isGirl ? -0.04 : 0.04) + (isHeldBack ? 0.1 : 0));
    is504 = !isSped && dice.chance(0.05);
  }

  /// `0012345`
  String number() {
    String digits = Integer.toString(10_234 + 3 * index);
    return "0000000".substring(digits.length()) + digits;
  }

  /// Ten digits that say nothing about the number.
  String stateId() {
    return Long.toString(3_000_000_000L + (index * 7_368_787L + 104_729) % 999_999_937L);
  }

  String sourcedId() {
    return "u-%016x".formatted(Dice.mix(0x5eedL + index));
  }

  String firstName(long seed) {
    return Names.first(new Dice(seed, Topic.NAME, nameKey));
  }

  LocalDate birthDate() {
    return LocalDate.ofEpochDay(born);
  }

  Stay lastStay() {
    return stays[stays.length - 1];
  }

  /// Where the student is on a day, or nowhere.
  @Nullable
  Stay on(int year, int day) {
    for (Stay stay : stays) {
      if (stay.year() == year && day >= stay.first() && day <= stay.last()) {
        return stay;
      }
    }
    return null;
  }
}
