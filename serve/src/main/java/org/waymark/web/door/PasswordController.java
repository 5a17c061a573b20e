package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordLinks;
import org.waymark.access.PasswordLinks.Answer;
import org.waymark.access.PasswordLinks.Link;
import org.waymark.access.PasswordRules;
import org.waymark.access.SignIn;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.Pages;

/// Lost passwords and first passwords: a letter with a link, and the page behind it.
@RestController
public class PasswordController {
  /// Every answer about a letter takes this long, whether or not there is such an account.
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(250);

  private static final int LONGEST_TOKEN = 100;

  private final Pages pages;
  private final PasswordLinks links;
  private final ServeSettings settings;

  PasswordController(Pages pages, PasswordLinks links, ServeSettings settings) {
    this.pages = pages;
    this.links = links;
    this.settings = settings;
  }

  @GetMapping("/reset")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<String> ask(HttpServletRequest request) {
    return pages.plain(
        request, 200, "reset.jte", Map.of("isSent", request.getParameter("sent") != null));
  }

  @PostMapping(path = "/reset", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> send(
      HttpServletRequest request, @RequestParam(name = "email", defaultValue = "") String email)
      throws InterruptedException {
    if (email.length() > SignIn.LONGEST_EMAIL) {
      return pages.trouble(request, 413);
    }
    long start = System.nanoTime();
    links.reset(email, Caller.of(request).counted(), LinkBase.of(settings, request));
    Thread.sleep(ANSWERS_AFTER.minusNanos(System.nanoTime() - start));
    return SignInController.to("/reset?sent");
  }

  @GetMapping("/new-password")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<String> choose(
      HttpServletRequest request, @RequestParam(name = "token", defaultValue = "") String token) {
    Optional<Link> link = token.length() > LONGEST_TOKEN ? Optional.empty() : links.find(token);
    return link.isEmpty() ? nothing(request) : form(request, 200, link.get(), token, "");
  }

  @PostMapping(path = "/new-password", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> set(
      HttpServletRequest request,
      @RequestParam(name = "token", defaultValue = "") String token,
      @RequestParam(name = "wanted", defaultValue = "") String wanted,
      @RequestParam(name = "again", defaultValue = "") String again) {
    if (token.length() > LONGEST_TOKEN || wanted.length() > PasswordRules.LONGEST) {
      return pages.trouble(request, 413);
    }
    if (!wanted.equals(again)) {
      Optional<Link> link = links.find(token);
      return link.isEmpty()
          ? nothing(request)
          : form(request, 422, link.get(), token, "The two differ; type the same password twice.");
    }
    return switch (links.use(token, wanted)) {
      case Answer.Done done -> SignInController.to("/sign-in?password-set");
      case Answer.Refused refused -> form(request, 422, refused.link(), token, refused.why());
      case Answer.Void none -> nothing(request);
    };
  }

  private ResponseEntity<String> form(
      HttpServletRequest request, int status, Link link, String token, String trouble) {
    return unreferred(pages.plain(
        request,
        status,
        "newPassword.jte",
        Map.of(
            "isInvite",
            link.kind() == PasswordLinks.Kind.INVITE,
            "email",
            link.person().email(),
            "token",
            token,
            "trouble",
            trouble)));
  }

  private ResponseEntity<String> nothing(HttpServletRequest request) {
    return unreferred(pages.plain(request, 404, "noLink.jte", Map.of()));
  }

  /// The address holds the token: no other page may learn where the visitor came from.
  private static ResponseEntity<String> unreferred(ResponseEntity<String> page) {
    return ResponseEntity.status(page.getStatusCode())
        .headers(page.getHeaders())
        .header("Referrer-Policy", "no-referrer")
        .body(page.getBody());
  }
}
