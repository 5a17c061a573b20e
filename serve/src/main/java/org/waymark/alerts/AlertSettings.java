package org.waymark.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.waymark.post.PostSettings;
import org.waymark.settings.Section;
import org.waymark.settings.SettingsFile;

/// What the district wants told, and to whom.
///
/// @param to for each kind of news, audiences, groups of people and endpoints by name
/// @param people groups of the district's own, such as attendance coordinators
/// @param names where a student may be named
/// @param attendanceBelow a share of days present; below it is news
/// @param mostLetters more news of one kind for one receiver in one night come in one letter
/// @param againAfterDays what ended and comes back within so many days is no news
/// @param quiet when letters wait, unless a person chose hours of the own
/// @param digest when the week's digest goes out; null for never
public record AlertSettings(
    Map<NewsKind, List<String>> to,
    Map<String, List<Named>> people,
    Names names,
    double attendanceBelow,
    int mostLetters,
    int againAfterDays,
    QuietHours quiet,
    @Nullable Weekly digest,
    PostSettings post) {

  /// Where a student may be named.
  public enum Names {
    /// Nowhere outside the pages.
    NONE,
    /// In the text of letters to those who may see the student; in no subject line, no chat.
    LETTERS,
    /// In subject lines, chats, webhooks and tickets too.
    EVERYWHERE
  }

  /// Somebody with a duty, perhaps for some schools or areas only.
  ///
  /// @param schools ids in the roster; empty for all
  /// @param areas subjects such as Mathematics; empty for all
  public record Named(String email, List<String> schools, List<String> areas) {
    public Named {
      email = email.strip().toLowerCase(Locale.ROOT);
      schools = List.copyOf(schools);
      areas = List.copyOf(areas);
    }
  }

  /// A moment of the week, in the district's time.
  public record Weekly(DayOfWeek day, LocalTime at) {

    /// The last such moment that is over.
    public ZonedDateTime lastBefore(ZonedDateTime now) {
      ZonedDateTime due = now.toLocalDate()
          .with(TemporalAdjusters.previousOrSame(day))
          .atTime(at)
          .atZone(now.getZone());
      return due.isAfter(now)
          ? now.toLocalDate().with(TemporalAdjusters.previous(day)).atTime(at).atZone(now.getZone())
          : due;
    }
  }

  /// Whom the ledger itself knows.
  static final List<String> AUDIENCES = List.of(
      "counselor",
      "homeroom_teacher",
      "subject_teacher",
      "teachers",
      "school_leader",
      "district_leader",
      "analyst",
      "administrator",
      "operator");

  /// Groups that may be named and go to others while nobody is.
  static final List<String> DUTIES = List.of("attendance_coordinator", "department_head");

  private static final String[] KEYS = {
    "to",
    "people",
    "names",
    "attendance_below",
    "most_letters",
    "again_after_days",
    "quiet",
    "digest"
  };

  public AlertSettings {
    to = Map.copyOf(to);
    people = Map.copyOf(people);
  }

  public static AlertSettings read(Path dataDir) throws IOException {
    SettingsFile file = SettingsFile.read(dataDir);
    return of(file, PostSettings.of(file, dataDir));
  }

  static AlertSettings of(SettingsFile file, PostSettings post) {
    Section alerts = file.section("alerts", KEYS);
    Map<String, List<Named>> people = people(alerts);
    return new AlertSettings(
        to(alerts, people, post),
        people,
        names(alerts),
        alerts.number("attendance_below", 0.85, 0.5, 0.99),
        alerts.whole("most_letters", 10, 1, 1000),
        alerts.whole("again_after_days", 14, 0, 365),
        QuietHours.of(alerts.text("quiet", QuietHours.NIGHT.toString())),
        weekly(alerts),
        post);
  }

  private static Names names(Section alerts) {
    String written = alerts.text("names", "letters");
    for (Names names : Names.values()) {
      if (names.name().toLowerCase(Locale.ROOT).equals(written)) {
        return names;
      }
    }
    throw alerts.wrong("names", "none, letters or everywhere");
  }

  private static @Nullable Weekly weekly(Section alerts) {
    String text = alerts.text("digest", "monday 07:00").strip();
    if (text.equals("never")) {
      return null;
    }
    String[] written = text.split("\\s+", -1);
    try {
      if (written.length == 2) {
        return new Weekly(
            DayOfWeek.valueOf(written[0].toUpperCase(Locale.ROOT)), LocalTime.parse(written[1]));
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      // told below
    }
    throw alerts.wrong("digest", "a day and a time such as monday 07:00, or never");
  }

  private static Map<String, List<Named>> people(Section alerts) {
    var people = new LinkedHashMap<String, List<Named>>();
    Section groups = alerts.open("people");
    for (String group : groups.keys()) {
      var named = new ArrayList<Named>();
      for (Section one : groups.sections(group, "email", "schools", "subjects")) {
        if (!one.text("email", "").contains("@")) {
          throw one.wrong("email", "the address that the person signs in with");
        }
        named.add(new Named(one.text("email", ""), one.words("schools"), one.words("subjects")));
      }
      people.put(group, List.copyOf(named));
    }
    return people;
  }

  private static Map<NewsKind, List<String>> to(
      Section alerts, Map<String, List<Named>> people, PostSettings post) {
    Set<String> known = new TreeSet<>(AUDIENCES);
    known.addAll(DUTIES);
    known.addAll(people.keySet());
    known.addAll(post.endpoints().keySet());
    var to = new EnumMap<NewsKind, List<String>>(NewsKind.class);
    Section routes = alerts.section(
        "to", Arrays.stream(NewsKind.values()).map(NewsKind::written).toArray(String[]::new));
    for (NewsKind kind : NewsKind.values()) {
      List<String> words =
          routes.has(kind.written()) ? routes.words(kind.written()) : kind.audience();
      for (String word : words) {
        if (!known.contains(word)) {
          throw routes.wrong(
              kind.written(),
              "some of " + known + "; \"" + word + "\" is none, did you mean "
                  + Section.nearest(word, known) + "?");
        }
      }
      to.put(kind, List.copyOf(words));
    }
    return to;
  }
}
