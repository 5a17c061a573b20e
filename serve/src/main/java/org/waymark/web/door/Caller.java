package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who knocks, as far as the network tells.
///
/// @param address network address, as the server or a trusted proxy saw it
/// @param browser such as "Firefox on Linux"; nothing finer is kept
public record Caller(String address, String browser) {
  private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
  private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

  static {
    // in this order: most browsers also name those that came before them
    BROWSERS.put("Edg", "Edge");
    BROWSERS.put("OPR/", "Opera");
    BROWSERS.put("Firefox/", "Firefox");
    BROWSERS.put("Chrom", "Chrome");
    BROWSERS.put("Safari/", "Safari");
    SYSTEMS.put("Android", "Android");
    SYSTEMS.put("iPhone", "iPhone");
    SYSTEMS.put("iPad", "iPad");
    SYSTEMS.put("CrOS", "ChromeOS");
    SYSTEMS.put("Windows", "Windows");
    SYSTEMS.put("Mac OS X", "macOS");
    SYSTEMS.put("Linux", "Linux");
  }

  static Caller of(HttpServletRequest request) {
    @Nullable String agent = request.getHeader("User-Agent");
    String said = agent == null ? "" : agent;
    return new Caller(
        request.getRemoteAddr(),
        first(BROWSERS, said, "Another program") + " on " + first(SYSTEMS, said, "another system"));
  }

  /// The address to count tries by; null for this machine itself, where a reverse proxy that
  /// nobody named in the settings would make all visitors look like one.
  @Nullable
  String counted() {
    return address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1")
        ? null
        : address;
  }

  private static String first(Map<String, String> words, String said, String otherwise) {
    return words.entrySet().stream()
        .filter(entry -> said.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(otherwise);
  }
}
