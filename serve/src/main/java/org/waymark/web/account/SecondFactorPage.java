package org.waymark.web.account;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Setting up the second factor, step by step.
///
/// @param since null while it is off
/// @param isRequired whether the person's role must have one
/// @param qr the code to scan, while it is being set up
/// @param secret the same for typing, in groups of four
/// @param codes recovery codes, shown once after they were made
/// @param trouble what was refused; empty for nothing
public record SecondFactorPage(
    @Nullable OffsetDateTime since,
    boolean isRequired,
    long codesLeft,
    @Nullable QrCode qr,
    String secret,
    List<String> codes,
    String trouble) {

  /// The page's first sentence.
  public String title() {
    if (!codes.isEmpty()) {
      return "Keep these ten codes where your phone is not";
    }
    if (qr != null) {
      return "Scan this with your authenticator app";
    }
    if (since != null) {
      return "Your account asks for a code as well";
    }
    return isRequired
        ? "Your role needs a second factor before anything else opens"
        : "Let your account ask for a code as well";
  }
}
