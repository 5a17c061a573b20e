package org.waymark.web.gate;

import java.io.IOException;
import java.io.Serial;

/// More bytes came than a request may have.
public final class TooLong extends IOException {
  @Serial
  private static final long serialVersionUID = 1L;

  TooLong(long limit) {
    super("the request is longer than " + limit + " bytes");
  }
}
