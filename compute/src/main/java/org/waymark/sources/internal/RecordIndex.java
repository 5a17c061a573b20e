package org.waymark.sources.internal;

import java.util.Arrays;

/// Where every 4096th record of a file begins, so that any record is found again by its
/// ordinal.
final class RecordIndex {
  static final int STRIDE = 4096;

  private long[] offsets = new long[16];
  private long[] lines = new long[16];
  private int size;

  /// Called once per record, in order.
  void note(long ordinal, long offset, long line) {
    if (ordinal % STRIDE != 0) {
      return;
    }
    if (size == offsets.length) {
      offsets = Arrays.copyOf(offsets, size * 2);
      lines = Arrays.copyOf(lines, size * 2);
    }
    offsets[size] = offset;
    lines[size++] = line;
  }

  /// The last noted place at or before a record.
  Place before(long ordinal) {
    int at = (int) Math.min(ordinal / STRIDE, size - 1L);
    return new Place((long) at * STRIDE, offsets[at], lines[at]);
  }

  /// @param ordinal of the record that begins here, from 0
  /// @param offset in bytes
  /// @param line physical line, from 1
  record Place(long ordinal, long offset, long line) {}
}
