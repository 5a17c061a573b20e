package org.waymark.statistics;

/// The smallest group about which anything is said.
public final class SmallestGroup {

  /// Students; the field's usual minimum under FERPA.
  public static final int SHOWN = 10;

  private SmallestGroup() {}

  /// Why a group is not shown, in words.
  public static String tooFew(long students) {
    return "too few to say: fewer than " + SHOWN + " students" + (students == 0 ? " (none)" : "");
  }
}
