package org.waymark.web.plans;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.waymark.interventions.Plan;
import org.waymark.interventions.Texts;
import org.waymark.web.Words;

/// A session or a measurement as it was sent, or what is wrong with it.
sealed interface LogEntry {
  /// Longest remark, in characters.
  int LONGEST = 300;

  Set<String> MISSED = Set.of("student_absent", "staff_absent", "no_school", "other");

  record Session(LocalDate on, int minutes, @Nullable String missed, String remark)
      implements LogEntry {}

  record Point(LocalDate on, BigDecimal value, String remark) implements LogEntry {}

  /// @param words what was expected, and that nothing was saved
  record Wrong(String words) implements LogEntry {}

  static LogEntry session(Plan plan, Map<String, String> sent, LocalDate today) {
    if (!plan.isOpen()) {
      return new Wrong("Nothing is logged: this plan has ended. Open it again to go on with it.");
    }
    String remark = Texts.line(sent.getOrDefault("remark", ""));
    if (remark.length() > LONGEST) {
      return tooLong(remark);
    }
    LocalDate on = day(sent.getOrDefault("on", ""), today);
    if (on == null || isOutside(on, plan, today)) {
      return new Wrong("Nothing is logged: the day must lie from %s, when the plan began, to today."
          .formatted(Words.date(plan.goal().startsOn())));
    }
    String missed = sent.getOrDefault("missed", "");
    if (!missed.isEmpty()) {
      return MISSED.contains(missed)
          ? new Session(on, 0, missed, remark)
          : new Wrong("Nothing is logged: say why the session was not held.");
    }
    String minutes = sent.getOrDefault("minutes", "");
    int length = minutes.isEmpty()
        ? plan.dosage().minutes()
        : minutes.matches("\\d{1,3}") ? Integer.parseInt(minutes) : 0;
    return length < 1 || length > 480
        ? new Wrong("Nothing is logged: minutes are a whole number from 1 to 480.")
        : new Session(on, length, null, remark);
  }

  static LogEntry point(Plan plan, Map<String, String> sent, LocalDate today) {
    if (!plan.isOpen()) {
      return new Wrong("Nothing is noted: this plan has ended. Open it again to go on with it.");
    }
    String remark = Texts.line(sent.getOrDefault("remark", ""));
    if (remark.length() > LONGEST) {
      return tooLong(remark);
    }
    LocalDate on = day(sent.getOrDefault("on", ""), today);
    if (on == null || isOutside(on, plan, today)) {
      return new Wrong("Nothing is noted: the day must lie from %s, when the plan began, to today."
          .formatted(Words.date(plan.goal().startsOn())));
    }
    String value = Texts.line(sent.getOrDefault("value", ""));
    return Texts.isNumber(value)
        ? new Point(on, new BigDecimal(value.replace(",", "")), remark)
        : new Wrong("Nothing is noted: the value of “%s” is a number such as 9 or 2.5."
            .formatted(plan.goal().measure()));
  }

  private static boolean isOutside(LocalDate on, Plan plan, LocalDate today) {
    return on.isAfter(today) || on.isBefore(plan.goal().startsOn());
  }

  private static Wrong tooLong(String remark) {
    return new Wrong("Nothing is saved: a remark has at most %d characters, this one has %d."
        .formatted(LONGEST, remark.length()));
  }

  /// @return null for what is no day
  private static @Nullable LocalDate day(String sent, LocalDate today) {
    if (sent.isEmpty()) {
      return today;
    }
    try {
      return LocalDate.parse(sent);
    } catch (DateTimeParseException notADay) {
      return null;
    }
  }
}
