package org.waymark.web.gate;

import java.io.Serial;

/// The request can't be read, with what was expected in words for whoever sent it.
public final class BadRequest extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  private final String detail;

  /// @param detail where, what was expected, what next; never somebody else's data
  public BadRequest(String detail) {
    super(detail, null, false, false);
    this.detail = detail;
  }

  /// "limit: expected a whole number from 1 to 1000."
  public String detail() {
    return detail;
  }
}
