package org.waymark.web.letters;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.waymark.alerts.NewsKind;
import org.waymark.web.Words;

/// The outbox as those who keep it going see it: kinds, ways and states. Not what a letter says,
/// and no student.
///
/// @param state whose list it is
/// @param letters of that state, the newest first
/// @param next where the older ones begin; null at the end
/// @param withoutMail whether the settings name no mail server, so that letters to people wait
/// @param nights what each of the last nights told
public record Mail(
    String title,
    State state,
    Map<State, Long> counts,
    List<Letter> letters,
    @Nullable Long next,
    boolean withoutMail,
    List<Night> nights,
    String notice) {

  /// Where a letter stands.
  public enum State {
    FAILED("Failed"),
    WAITING("Waiting"),
    SENDING("On the way"),
    SENT("Sent in 7 days");

    private final String words;

    State(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }

    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }

    static java.util.Optional<State> of(String written) {
      return Arrays.stream(values())
          .filter(state -> state.written().equals(written))
          .findFirst();
    }
  }

  /// One letter.
  ///
  /// @param receiver a person, a chat or a desk, by name
  /// @param reason why the last attempt came to nothing
  /// @param again how often somebody sent it on its way again
  public record Letter(
      long letterId,
      String kind,
      String channel,
      String receiver,
      String status,
      OffsetDateTime createdAt,
      OffsetDateTime notBefore,
      @Nullable OffsetDateTime sentAt,
      int attempts,
      @Nullable String reason,
      long again,
      boolean mayGoAgain) {

    public String what() {
      return Arrays.stream(NewsKind.values())
          .filter(news -> news.written().equals(kind))
          .map(NewsKind::label)
          .findFirst()
          .orElseGet(() -> switch (kind) {
            case "digest" -> "The week's digest";
            case "bundle" -> "All of a night";
            case "summary" -> "Telling begins";
            case "reset" -> "Lost password";
            case "invite" -> "Invitation";
            case "account" -> "Change of an account";
            default -> Words.plain(kind);
          });
    }

    public String by() {
      return switch (channel) {
        case "email" -> "e-mail";
        default -> Words.plain(channel);
      };
    }
  }

  /// What one night told.
  ///
  /// @param unreached news for which nobody with an account was to be told
  /// @param fault why nothing was told
  public record Night(
      OffsetDateTime at,
      String runId,
      int news,
      int people,
      int letters,
      int unreached,
      @Nullable String fault) {}

  long count(State of) {
    return counts.getOrDefault(of, 0L);
  }

  /// How many failed letters can go again, on this page.
  public boolean canSendAgain() {
    return letters.stream().anyMatch(Letter::mayGoAgain);
  }

  static String title(Map<State, Long> counts) {
    long failed = counts.getOrDefault(State.FAILED, 0L);
    long waiting = counts.getOrDefault(State.WAITING, 0L) + counts.getOrDefault(State.SENDING, 0L);
    long sent = counts.getOrDefault(State.SENT, 0L);
    String rest = "%s in the last 7 days, %s"
        .formatted(
            sent == 0 ? "none went out" : Words.counted(sent, "went out", "went out"),
            waiting == 0 ? "none waits" : Words.counted(waiting, "waits", "wait"));
    return failed == 0
        ? "No letter has failed: " + rest
        : Words.counted(failed, "letter", "letters") + " could not be delivered; " + rest;
  }
}
