package org.waymark.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordRules;
import org.waymark.access.Person;
import org.waymark.access.SecondFactor;
import org.waymark.access.SecondFactor.Setup;
import org.waymark.access.Sessions;
import org.waymark.access.SignIn;
import org.waymark.nightly.ServeSettings;
import org.waymark.store.Records;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.door.Admission;

/// Setting up, renewing and turning off the second factor. Each step that weighs asks for the
/// password again.
@RestController
public class SecondFactorController {
  private final Pages pages;
  private final SignIn signIn;
  private final SecondFactor secondFactor;
  private final Sessions sessions;
  private final ServeSettings settings;

  SecondFactorController(
      Pages pages,
      SignIn signIn,
      SecondFactor secondFactor,
      Sessions sessions,
      ServeSettings settings) {
    this.pages = pages;
    this.signIn = signIn;
    this.secondFactor = secondFactor;
    this.sessions = sessions;
    this.settings = settings;
  }

  @GetMapping("/account/second-factor")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> show(HttpServletRequest request) {
    return page(request, 200, null, List.of(), "");
  }

  @PostMapping("/account/second-factor")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> act(
      HttpServletRequest request,
      @RequestParam(name = "action", defaultValue = "") String action,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "code", defaultValue = "") String code) {
    if (password.length() > PasswordRules.LONGEST || code.length() > PasswordRules.LONGEST) {
      return pages.trouble(request, 413);
    }
    if (action.equals("confirm")) {
      return confirm(request, code);
    }
    if (!List.of("begin", "codes", "off").contains(action)) {
      return pages.trouble(request, 400);
    }
    Person person = Asker.person();
    Optional<String> refused = AccountController.refusal(signIn.tryAgain(person, password));
    if (refused.isPresent()) {
      return page(request, 422, null, List.of(), "Nothing was changed. " + refused.get());
    }
    if (action.equals("begin")) {
      return page(request, 200, secondFactor.begin(person), List.of(), "");
    }
    if (action.equals("codes")) {
      return since(person) == null
          ? pages.trouble(request, 400)
          : page(request, 200, null, secondFactor.renewCodes(person), "");
    }
    if (isRequired(person)) {
      return page(
          request,
          422,
          null,
          List.of(),
          "Nothing was changed. Your role must have a second factor; you can move it to another phone"
              + " instead.");
    }
    secondFactor.turnOff(person.personId());
    endOthers(request, person);
    return AccountController.to("/account/second-factor");
  }

  private ResponseEntity<String> confirm(HttpServletRequest request, String code) {
    Person person = Asker.person();
    Optional<Setup> begun = secondFactor.begun(person);
    if (begun.isEmpty()) {
      return page(
          request,
          422,
          null,
          List.of(),
          "Nothing was changed. The page had waited too long; start again.");
    }
    Optional<List<String>> codes = secondFactor.confirm(person, code);
    if (codes.isEmpty()) {
      return page(
          request,
          422,
          begun.get(),
          List.of(),
          "Not on yet: this is not the code that your app shows now. Codes change every 30 seconds;"
              + " the clock of your phone must be right.");
    }
    endOthers(request, person);
    return page(request, 200, null, codes.get(), "");
  }

  private void endOthers(HttpServletRequest request, Person person) {
    Admission.secret(request).ifPresent(secret -> sessions.closeOthers(person, secret));
  }

  private boolean isRequired(Person person) {
    return settings.secondFactorRoles().contains(person.role().written());
  }

  private @Nullable OffsetDateTime since(Person person) {
    return state(person).since();
  }

  private record State(@Nullable OffsetDateTime since, long codesLeft) {}

  private State state(Person person) {
    return pages.ask(rows -> rows.sql("""
            select (select set_up_at from ledger.second_factor where person_id = :person) as since,
                   (select count(*) from ledger.recovery_code
                    where person_id = :person and used_at is null) as codes_left
            """)
        .param("person", person.personId())
        .query(Records.of(State.class))
        .single());
  }

  private ResponseEntity<String> page(
      HttpServletRequest request,
      int status,
      @Nullable Setup setup,
      List<String> codes,
      String trouble) {
    Person person = Asker.person();
    State state = state(person);
    SecondFactorPage page = new SecondFactorPage(
        state.since(),
        isRequired(person),
        state.codesLeft(),
        setup == null ? null : QrCode.of(setup.uri()),
        setup == null ? "" : setup.secret().replaceAll("(.{4})(?=.)", "$1 "),
        codes,
        trouble);
    return pages.own(request, status, "account", "secondFactor.jte", page);
  }
}
