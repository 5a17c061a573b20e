package org.waymark.gaps.internal;

import java.util.Comparator;

/// A section, as far as one area is taught in it.
record SectionArea(long section, String area) implements Comparable<SectionArea> {

  private static final Comparator<SectionArea> ORDER =
      Comparator.comparingLong(SectionArea::section).thenComparing(SectionArea::area);

  @Override
  public int compareTo(SectionArea other) {
    return ORDER.compare(this, other);
  }
}
