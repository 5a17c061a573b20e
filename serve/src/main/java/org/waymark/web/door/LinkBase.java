package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import org.waymark.nightly.ServeSettings;

/// What links in letters begin with.
public final class LinkBase {
  private LinkBase() {}

  /// The setting `serve.public_url`, else this machine and the port that the server listens on.
  /// Never the Host header: whoever asks for somebody else's letter could write any into it.
  public static String of(ServeSettings settings, HttpServletRequest request) {
    String known = settings.publicUrl();
    return known == null ? "http://localhost:" + request.getLocalPort() : known;
  }
}
