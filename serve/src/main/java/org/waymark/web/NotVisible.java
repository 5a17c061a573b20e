package org.waymark.web;

import java.io.Serial;

/// The record is missing, or the person may not see it: one answer for both.
public final class NotVisible extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  public NotVisible() {
    super("not visible", null, false, false);
  }
}
