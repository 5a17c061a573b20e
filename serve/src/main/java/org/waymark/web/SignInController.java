package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;

/// The door.
@RestController
class SignInController {
  private final Pages pages;

  SignInController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/sign-in")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<String> signIn(HttpServletRequest request) {
    String notice = "";
    if (request.getParameter("locked") != null) {
      notice = "Too many tries. This account's door stays closed for 15 minutes; nothing was lost."
          + " Wait, or ask your district's data team.";
    } else if (request.getParameter("refused") != null) {
      notice = "Address and password do not go together. Check both and try again.";
    } else if (request.getParameter("signed-out") != null) {
      notice = "You have signed out.";
    }
    boolean isError = request.getParameter("signed-out") == null && !notice.isEmpty();
    return pages.plain(request, 200, "sign-in.jte", Map.of("notice", notice, "isError", isError));
  }
}
