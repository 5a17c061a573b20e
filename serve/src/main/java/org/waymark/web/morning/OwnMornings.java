package org.waymark.web.morning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.waymark.web.Freshness;
import org.waymark.web.Words;
import org.waymark.web.gaps.GapFindings;
import org.waymark.web.gaps.Gaps;
import org.waymark.web.morning.Morning.Findings;
import org.waymark.web.morning.Morning.Line;
import org.waymark.web.morning.Morning.People;
import org.waymark.web.morning.Morning.Step;
import org.waymark.web.triage.Movement;
import org.waymark.web.triage.Triage;
import org.waymark.web.triage.Week;

/// The first page of those who have students of their own: a teacher's and a counselor's.
final class OwnMornings {
  private static final int CLASSES = 4;

  private OwnMornings() {}

  static Morning teacher(JdbcClient rows, Freshness fresh) {
    Week week = Week.read(rows, fresh, Map.of(Movement.ATTENTION, 8, Movement.RECOVERING.key(), 4));
    List<Triage.Line> worse = week.first(Movement.ATTENTION);
    List<Triage.Line> better = week.first(Movement.RECOVERING.key());
    var both = new ArrayList<>(worse);
    both.addAll(better);
    Map<Long, String> classes =
        GapFindings.classesOf(rows, both.stream().map(Triage.Line::studentId).toList());
    List<Gaps.SectionLine> gaps = GapFindings.mine(rows, fresh);
    Function<Triage.Line, String> where = line -> classes.getOrDefault(
        line.studentId(), Words.grade(line.gradeLevel()) + ", granted by hand");
    List<Morning.Finding> teach = gaps.stream()
        .limit(CLASSES)
        .map(line -> new Morning.Finding(
            line.name() + ": teach " + line.first() + " again",
            "%d of the %s assessed are a class-wide gap"
                .formatted(line.gaps(), Words.counted(line.judged(), "standard", "standards")),
            "watch",
            new Step("Groups and two weeks of plan", line.link())))
        .toList();
    String next = !worse.isEmpty()
        ? first(worse.getFirst())
        : gaps.isEmpty()
            ? "Nothing is urgent in your classes: a good morning to tell somebody what goes well."
            : "Start with %s in %s; the class is grouped for you."
                .formatted(gaps.getFirst().first(), gaps.getFirst().name());
    @Nullable
    Step step = !worse.isEmpty()
        ? open(worse.getFirst())
        : gaps.isEmpty() ? null : new Step("Open the class", gaps.getFirst().link());
    return new Morning(
        title(week, "of yours", "Nobody of yours is new or escalated this week"),
        next,
        step,
        "My sections · %s · %s"
            .formatted(Words.counted(week.students(), "student", "students"), fresh.through()),
        List.of(),
        List.of(
            new People(
                "Changed for the worse since last week",
                people(worse, where),
                week.students() == 0
                    ? "Here would be the students of your sections. No section is yours on the roster today; your district's data team can say why."
                    : "Nobody. Students appear here when they show more or more serious signs than last week.",
                all(week, Movement.ATTENTION)),
            new Findings(
                "What to teach again first",
                teach,
                "No class of yours has a class-wide gap, or none was assessed by standard this year."),
            new People(
                "Better than last week",
                people(better, where),
                "Nobody yet.",
                all(week, Movement.RECOVERING.key()))));
  }

  static Morning counselor(JdbcClient rows, Freshness fresh) {
    Week week = Week.read(
        rows,
        fresh,
        Map.of(
            Movement.NEW.key(), 8,
            Movement.ESCALATED.key(), 8,
            Movement.CONTINUING.key(), 6,
            Movement.RECOVERING.key(), 4));
    List<Morning.Block> blocks = new ArrayList<>();
    Triage.@Nullable Line call = null;
    for (Movement movement :
        List.of(Movement.NEW, Movement.ESCALATED, Movement.CONTINUING, Movement.RECOVERING)) {
      List<Triage.Line> lines = week.first(movement.key());
      call = call == null && !lines.isEmpty() ? lines.getFirst() : call;
      blocks.add(new People(
          "%s: %s".formatted(Words.plain(movement.words()), Words.count(week.of(movement))),
          people(lines, line -> Words.grade(line.gradeLevel()) + " · " + line.schoolName()),
          "Nobody: " + movement.meaning() + ".",
          all(week, movement.key())));
    }
    return new Morning(
        title(week, "of your caseload", "Nobody of your caseload is new or escalated this week"),
        call == null
            ? week.students() == 0
                ? "No student is in your caseload today; your district's data team can say why."
                : "Nobody needs a call for a warning sign today."
            : first(call),
        call == null ? null : open(call),
        "My caseload · %s · %s"
            .formatted(Words.counted(week.students(), "student", "students"), fresh.through()),
        List.of(),
        blocks);
  }

  private static String title(Week week, String whose, String nobody) {
    long fresh = week.of(Movement.NEW);
    long escalated = week.of(Movement.ESCALATED);
    long recovering = week.of(Movement.RECOVERING);
    String better = recovering == 0 ? "" : ", " + Words.count(recovering) + " better";
    if (week.students() == 0) {
      return "No student is yours to see today";
    }
    return fresh + escalated == 0
        ? nobody + better
        : "%s %s changed for the worse this week: %s new, %s escalated%s"
            .formatted(
                Words.counted(fresh + escalated, "student", "students"),
                whose,
                Words.count(fresh),
                Words.count(escalated),
                better);
  }

  /// "Talk to Mari Ortiz first: missed 9 of the last 20 school days."
  private static String first(Triage.Line line) {
    return "Talk to %s first: %s.".formatted(called(line), reason(line));
  }

  private static Step open(Triage.Line line) {
    return new Step("Open " + called(line), "/students/" + line.studentId());
  }

  /// "Ortiz, Mari" → "Mari Ortiz".
  private static String called(Triage.Line line) {
    int comma = line.name().indexOf(", ");
    return comma < 0
        ? line.name()
        : line.name().substring(comma + 2) + " " + line.name().substring(0, comma);
  }

  private static @Nullable Step all(Week week, String movement) {
    long of = movement.equals(Movement.ATTENTION)
        ? week.of(Movement.NEW) + week.of(Movement.ESCALATED)
        : week.counts().stream()
            .filter(count -> count.movement().key().equals(movement))
            .mapToLong(Triage.Count::students)
            .sum();
    return of <= week.first(movement).size()
        ? null
        : new Step(
            "All " + Words.count(of) + " of them", "/students?movement=" + movement + "#list");
  }

  private static List<Line> people(List<Triage.Line> lines, Function<Triage.Line, String> where) {
    return lines.stream()
        .map(line -> new Line(
            line.studentId(),
            line.name(),
            where.apply(line),
            line.movement(),
            line.change(),
            reason(line)))
        .toList();
  }

  private static String reason(Triage.Line line) {
    return line.why().isEmpty() ? "no sign now" : line.why().getFirst();
  }
}
