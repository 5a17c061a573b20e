package org.waymark.web;

import org.jspecify.annotations.Nullable;

/// Where a form leads on to: only an address of this server.
public final class LocalPath {
  private static final int LONGEST = 2000;

  private LocalPath() {}

  /// The path as it was given when it is one of this server, else the first page.
  ///
  /// A path begins with one slash: two, or a slash and a backslash, are a host to a browser.
  public static String of(@Nullable String wanted) {
    return wanted != null
            && wanted.length() <= LONGEST
            && wanted.matches("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]*")
        ? wanted
        : "/";
  }
}
