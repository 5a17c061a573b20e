package org.waymark.growth;

/// A long file can't be read as what it should be; the message says where and why.
public final class LongFileRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LongFileRefused(String message) {
    super(message);
  }
}
