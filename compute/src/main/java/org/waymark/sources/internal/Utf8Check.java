package org.waymark.sources.internal;

/// Counts well and ill formed UTF-8 sequences beyond ASCII, over any cutting of the bytes.
///
/// Source: Unicode 16.0, table 3-7, well-formed UTF-8 byte sequences.
final class Utf8Check {
  private long valid;
  private long invalid;
  private int missing;
  private int low;
  private int high;

  /// @param from index of a byte ≥ 0x80
  /// @return index behind what was taken
  int take(byte[] bytes, int from, int length) {
    int i = from;
    while (i < length) {
      int b = bytes[i] & 0xFF;
      if (missing == 0) {
        if (b < 0x80) {
          return i;
        }
        begin(b);
        i++;
      } else if (b >= low && b <= high) {
        low = 0x80;
        high = 0xBF;
        if (--missing == 0) {
          valid++;
        }
        i++;
      } else {
        missing = 0;
        invalid++;
      }
    }
    return i;
  }

  private void begin(int b) {
    low = 0x80;
    high = 0xBF;
    if (b >= 0xC2 && b <= 0xDF) {
      missing = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      missing = 2;
      low = b == 0xE0 ? 0xA0 : 0x80;
      high = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      missing = 3;
      low = b == 0xF0 ? 0x90 : 0x80;
      high = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      invalid++;
    }
  }

  /// True while a sequence waits for its next byte.
  boolean isOpen() {
    return missing > 0;
  }

  long valid() {
    return valid;
  }

  long invalid() {
    return invalid;
  }
}
