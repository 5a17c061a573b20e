package org.waymark.sources.internal;

/// One pass over the bytes of a file: counts its records and tells whether it is clean,
/// which means UTF-8, every record of the header's width, quotes as RFC 4180 has them, one
/// kind of line end.
///
/// A clean file is read by the engine as it is. Any other goes through [Normaliser].
final class FastScan {
  private static final byte PLAIN = 0;
  private static final byte DELIMITER = 1;
  private static final byte LINE_FEED = 2;
  private static final byte RETURN = 3;
  private static final byte QUOTE = 4;
  private static final byte NUL = 5;
  private static final byte HIGH = 6;
  private static final byte SPACE = 7;

  private final byte[] kinds = new byte[256];
  private final int columns;
  private final int longest;
  private final RecordIndex index = new RecordIndex();
  private final Utf8Check utf8 = new Utf8Check();

  private boolean isClean = true;
  private boolean isQuoted;
  private boolean wasQuote;
  private boolean wasReturn;
  private boolean isMultiline;
  private boolean hasBlankEdges;
  private long spaceAt = -2;
  private long quoteAt = -2;
  private int returns;
  private int feeds;
  private int fields;
  private long position;
  private long fieldStart;
  private long recordStart;
  private long records;
  private long line = 1;
  private long recordLine = 1;

  /// @param columns fields of the header
  /// @param skip bytes of the byte-order mark
  FastScan(char delimiter, int columns, int longest, int skip) {
    this.columns = columns;
    this.longest = longest;
    for (int b = 0x80; b < 256; b++) {
      kinds[b] = HIGH;
    }
    kinds[delimiter] = DELIMITER;
    kinds['\n'] = LINE_FEED;
    kinds['\r'] = RETURN;
    kinds['"'] = QUOTE;
    kinds[0] = NUL;
    if (kinds[' '] == PLAIN) {
      kinds[' '] = SPACE;
    }
    if (kinds['\t'] == PLAIN) {
      kinds['\t'] = SPACE;
    }
    fieldStart = skip;
    recordStart = skip;
  }

  /// Takes the next bytes of the file.
  void take(byte[] bytes, int length) {
    long base = position;
    int i = utf8.isOpen() ? utf8.take(bytes, 0, length) : 0;
    while (i < length) {
      byte kind = kinds[bytes[i] & 0xFF];
      if (kind == PLAIN) {
        if (wasQuote || wasReturn) {
          afterMark(base + i);
        }
        i++;
        while (i < length && kinds[bytes[i] & 0xFF] == PLAIN) {
          i++;
        }
      } else if (kind == SPACE) {
        if (wasQuote || wasReturn) {
          afterMark(base + i);
        }
        hasBlankEdges |= base + i == fieldStart || base + i == quoteAt + 1;
        spaceAt = base + i;
        i++;
      } else if (kind == HIGH) {
        if (wasQuote || wasReturn) {
          afterMark(base + i);
        }
        i = utf8.take(bytes, i, length);
      } else {
        mark(kind, base + i);
        i++;
      }
    }
    position = base + length;
  }

  /// A byte that may follow neither a closing quote nor a carriage return.
  private void afterMark(long at) {
    if (wasQuote || at > recordStart) {
      isClean = false;
    }
    wasQuote = false;
    wasReturn = false;
  }

  private void mark(byte kind, long at) {
    hasBlankEdges |= spaceAt == at - 1;
    quoteAt = kind == QUOTE ? at : quoteAt;
    if (isQuoted) {
      if (kind == QUOTE) {
        isQuoted = false;
        wasQuote = true;
      } else if (kind == LINE_FEED) {
        line++;
        isMultiline = true;
      } else if (kind == NUL || kind == RETURN) {
        isClean = false;
      }
      return;
    }
    if (wasReturn && kind != LINE_FEED) {
      isClean = false;
      wasReturn = false;
    }
    switch (kind) {
      case QUOTE -> {
        if (!wasQuote && at != fieldStart) {
          isClean = false;
        }
        wasQuote = false;
        isQuoted = true;
      }
      case DELIMITER -> {
        wasQuote = false;
        fields++;
        fieldStart = at + 1;
      }
      case RETURN -> {
        wasQuote = false;
        wasReturn = true;
      }
      case LINE_FEED -> {
        if (wasReturn) {
          returns = 1;
        } else {
          feeds = 1;
        }
        isClean &= at - recordStart > (wasReturn ? 1 : 0);
        wasReturn = false;
        wasQuote = false;
        line++;
        endRecord(at + 1);
      }
      default -> isClean = false;
    }
  }

  private void endRecord(long next) {
    if (fields + 1 != columns || next - recordStart > longest) {
      isClean = false;
    }
    if (isClean && records > 0) {
      index.note(records - 1, recordStart, recordLine);
    }
    records++;
    fields = 0;
    fieldStart = next;
    recordStart = next;
    recordLine = line;
  }

  /// Ends the file.
  void finish() {
    if (isQuoted || wasReturn || returns + feeds > 1 || utf8.invalid() > 0 || utf8.isOpen()) {
      isClean = false;
    }
    if (position > recordStart) {
      endRecord(position);
    }
  }

  boolean isClean() {
    return isClean;
  }

  /// True if a value may begin or end with a blank; if not, the engine need not trim any.
  boolean hasBlankEdges() {
    return hasBlankEdges || spaceAt == position - 1;
  }

  boolean isMultiline() {
    return isMultiline;
  }

  /// Records behind the header.
  long dataRecords() {
    return Math.max(0, records - 1);
  }

  RecordIndex index() {
    return index;
  }

  /// Bytes that are no UTF-8 at all, or so often not that the file is another encoding's.
  boolean isOtherEncoding() {
    return utf8.invalid() > 0 && utf8.valid() < 3 * utf8.invalid();
  }

  boolean hasInvalidBytes() {
    return utf8.invalid() > 0 || utf8.isOpen();
  }
}
