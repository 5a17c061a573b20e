package org.waymark.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which passwords somebody may choose.
///
/// Source: NIST SP 800-63B section 3.1.1.2: long enough, neither common nor guessed from what
/// is known of the person; no rules of composition, no change by the calendar.
public final class PasswordRules {
  public static final int SHORTEST = 12;
  public static final int LONGEST = 200;

  /// With ten tries in 15 minutes, a hundred million guesses take three hundred years.
  private static final double GUESSES = 1e8;

  /// zxcvbn's work grows faster than the length; what comes after makes nothing weaker.
  private static final int JUDGED = 72;

  private static final Zxcvbn ESTIMATE = new Zxcvbn();

  private PasswordRules() {}

  /// Why that person may not have that password; empty when they may.
  public static Optional<String> trouble(
      String password, String email, String displayName, String tenant) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return Optional.of("The password has %d characters; it needs %d or more. A few words in a row"
              .formatted(length, SHORTEST)
          + " are easy to remember.");
    }
    if (password.length() > LONGEST) {
      return Optional.of(
          "The password is longer than %d characters; shorten it.".formatted(LONGEST));
    }
    var known = new ArrayList<>(List.of("waymark", tenant, email, displayName));
    for (String whole : List.of(email, displayName, tenant)) {
      known.addAll(List.of(whole.split("[^\\p{L}\\p{N}]+")));
    }
    known.removeIf(word -> word.length() < 3);
    String judged = password.substring(0, Math.min(JUDGED, password.length()));
    if (ESTIMATE.measure(judged, known).getGuesses() < GUESSES) {
      return Optional.of(
          "This password is easy to guess: it is common, repeats itself, or is made of"
              + " your own name or address. Four words that have nothing to do with each other are"
              + " harder.");
    }
    return Optional.empty();
  }
}
