package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordRules;
import org.waymark.access.SecondFactor;
import org.waymark.access.SignIn;
import org.waymark.web.LocalPath;
import org.waymark.web.Pages;

/// The door: e-mail address and password.
@RestController
public class SignInController {
  private final Pages pages;
  private final SignIn signIn;
  private final SecondFactor secondFactor;
  private final Admission admission;

  SignInController(Pages pages, SignIn signIn, SecondFactor secondFactor, Admission admission) {
    this.pages = pages;
    this.signIn = signIn;
    this.secondFactor = secondFactor;
    this.admission = admission;
  }

  /// What a word in the address makes the page say.
  private enum Notice {
    LOCKED(
        true,
        "Too many tries. This account's door stays closed for 15 minutes; nothing was lost."
            + " Wait, or ask for a letter with a link below."),
    REFUSED(true, "Address and password do not go together. Check both and try again."),
    EXPIRED(true, "The page had waited too long. Nothing was lost; sign in again."),
    SIGNED_OUT(false, "You have signed out."),
    PASSWORD_SET(false, "Your new password is set. Sign in with it.");

    private final boolean isError;
    private final String words;

    Notice(boolean isError, String words) {
      this.isError = isError;
      this.words = words;
    }

    String parameter() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @GetMapping("/sign-in")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<String> signIn(
      HttpServletRequest request, @RequestParam(name = "next", required = false) String next) {
    @Nullable Notice said = null;
    for (Notice notice : Notice.values()) {
      if (said == null && request.getParameter(notice.parameter()) != null) {
        said = notice;
      }
    }
    return pages.plain(
        request,
        200,
        "sign-in.jte",
        Map.of(
            "notice",
            said == null ? "" : said.words,
            "isError",
            said != null && said.isError,
            "next",
            LocalPath.of(next)));
  }

  @PostMapping(path = "/sign-in", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> tryPassword(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "email", defaultValue = "") String email,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "next", required = false) String next) {
    if (email.length() > SignIn.LONGEST_EMAIL || password.length() > PasswordRules.LONGEST) {
      return pages.trouble(request, 413);
    }
    String onward = LocalPath.of(next);
    return switch (signIn.tryPassword(email, password, Caller.of(request).counted())) {
      case SignIn.Answer.Locked locked -> back(Notice.LOCKED, onward);
      case SignIn.Answer.Wrong wrong -> back(Notice.REFUSED, onward);
      case SignIn.Answer.Right right -> {
        if (right.account().hasSecondFactor()) {
          Half.remember(request, right.account(), onward);
          yield to("/sign-in/code");
        }
        admission.admit(request, response, right.account());
        yield to(onward);
      }
    };
  }

  @GetMapping("/sign-in/code")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> code(HttpServletRequest request) {
    return Half.of(request).isEmpty()
        ? to("/sign-in?expired")
        : pages.plain(
            request,
            200,
            "signInCode.jte",
            Map.of("isWrong", request.getParameter("refused") != null));
  }

  @PostMapping(path = "/sign-in/code", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> tryCode(
      HttpServletRequest request,
      HttpServletResponse response,
      @RequestParam(name = "code", defaultValue = "") String code) {
    Optional<Half> waiting = Half.of(request);
    if (waiting.isEmpty()) {
      return to("/sign-in?expired");
    }
    if (code.length() > PasswordRules.LONGEST) {
      return pages.trouble(request, 413);
    }
    Half half = waiting.get();
    return switch (secondFactor.check(half.account().person().personId(), code)) {
      case WRONG -> to("/sign-in/code?refused");
      case LOCKED -> {
        Half.forget(request);
        yield back(Notice.LOCKED, half.next());
      }
      case RIGHT -> {
        admission.admit(request, response, half.account());
        yield to(half.next());
      }
    };
  }

  private static ResponseEntity<Void> back(Notice notice, String onward) {
    return to("/sign-in?" + notice.parameter() + (onward.equals("/") ? "" : "&" + next(onward)));
  }

  /// The address of the sign-in page for somebody who wanted to go there.
  public static String address(String wanted) {
    String onward = LocalPath.of(wanted);
    return onward.equals("/") ? "/sign-in" : "/sign-in?" + next(onward);
  }

  private static String next(String onward) {
    return "next=" + URLEncoder.encode(onward, StandardCharsets.UTF_8);
  }

  static ResponseEntity<Void> to(String path) {
    return ResponseEntity.status(302).header("Location", path).build();
  }
}
