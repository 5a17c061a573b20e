package org.waymark.cli;

import java.security.SecureRandom;

/// First passwords: easy to read out, hard to guess (about 57 bits).
final class Passwords {

  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

  private Passwords() {}

  static String random() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    for (int i = 0; i < 14; i++) {
      text.append(i > 0 && i % 5 == 4 ? '-' : LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }
}
