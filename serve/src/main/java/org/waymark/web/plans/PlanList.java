package org.waymark.web.plans;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.access.Circle;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Standing;
import org.waymark.web.Words;

/// The plans of a person, those that need something first.
///
/// @param whose mine or all
/// @param show open, due, point, behind, below, overdue or ended
/// @param isCut whether there are more plans than the page reads
/// @param entry makes a button pressed twice count once
public record PlanList(
    String title,
    String whose,
    String show,
    List<Line> lines,
    Map<String, Long> counts,
    boolean isCut,
    boolean mayAct,
    LocalDate today,
    String entry,
    String notice)
    implements ShowsStudents {
  static final int MOST = 300;

  /// One plan of one student.
  public record Line(Standing standing, String student, String where) {
    public long planId() {
      return standing.plan().planId();
    }

    /// What the plan asks for, the most pressing first.
    public String asks(LocalDate today) {
      if (!standing.plan().isOpen()) {
        return standing.plan().outcome() == null
            ? ""
            : standing.plan().outcome().words();
      }
      if (standing.isOverdue(today)) {
        return "the goal's day has gone by: say what came of it";
      }
      if (standing.isBelow()) {
        return standing.check().words();
      }
      if (standing.isBehind()) {
        return "gets less than planned";
      }
      if (!standing.isDue() && standing.isMeasurementDue(today)) {
        return "nothing measured for two weeks";
      }
      return standing.isDue()
          ? Words.counted(standing.given().dueThisWeek(), "session", "sessions") + " due this week"
          : "on course";
    }
  }

  @Override
  public List<Long> shownStudents() {
    return lines.stream()
        .map(line -> line.standing().plan().studentId())
        .distinct()
        .toList();
  }

  static PlanList read(
      JdbcClient rows, Person person, String whose, String show, LocalDate today, String notice) {
    String asked = whose.isEmpty()
        ? person.role().seesOwnOnly() ? "mine" : "all"
        : whose.equals("mine") ? "mine" : "all";
    boolean isEnded = show.equals("ended");
    List<Standing> standings = Standing.of(
        rows,
        new Plans(rows).all(asked.equals("mine") ? person.personId() : null, !isEnded, MOST + 1),
        today);
    boolean isCut = standings.size() > MOST;
    Map<Long, Student> students =
        Student.all(rows, standings.stream().map(s -> s.plan().studentId()).toList());
    List<Line> all = standings.stream()
        .limit(MOST)
        .flatMap(s -> line(s, students.get(s.plan().studentId())).stream())
        .sorted(java.util.Comparator.comparingInt((Line line) -> weight(line.standing(), today)))
        .toList();
    Map<String, Long> counts = new java.util.LinkedHashMap<>();
    for (String key : List.of("due", "point", "behind", "below", "overdue")) {
      counts.put(key, isEnded ? 0 : all.stream().filter(of(key, today)).count());
    }
    return new PlanList(
        title(all.size(), counts, asked, isEnded),
        asked,
        show.isEmpty() || !counts.containsKey(show) && !isEnded ? "open" : show,
        all.stream().filter(of(show, today)).toList(),
        counts,
        isCut,
        person.isIn(Circle.ACTING),
        today,
        Entry.fresh(),
        notice);
  }

  private static Optional<Line> line(Standing standing, @Nullable Student student) {
    return student == null
        ? Optional.empty()
        : Optional.of(new Line(standing, student.name(), student.where()));
  }

  private static Predicate<Line> of(String show, LocalDate today) {
    return switch (show) {
      case "due" -> line -> line.standing().isDue();
      case "point" -> line -> line.standing().isMeasurementDue(today);
      case "behind" -> line -> line.standing().isBehind();
      case "below" -> line -> line.standing().isBelow();
      case "overdue" -> line -> line.standing().isOverdue(today);
      default -> line -> true;
    };
  }

  private static int weight(Standing standing, LocalDate today) {
    if (standing.isOverdue(today)) {
      return 1;
    }
    if (standing.isDue()) {
      return 0;
    }
    if (standing.isBelow()) {
      return 2;
    }
    return standing.isBehind() ? 3 : standing.isMeasurementDue(today) ? 4 : 5;
  }

  private static String title(int plans, Map<String, Long> counts, String whose, boolean ended) {
    String of = whose.equals("mine") ? "your plans" : "these plans";
    if (ended) {
      return plans == 0
          ? "None of " + of + " has ended yet"
          : Words.counted(plans, "plan has", "plans have") + " ended";
    }
    if (plans == 0) {
      return whose.equals("mine") ? "You lead no open plan" : "No open plan";
    }
    long due = counts.getOrDefault("due", 0L);
    long behind = counts.getOrDefault("behind", 0L);
    long below = counts.getOrDefault("below", 0L);
    if (due + behind + below == 0) {
      return "Nothing is due today, and none of %s is behind".formatted(of);
    }
    return "%s of %s %s a session due today; %s behind %s goal line, %s less than planned"
        .formatted(
            due == 0 ? "None" : Words.count(due),
            Words.counted(plans, "open plan", "open plans"),
            due > 1 ? "have" : "has",
            below == 0 ? "none is" : below == 1 ? "1 is" : Words.count(below) + " are",
            below > 1 ? "their" : "its",
            behind == 0 ? "none gets" : behind == 1 ? "1 gets" : Words.count(behind) + " get");
  }
}
