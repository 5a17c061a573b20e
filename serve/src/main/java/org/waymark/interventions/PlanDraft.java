package org.waymark.interventions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plan as somebody wrote it, right or not: what was typed stays as it was typed.
///
/// @param typed by field, as [#FIELDS] names them
/// @param troubles by field: what was expected
public record PlanDraft(Map<String, String> typed, Map<String, String> troubles) {
  public static final List<String> FIELDS = List.of(
      "title",
      "tier",
      "area",
      "measure",
      "baseline",
      "target",
      "starts_on",
      "goal_by",
      "minutes",
      "per_week",
      "lead",
      "delivered_by",
      "what");

  /// Weeks that a plan lasts unless somebody says otherwise.
  public static final int WEEKS = 6;

  private static final int LONGEST_DAYS = 731;

  public PlanDraft {
    typed = Map.copyOf(typed);
    troubles = Map.copyOf(troubles);
  }

  /// Reads what was sent; a missing field is an empty one.
  public static PlanDraft of(Map<String, String> sent) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String value = sent.getOrDefault(field, "");
      typed.put(field, field.equals("what") ? Texts.block(value) : Texts.line(value));
    }
    return new PlanDraft(typed, new Check(typed).troubles());
  }

  /// A form to begin with.
  public static PlanDraft blank(String lead, LocalDate today) {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("tier", "2");
    typed.put("starts_on", today.toString());
    typed.put("goal_by", today.plusWeeks(WEEKS).toString());
    typed.put("minutes", "30");
    typed.put("per_week", "2");
    typed.put("lead", lead);
    return new PlanDraft(typed, Map.of());
  }

  /// A form that is filled already and nobody has sent yet.
  public static PlanDraft begun(Map<String, String> typed) {
    return new PlanDraft(typed, Map.of());
  }

  /// The same with one more trouble, which only the database could know.
  public PlanDraft withTrouble(String field, String words) {
    Map<String, String> more = new LinkedHashMap<>(troubles);
    more.put(field, words);
    return new PlanDraft(typed, more);
  }

  public boolean isRight() {
    return troubles.isEmpty();
  }

  public String get(String field) {
    return typed.getOrDefault(field, "");
  }

  public @Nullable String trouble(String field) {
    return troubles.get(field);
  }

  BigDecimal number(String field) {
    return new BigDecimal(get(field).replace(",", ""));
  }

  int whole(String field) {
    return Integer.parseInt(get(field));
  }

  LocalDate day(String field) {
    return LocalDate.parse(get(field));
  }

  /// What a plan says, as the form would have it typed.
  public static Map<String, String> typed(Plan plan) {
    Map<String, String> typed = new LinkedHashMap<>();
    typed.put("title", plan.title());
    typed.put("tier", Integer.toString(plan.tier()));
    typed.put("area", plan.area().key());
    typed.put("measure", plan.goal().measure());
    typed.put("baseline", Texts.number(plan.goal().baseline()));
    typed.put("target", Texts.number(plan.goal().target()));
    typed.put("starts_on", plan.goal().startsOn().toString());
    typed.put("goal_by", plan.goal().by().toString());
    typed.put("minutes", Integer.toString(plan.dosage().minutes()));
    typed.put("per_week", Integer.toString(plan.dosage().perWeek()));
    typed.put("lead", plan.leadId());
    typed.put("delivered_by", plan.deliveredBy());
    typed.put("what", plan.what());
    return typed;
  }

  /// Looks at each field once.
  private record Check(Map<String, String> typed, Map<String, String> troubles) {
    Check(Map<String, String> typed) {
      this(typed, new LinkedHashMap<>());
      text("title", 1, 120, "Give the plan a name of 1 to 120 characters.");
      whole("tier", 1, 3, "Choose a tier: 1, 2 or 3.");
      if (Area.of(typed.getOrDefault("area", "")).isEmpty()) {
        troubles.put("area", "Choose what the plan works on.");
      }
      text("measure", 1, 120, "Say what is measured, in 1 to 120 characters.");
      number("baseline");
      number("target");
      day("starts_on");
      day("goal_by");
      whole("minutes", 1, 480, "Minutes of one session: a whole number from 1 to 480.");
      whole("per_week", 1, 20, "Sessions a week: a whole number from 1 to 20.");
      text("lead", 1, 200, "Choose who answers for the plan.");
      text("delivered_by", 0, 200, "At most 200 characters.");
      text("what", 0, 4000, "At most 4,000 characters; shorten it, nothing is cut for you.");
      together();
    }

    private void together() {
      if (!troubles.containsKey("baseline")
          && !troubles.containsKey("target")
          && value("baseline").compareTo(value("target")) == 0) {
        troubles.put("target", "The target is the same as the baseline: say what should change.");
      }
      if (!troubles.containsKey("starts_on") && !troubles.containsKey("goal_by")) {
        LocalDate from = LocalDate.parse(typed.getOrDefault("starts_on", ""));
        LocalDate by = LocalDate.parse(typed.getOrDefault("goal_by", ""));
        if (!by.isAfter(from) || by.isAfter(from.plusDays(LONGEST_DAYS))) {
          troubles.put("goal_by", "Choose a day after the start, at most two years later.");
        }
      }
    }

    private BigDecimal value(String field) {
      return new BigDecimal(typed.getOrDefault(field, "").replace(",", ""));
    }

    private void text(String field, int least, int most, String words) {
      int length = typed.getOrDefault(field, "").length();
      if (length < least || length > most) {
        troubles.put(field, length > most ? words + " You wrote " + length + "." : words);
      }
    }

    private void whole(String field, int least, int most, String words) {
      String value = typed.getOrDefault(field, "");
      if (!value.matches("\\d{1,3}")
          || Integer.parseInt(value) < least
          || Integer.parseInt(value) > most) {
        troubles.put(field, words);
      }
    }

    private void number(String field) {
      if (!Texts.isNumber(typed.getOrDefault(field, ""))) {
        troubles.put(field, "A number such as 9 or 2.5, at most three decimals.");
      }
    }

    private void day(String field) {
      try {
        LocalDate day = LocalDate.parse(typed.getOrDefault(field, ""));
        if (day.getYear() < 2000 || day.getYear() > 2100) {
          troubles.put(field, "A day from 2000 to 2100.");
        }
      } catch (DateTimeParseException e) {
        troubles.put(field, "A day such as 2026-03-02.");
      }
    }
  }
}
