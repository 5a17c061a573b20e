package org.waymark.equity.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group of students that is held beside all others.
///
/// @param name as elsewhere: ell, sped, section_504, frl, race:black
/// @param family what belongs together in the four-fifths rule: the flag itself, or race
record Group(String name, String family) {

  private static final String RACE = "race";

  static final Group ELL = new Group("ell", "ell");
  static final Group SPED = new Group("sped", "sped");
  static final Group FRL = new Group("frl", "frl");

  /// What is held equal in an adjusted gap.
  static final List<Group> HELD_EQUAL = List.of(ELL, SPED, FRL);

  static final List<Group> ALL = List.of(
      ELL,
      SPED,
      new Group("section_504", "section_504"),
      FRL,
      race("american_indian"),
      race("asian"),
      race("black"),
      race("hispanic"),
      race("pacific_islander"),
      race("two_or_more"),
      race("white"));

  private static Group race(String race) {
    return new Group(RACE + ":" + race, RACE);
  }

  boolean isRace() {
    return family.equals(RACE);
  }

  /// Whether a student is in the group; null where no source says.
  @Nullable
  Boolean has(Signature who) {
    return switch (family) {
      case "ell" -> who.isEll();
      case "sped" -> who.isSped();
      case "section_504" -> who.is504();
      case "frl" -> who.isFrl();
      default -> who.race() == null ? null : name.equals(RACE + ":" + who.race());
    };
  }

  /// In words, as the pages say it.
  String title() {
    return switch (name) {
      case "ell" -> "English learners";
      case "sped" -> "special education";
      case "section_504" -> "section 504 plans";
      case "frl" -> "free or reduced-price lunch";
      default -> "race or ethnicity";
    };
  }
}
