package org.waymark.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Accounts;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordRules;
import org.waymark.access.Person;
import org.waymark.access.Sessions;
import org.waymark.access.SignIn;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.door.Admission;

/// The own account: who I am here, what is open to me, my password, where I am signed in.
@RestController
public class AccountController {
  private static final Map<String, String> DONE = Map.of(
      "password",
      "Your new password is set. Every other session and every token of yours has ended.",
      "closed",
      "That session has ended.",
      "others",
      "Every other session and every token of yours has ended.");

  private final Pages pages;
  private final SignIn signIn;
  private final Accounts accounts;
  private final Sessions sessions;

  AccountController(Pages pages, SignIn signIn, Accounts accounts, Sessions sessions) {
    this.pages = pages;
    this.signIn = signIn;
    this.accounts = accounts;
    this.sessions = sessions;
  }

  @GetMapping("/account")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> account(
      HttpServletRequest request, @RequestParam(name = "done", defaultValue = "") String done) {
    return page(request, 200, DONE.getOrDefault(done, ""), false);
  }

  @PostMapping("/account/password")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> changePassword(
      HttpServletRequest request,
      @RequestParam(name = "current", defaultValue = "") String current,
      @RequestParam(name = "wanted", defaultValue = "") String wanted,
      @RequestParam(name = "again", defaultValue = "") String again) {
    if (current.length() > PasswordRules.LONGEST || wanted.length() > PasswordRules.LONGEST) {
      return pages.trouble(request, 413);
    }
    Person person = Asker.person();
    Optional<String> trouble = refusal(signIn.tryAgain(person, current));
    if (trouble.isEmpty() && !wanted.equals(again)) {
      trouble = Optional.of("The new password and its repetition differ; type both again.");
    }
    if (trouble.isEmpty()) {
      trouble = accounts.setPassword(person, wanted);
    }
    if (trouble.isPresent()) {
      return page(request, 422, "Nothing was changed. " + trouble.get(), true);
    }
    Admission.secret(request).ifPresent(secret -> sessions.keep(person, secret));
    return to("/account?done=password");
  }

  @PostMapping("/account/sessions")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> close(
      HttpServletRequest request, @RequestParam(name = "close", defaultValue = "") String which) {
    Person person = Asker.person();
    if (which.equals("others")) {
      Admission.secret(request).ifPresent(secret -> sessions.closeOthers(person, secret));
      return to("/account?done=others");
    }
    if (!which.matches("[0-9]{1,18}")) {
      return pages.trouble(request, 400);
    }
    sessions.close(person, Long.parseLong(which));
    return to("/account?done=closed");
  }

  /// Why the password that was asked for again does not do; empty when it does.
  static Optional<String> refusal(SignIn.Answer answer) {
    return switch (answer) {
      case SignIn.Answer.Right right -> Optional.empty();
      case SignIn.Answer.Wrong wrong ->
        Optional.of("The password that you have now is another one; check it and try again.");
      case SignIn.Answer.Locked locked ->
        Optional.of("Too many tries. Wait 15 minutes, then try again.");
    };
  }

  static ResponseEntity<String> to(String path) {
    return ResponseEntity.status(303).header("Location", path).build();
  }

  private ResponseEntity<String> page(
      HttpServletRequest request, int status, String notice, boolean isTrouble) {
    Person person = Asker.person();
    long current =
        Admission.secret(request).map(secret -> sessions.number(person, secret)).orElse(0L);
    AccountPage page = pages.ask(rows -> read(rows, person, current, notice, isTrouble));
    return pages.own(request, status, "account", "account.jte", page);
  }

  private AccountPage read(
      JdbcClient rows, Person person, long current, String notice, boolean isTrouble) {
    return AccountPage.read(
        rows,
        person,
        current,
        sessions.idle().toSeconds(),
        sessions.longest().toSeconds(),
        notice,
        isTrouble);
  }

  /// The own account for machines.
  public record Out(
      String personId,
      String tenant,
      String email,
      String name,
      String role,
      @Nullable OffsetDateTime secondFactorSince,
      List<GrantOut> grants,
      List<AccountPage.Open> sessions) {}

  /// One grant.
  public record GrantOut(
      String scope,
      @Nullable String school,
      @Nullable Long studentId,
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String reason) {}

  @Api("The own account: grants and open sessions")
  @GetMapping("/api/v1/account")
  @OpenTo(Circle.SIGNED_IN)
  Out forMachines() {
    Person person = Asker.person();
    AccountPage page = pages.read(rows -> read(rows, person, 0, "", false));
    return new Out(
        person.personId(),
        person.tenantId(),
        person.email(),
        person.displayName(),
        person.role().written(),
        page.secondFactorSince(),
        page.grants().stream()
            .map(it -> new GrantOut(
                it.scope(), it.school(), it.studentId(), it.startsOn(), it.endsOn(), it.reason()))
            .toList(),
        page.sessions());
  }
}
