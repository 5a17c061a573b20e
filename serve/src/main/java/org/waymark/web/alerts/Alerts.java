package org.waymark.web.alerts;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.ShowsStudents;
import org.waymark.alerts.NewsKind;
import org.waymark.alerts.Way;
import org.waymark.web.Words;

/// The news that a person was told, newest first.
///
/// @param kind the kind that was asked for; empty for all
/// @param counts by kind, those that the person still sees
/// @param unseen how many are new to the person
/// @param hidden how many are about what the person no longer sees
/// @param nights the alerts of this page by the night that brought them
/// @param through the newest that the page read, so that "seen" means what was shown
/// @param next where the older ones begin; null at the end
public record Alerts(
    String title,
    String kind,
    Map<NewsKind, Count> counts,
    long unseen,
    long hidden,
    List<Night> nights,
    long through,
    @Nullable Long next,
    String notice)
    implements ShowsStudents {

  /// How many there are of a kind.
  public record Count(long all, long unseen) {}

  /// What one run brought.
  public record Night(LocalDate on, String runId, List<Alert> alerts) {}

  /// One piece of news as the person was told it.
  ///
  /// @param name null when it is about no student
  /// @param where grade and school, or the school
  /// @param endedOn the day from which it no longer holds
  public record Alert(
      long alertId,
      NewsKind kind,
      @Nullable Long studentId,
      @Nullable String name,
      @Nullable Long schoolId,
      String where,
      List<String> lines,
      String because,
      Way way,
      OffsetDateTime toldAt,
      boolean isNew,
      @Nullable LocalDate endedOn,
      String runId) {

    /// What happened: "Omar Haddad entered High Risk".
    public String words() {
      return switch (kind) {
        case HIGH_RISK -> called() + " entered High Risk";
        case ATTENDANCE -> called() + ": attendance fell below the line";
        case FAILING_GRADE -> called() + " has a new failing grade";
        case COHORT_DECLINE, DATA_REFUSED -> kind.one();
      };
    }

    private String called() {
      return Objects.requireNonNullElse(name, "A student");
    }

    /// Where to look.
    public String link() {
      return switch (kind) {
        case HIGH_RISK, ATTENDANCE, FAILING_GRADE -> "/students/" + studentId;
        case COHORT_DECLINE -> schoolId == null ? "/years" : "/years?school=" + schoolId;
        case DATA_REFUSED -> "/runs/" + runId;
      };
    }

    public String linkWords() {
      return switch (kind) {
        case HIGH_RISK, ATTENDANCE, FAILING_GRADE -> "Open the record";
        case COHORT_DECLINE -> "Against last year";
        case DATA_REFUSED -> "Open the run";
      };
    }

    /// good, watch or bad; the page gives each a shape.
    public String weight() {
      return kind == NewsKind.HIGH_RISK || kind == NewsKind.DATA_REFUSED ? "bad" : "watch";
    }
  }

  @Override
  public List<Long> shownStudents() {
    return nights.stream()
        .flatMap(night -> night.alerts().stream())
        .map(Alert::studentId)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  public boolean isEmpty() {
    return counts.isEmpty() && hidden == 0;
  }

  /// What is new to the person, in one sentence; empty when nothing is.
  public static Optional<String> unseen(JdbcClient rows) {
    Map<NewsKind, Count> counts = AlertReader.counts(rows);
    return counts.values().stream().anyMatch(count -> count.unseen() > 0)
        ? Optional.of(title(counts, null))
        : Optional.empty();
  }

  /// The finding: what is new, in one sentence.
  static String title(Map<NewsKind, Count> counts, @Nullable LocalDate last) {
    long unseen = counts.values().stream().mapToLong(Count::unseen).sum();
    if (unseen == 0) {
      return last == null ? "Nothing was told to you yet" : "Nothing new since " + Words.day(last);
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((kind, count) -> {
      if (count.unseen() == 1) {
        parts.add(decapitalized(kind.one()));
      } else if (count.unseen() > 1) {
        parts.add(Words.count(count.unseen()) + " " + kind.many());
      }
    });
    return Words.counted(unseen, "alert is", "alerts are") + " new: " + String.join("; ", parts);
  }

  private static String decapitalized(String sentence) {
    return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
  }

  /// By run, the gravest first in each.
  static List<Night> nights(
      List<Alert> alerts, java.util.function.Function<OffsetDateTime, LocalDate> day) {
    var nights = new LinkedHashMap<String, List<Alert>>();
    alerts.forEach(
        alert -> nights.computeIfAbsent(alert.runId(), run -> new ArrayList<>()).add(alert));
    return nights.entrySet().stream()
        .map(night -> new Night(
            day.apply(night.getValue().getFirst().toldAt()),
            night.getKey(),
            night.getValue().stream().sorted(Comparator.comparing(Alert::kind)).toList()))
        .toList();
  }
}
