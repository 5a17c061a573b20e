package org.waymark.web.door;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Account;
import org.waymark.access.ApiTokens;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordRules;
import org.waymark.access.SecondFactor;
import org.waymark.access.SignIn;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.api.Api;
import org.waymark.web.gate.RequestId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tokens for programs: address, password and, where the account has one, a code.
@RestController
public class TokenController {
  private static final int LONGEST_BODY = 4_096;
  private static final JsonMapper JSON = new JsonMapper();

  private final SignIn signIn;
  private final SecondFactor secondFactor;
  private final ApiTokens tokens;
  private final Set<String> secondFactorRoles;

  TokenController(
      SignIn signIn, SecondFactor secondFactor, ApiTokens tokens, ServeSettings settings) {
    this.signIn = signIn;
    this.secondFactor = secondFactor;
    this.tokens = tokens;
    this.secondFactorRoles = Set.copyOf(settings.secondFactorRoles());
  }

  /// The answer of RFC 6749 section 5.1. Its keys are spelled as the RFC does.
  public record Token(String access_token, String token_type, long expires_in) {}

  private record Tried(String email, String password, String code) {}

  @Api(
      value = "Exchanges address, password and (with a second factor) code for a token",
      answers = Token.class,
      body = {"email", "password", "code"})
  @PostMapping(path = "/api/token", consumes = MediaType.APPLICATION_JSON_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> json(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      return tooLong(request);
    }
    try {
      JsonNode node = JSON.readTree(new String(body, StandardCharsets.UTF_8));
      if (node != null
          && node.isObject()
          && node.path("email").isString()
          && node.path("password").isString()
          && (node.path("code").isMissingNode() || node.path("code").isString())) {
        return answer(
            request,
            new Tried(
                node.path("email").asString(),
                node.path("password").asString(),
                node.path("code").asString("")));
      }
    } catch (JacksonException notJson) {
      // told below: what was sent is repeated nowhere
    }
    return refusal(
        request,
        400,
        "invalid_request",
        "We could not read this request",
        "Send {\"email\": \"…\", \"password\": \"…\"}, and \"code\" where the account has a second"
            + " factor; all of them text.");
  }

  @Api(
      value = "Exchanges address, password and (with a second factor) code for a token",
      answers = Token.class)
  @PostMapping(path = "/api/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> form(
      HttpServletRequest request,
      @RequestParam(name = "grant_type", defaultValue = "") String grant,
      @RequestParam(name = "username", defaultValue = "") String username,
      @RequestParam(name = "password", defaultValue = "") String password,
      @RequestParam(name = "code", defaultValue = "") String code) {
    if (request.getQueryString() != null) {
      return refusal(
          request,
          400,
          "invalid_request",
          "Nothing belongs into the address",
          "Addresses are kept in logs. Send everything in the body, and change the password.");
    }
    if (!grant.equals("password")) {
      return refusal(
          request,
          400,
          "unsupported_grant_type",
          "We don't know this kind of grant",
          "Send grant_type=password, username and password.");
    }
    return answer(request, new Tried(username, password, code));
  }

  private ResponseEntity<?> answer(HttpServletRequest request, Tried tried) {
    if (tried.email().length() > SignIn.LONGEST_EMAIL
        || tried.password().length() > PasswordRules.LONGEST
        || tried.code().length() > PasswordRules.LONGEST) {
      return tooLong(request);
    }
    return switch (signIn.tryPassword(
        tried.email(), tried.password(), Caller.of(request).counted())) {
      case SignIn.Answer.Locked locked -> tooOften(request);
      case SignIn.Answer.Wrong wrong ->
        refusal(
            request,
            401,
            "invalid_grant",
            "Address and password do not go together",
            "Check both and try again; after ten tries the account's door closes for 15 minutes.");
      case SignIn.Answer.Right right -> second(request, right.account(), tried.code());
    };
  }

  private ResponseEntity<?> second(HttpServletRequest request, Account account, String code) {
    if (!account.hasSecondFactor()) {
      return secondFactorRoles.contains(account.person().role().written())
          ? refusal(
              request,
              403,
              "mfa_enrollment_required",
              "Set up a second factor first",
              "Your role needs one. Open /account/second-factor in a browser.")
          : token(account);
    }
    if (code.isBlank()) {
      return refusal(
          request,
          401,
          "mfa_required",
          "A code is needed as well",
          "Send the code that your authenticator app shows now as \"code\".");
    }
    return switch (secondFactor.check(account.person().personId(), code)) {
      case RIGHT -> token(account);
      case LOCKED -> tooOften(request);
      case WRONG ->
        refusal(
            request,
            401,
            "invalid_grant",
            "This code does not count",
            "It is not right any more, or was used before. Wait for the next one.");
    };
  }

  private ResponseEntity<Token> token(Account account) {
    return ResponseEntity.ok()
        .body(new Token(tokens.issue(account), "Bearer", ApiTokens.LIFE.toSeconds()));
  }

  private static ResponseEntity<ProblemDetail> tooOften(HttpServletRequest request) {
    ResponseEntity<ProblemDetail> refusal = refusal(
        request,
        429,
        "slow_down",
        "Too many tries",
        "This door stays closed for 15 minutes. Wait, then try again.");
    return ResponseEntity.status(429)
        .headers(refusal.getHeaders())
        .header(HttpHeaders.RETRY_AFTER, "900")
        .body(refusal.getBody());
  }

  private static ResponseEntity<ProblemDetail> tooLong(HttpServletRequest request) {
    return refusal(
        request,
        413,
        "invalid_request",
        "What you sent is too long",
        "An address, a password, a code.");
  }

  private static ResponseEntity<ProblemDetail> refusal(
      HttpServletRequest request, int status, String error, String title, @Nullable String detail) {
    ProblemDetail problem = ProblemDetail.forStatus(status);
    problem.setType(URI.create(org.waymark.web.gate.Problem.type(status)));
    problem.setTitle(title);
    problem.setDetail(detail);
    problem.setProperty("error", error);
    problem.setProperty("requestId", RequestId.of(request));
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
