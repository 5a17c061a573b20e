package org.waymark.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The colors of the pages. Unless somebody chooses, they follow the person's system.
public enum Theme {
  SYSTEM("Like my system"),
  LIGHT("Light"),
  DARK("Dark"),
  CONTRAST("High contrast");

  static final String COOKIE = "theme";

  private final String words;

  Theme(String words) {
    this.words = words;
  }

  public String words() {
    return words;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// As `data-theme` on the page; nothing where the system decides.
  public @Nullable String attribute() {
    return this == SYSTEM ? null : key();
  }

  /// What somebody asked for; what makes no sense is "like my system".
  static Theme of(@Nullable String written) {
    return Arrays.stream(values())
        .filter(theme -> theme.key().equals(written))
        .findFirst()
        .orElse(SYSTEM);
  }

  /// What this browser chose.
  static Theme of(HttpServletRequest request) {
    Cookie @Nullable [] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(COOKIE)) {
          return of(cookie.getValue());
        }
      }
    }
    return SYSTEM;
  }
}
