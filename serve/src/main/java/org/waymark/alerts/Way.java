package org.waymark.alerts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a person is told of a kind of news.
public enum Way {
  EMAIL("by e-mail, one for each", "by e-mail"),
  DIGEST("by e-mail, all of a night in one", "in the night's one letter"),
  PAGE("no e-mail, under Alerts only", "on this page"),
  OFF("not at all", "not at all");

  private final String words;
  private final String past;

  Way(String words, String past) {
    this.words = words;
    this.past = past;
  }

  /// What it is called in a list of choices.
  public String words() {
    return words;
  }

  /// How somebody was told.
  public String past() {
    return past;
  }

  /// As the ledger writes it.
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @param written as the ledger writes it
  public static Optional<Way> of(String written) {
    return Arrays.stream(values()).filter(way -> way.written().equals(written)).findFirst();
  }
}
