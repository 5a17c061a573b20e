package org.waymark.web.student;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Words;
import org.waymark.web.triage.Signs;

/// What a team has before it when it meets about one student: the profile's own words and
/// figures, cut to two pages.
///
/// @param printed by whom and when, because a packet on paper ages
public record Packet(Profile profile, String printed) implements ShowsStudents {
  private static final int REASONS = 5;
  private static final int STRENGTHS = 4;
  private static final int TERMS = 4;
  private static final int COURSES = 9;
  private static final int SITTINGS_EACH = 2;
  private static final int SITTINGS = 8;
  private static final int INCIDENTS = 5;
  private static final int PROGRAMS = 5;

  static Packet of(Profile profile, Person person, LocalDate today) {
    return new Packet(
        profile,
        "printed %s for %s (%s)"
            .formatted(
                Words.date(today),
                person.displayName(),
                person.role().title().toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<Long> shownStudents() {
    return profile.shownStudents();
  }

  public Profile.Student student() {
    return profile.student();
  }

  public String title() {
    return "Meeting packet: " + student().name();
  }

  public String foot() {
    return student().name() + " · " + printed
        + " · a student record: keep it as one, and shred it after use";
  }

  public @Nullable Signs signs() {
    return profile.signs();
  }

  public Outlook.@Nullable Foreseen foreseen() {
    return profile.outlook().foreseen();
  }

  /// The reasons that move the chance most.
  public List<Outlook.Reason> weightiest() {
    Outlook.Foreseen foreseen = foreseen();
    return foreseen == null ? List.of() : first(foreseen.reasons(), REASONS);
  }

  public List<String> strengths() {
    return first(profile.strengths(), STRENGTHS);
  }

  /// The newest year of attendance; null where no enrolled day was published.
  public Profile.@Nullable AttendanceYear attendance() {
    return profile.attendance().isEmpty() ? null : profile.attendance().getFirst();
  }

  public List<Profile.Incident> incidents() {
    return first(profile.incidents(), INCIDENTS);
  }

  public long moreIncidents() {
    return Math.max(0, profile.incidents().size() - INCIDENTS);
  }

  public List<Profile.Program> programs() {
    return first(profile.programs(), PROGRAMS);
  }

  /// One sitting of one test.
  public record Sitting(String test, Profile.Score score) {}

  /// The latest sittings of each test, the newest test first.
  public List<Sitting> sittings() {
    List<Profile.Subject> subjects = profile.subjects().stream()
        .sorted(
            Comparator.comparing((Profile.Subject s) -> s.scores().getFirst().on())
                .reversed())
        .toList();
    List<Sitting> all = new ArrayList<>();
    for (Profile.Subject subject : subjects) {
      first(subject.scores(), SITTINGS_EACH)
          .forEach(
              score -> all.add(new Sitting(subject.subject() + ", " + subject.platform(), score)));
    }
    return first(all, SITTINGS);
  }

  /// Marks of the newest school year, its terms side by side.
  ///
  /// @param terms oldest first
  /// @param before GPA of the terms before; empty without one
  /// @param left what there was no room for; empty when all is there
  public record Marks(
      List<String> terms, List<Course> courses, List<String> gpas, String before, String left) {
    public boolean isEmpty() {
      return terms.isEmpty();
    }
  }

  /// @param marks one for each term; a dash where the course has none
  public record Course(String title, List<String> marks) {}

  public Marks marks() {
    int newest = profile.terms().isEmpty() ? 0 : profile.terms().getFirst().schoolYear();
    List<Profile.Term> terms = first(
            profile.terms().stream().filter(t -> t.schoolYear() == newest).toList(), TERMS)
        .reversed();
    Map<String, List<String>> courses = new LinkedHashMap<>();
    for (Profile.Term term : terms.reversed()) {
      for (Profile.Grade grade : term.grades()) {
        courses.putIfAbsent(Words.or(grade.courseTitle()), new ArrayList<>());
      }
    }
    for (Profile.Term term : terms) {
      courses.forEach((title, marks) -> marks.add(mark(term, title)));
    }
    List<Course> all = courses.entrySet().stream()
        .map(course -> new Course(course.getKey(), course.getValue()))
        .toList();
    return new Marks(
        terms.stream()
            .map(term -> term.term() + ", " + Words.schoolYear(term.schoolYear()))
            .toList(),
        first(all, COURSES),
        terms.stream().map(term -> Words.decimal(term.gpa(), 2)).toList(),
        profile.terms().stream()
            .filter(term -> term.schoolYear() != newest && term.gpa() != null)
            .limit(TERMS)
            .map(term -> Words.decimal(term.gpa(), 2) + " in " + term.term() + ", "
                + Words.schoolYear(term.schoolYear()))
            .collect(Collectors.joining("; ")),
        all.size() > COURSES
            ? Words.counted(all.size() - COURSES, "more course is", "more courses are")
                + " on the student's page."
            : "");
  }

  private static String mark(Profile.Term term, String title) {
    List<String> marks = term.grades().stream()
        .filter(grade -> Words.or(grade.courseTitle()).equals(title))
        .map(grade -> Words.or(grade.mark())
            + (grade.percent() == null ? "" : " (" + Words.decimal(grade.percent(), 0) + ")"))
        .distinct()
        .toList();
    return marks.isEmpty() ? "–" : String.join(", ", marks);
  }

  private static <T> List<T> first(List<T> all, int most) {
    return all.size() <= most ? all : all.subList(0, most);
  }
}
