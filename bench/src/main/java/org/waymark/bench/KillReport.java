package org.waymark.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a trial went.
///
/// @param done by kind of writing, how many were acknowledged
/// @param missed by reason, how many were not
/// @param audit what `./waymark audit verify` said
/// @param losses all that is missing, halved or twice; empty when the promise was kept
record KillReport(
    Course course,
    Map<String, Integer> done,
    Map<String, Integer> missed,
    KillPost post,
    String audit,
    List<String> losses) {
  private static final int SHOWN = 40;

  /// @param killed by victim
  /// @param starts of serve, the first included
  /// @param seconds from the first writing to the last
  record Course(long seed, Map<KillTrial.Victim, Integer> killed, int starts, double seconds) {
    Course {
      killed = Map.copyOf(killed);
    }

    int kills() {
      return killed.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  KillReport {
    done = Map.copyOf(done);
    missed = Map.copyOf(missed);
    losses = List.copyOf(losses);
  }

  String text() {
    var text = new StringBuilder();
    text.append("%d kills, seed %d, %d starts of serve, %.0f s of writing%n"
        .formatted(course.kills(), course.seed(), course.starts(), course.seconds()));
    for (KillTrial.Victim victim : KillTrial.Victim.values()) {
      text.append(
          "  %-22s %d%n".formatted(victim.title(), course.killed().getOrDefault(victim, 0)));
    }
    text.append("acknowledged: ")
        .append(done.values().stream().mapToInt(Integer::intValue).sum())
        .append('\n');
    lines(text, done);
    text.append("not acknowledged: ")
        .append(missed.values().stream().mapToInt(Integer::intValue).sum())
        .append('\n');
    lines(text, missed);
    text.append(String.format(
        Locale.ROOT,
        """
        letters
          alerts by mail         %d, none twice unless told below
          messages in the chat   %d, the same
          webhook acted          %d times, and dropped %d calls under a key that it knew
          invitations by mail    %d, of them copies %d (allowed: the same link)
          in doubt, left to an administrator
            by mail              %d, of them arrived %d
            in the chat          %d, of them arrived %d
        webhook and chat         refused %d calls before they acted, hung up on %d after
        audit verify: %s
        """,
        post.alerts(),
        post.shows(),
        post.acts(),
        post.repeats(),
        post.invitations(),
        post.copies(),
        post.mailInDoubt(),
        post.mailArrived(),
        post.chatInDoubt(),
        post.chatArrived(),
        post.refused(),
        post.unanswered(),
        audit));
    text.append(losses.isEmpty() ? "lost or twice: nothing" : "LOST OR TWICE: " + losses.size());
    losses.stream().limit(SHOWN).forEach(loss -> text.append("\n  ").append(loss));
    return text.toString();
  }

  private static void lines(StringBuilder text, Map<String, Integer> counts) {
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> text.append("  %-22s %d%n".formatted(count.getKey(), count.getValue())));
  }
}
