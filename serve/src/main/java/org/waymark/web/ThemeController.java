package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;

/// Light, dark or high contrast: a cookie of this browser, so that the choice also holds at the
/// door, and a shared account on two screens may look different on each.
@RestController
class ThemeController {

  @PostMapping("/theme")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<Void> choose(
      HttpServletRequest request,
      @RequestParam(name = "theme", defaultValue = "") String theme,
      @RequestParam(name = "back", defaultValue = "/") String back) {
    ResponseCookie cookie = ResponseCookie.from(Theme.COOKIE, Theme.of(theme).key())
        .path("/")
        .maxAge(Duration.ofDays(365))
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite("Lax")
        .build();
    return ResponseEntity.status(303)
        .header(HttpHeaders.SET_COOKIE, cookie.toString())
        .header(HttpHeaders.LOCATION, LocalPath.of(back))
        .build();
  }
}
