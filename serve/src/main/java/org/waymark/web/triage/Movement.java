package org.waymark.web.triage;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.waymark.web.overview.OverviewFilter.Choice;

/// Where a student stands beside last week: a word and a shape. Flagged means two signs, or
/// a serious one.
public enum Movement {
  NEW("new", "+", "bad", "flagged this week and not last week"),
  ESCALATED("escalated", "▲", "bad", "flagged last week, and more or more serious signs now"),
  CONTINUING("continuing", "■", "watch", "flagged both weeks, and not more now"),
  RECOVERING("recovering", "▼", "good", "flagged last week, and less or not at all now"),
  NONE("no movement", "●", "", "flagged neither this week nor last week"),
  UNKNOWN("unknown", "?", "", "not enough data to say");

  /// New and escalated together: who changed for the worse this week.
  public static final String ATTENTION = "attention";

  public static final List<Choice> CHOICES = List.of(
      new Choice("", "Any"),
      new Choice(ATTENTION, "New or escalated"),
      new Choice("new", "New"),
      new Choice("escalated", "Escalated"),
      new Choice("continuing", "Continuing"),
      new Choice("recovering", "Recovering"));

  private final String words;
  private final String shape;
  private final String css;
  private final String meaning;

  Movement(String words, String shape, String css, String meaning) {
    this.words = words;
    this.shape = shape;
    this.css = css;
    this.meaning = meaning;
  }

  /// @param written as the run publishes it
  static Movement of(@Nullable String written) {
    for (Movement movement : values()) {
      if (movement.key().equals(written)) {
        return movement;
      }
    }
    return UNKNOWN;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String words() {
    return words;
  }

  public String shape() {
    return shape;
  }

  public String css() {
    return css;
  }

  /// What the word means, for who reads it for the first time.
  public String meaning() {
    return meaning;
  }
}
