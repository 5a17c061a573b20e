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
import org.waymark.interventions.Notes;
import org.waymark.interventions.Team;
import org.waymark.reports.Press;
import org.waymark.web.Words;
import org.waymark.web.triage.Signs;

/// What a team has before it when it meets about one student: the profile's own words and
/// figures, cut to two pages.
///
/// @param printed by whom and when, because a packet on paper ages
/// @param plans open ones first
/// @param notes the newest first, without those for counselors and leaders only
/// @param keptNotes how many of those there are, for somebody who may read them
/// @param room how much there is room for
public record Packet(
    Profile profile,
    String printed,
    List<PacketPlan> plans,
    List<Notes.Note> notes,
    int keptNotes,
    List<Team.Member> team,
    PacketRoom room)
    implements ShowsStudents {
  private static final int PAGES = 2;
  private static final int TERMS = 4;
  private static final int SITTINGS_EACH = 2;
  private static final int NOTE = 260;

  static String printed(Person person, LocalDate today) {
    return "printed %s for %s (%s)"
        .formatted(
            Words.date(today),
            person.displayName(),
            person.role().title().toLowerCase(Locale.ROOT));
  }

  /// Two pages: the first cut that fits.
  byte[] print(Press press) {
    byte[] pdf = new byte[0];
    for (PacketRoom each : PacketRoom.values()) {
      pdf = press.print(
          "packet.jte", new Packet(profile, printed, plans, notes, keptNotes, team, each));
      if (Press.pages(pdf) <= PAGES) {
        return pdf;
      }
    }
    return pdf;
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
    return foreseen == null ? List.of() : first(foreseen.reasons(), room.reasons);
  }

  public List<String> strengths() {
    return first(profile.strengths(), room.strengths);
  }

  /// The newest year of attendance; null where no enrolled day was published.
  public Profile.@Nullable AttendanceYear attendance() {
    return profile.attendance().isEmpty() ? null : profile.attendance().getFirst();
  }

  public List<Profile.Incident> incidents() {
    return first(profile.incidents(), room.incidents);
  }

  public long moreIncidents() {
    return Math.max(0, profile.incidents().size() - room.incidents);
  }

  public List<Profile.Program> programs() {
    return first(profile.programs(), room.programs);
  }

  /// Programs in one line.
  public String programsInWords() {
    int left = profile.programs().size() - programs().size();
    return programs().stream()
            .map(p -> p.words() + (p.detail() == null ? "" : ", " + p.detail()) + " since "
                + Words.date(p.startsOn())
                + (p.endsOn() == null ? "" : " until " + Words.date(p.endsOn())))
            .collect(Collectors.joining("; "))
        + (left > 0 ? "; " + left + " more on the student's page" : "");
  }

  /// Plans told in full.
  public List<PacketPlan> plansInFull() {
    return first(plans, room.plans);
  }

  /// Plans that there is room to name only; empty when there are none.
  public String otherPlans() {
    return plans.stream()
        .skip(room.plans)
        .map(plan -> plan.title() + (plan.ended().isEmpty() ? "" : ": " + plan.ended()))
        .limit(3)
        .collect(Collectors.joining("; "));
  }

  /// A note, cut to what there is room for.
  public record Said(String when, String who, String words) {}

  public List<Said> said() {
    return first(notes, room.notes).stream()
        .map(note -> new Said(
            Words.date(note.writtenAt().toLocalDate()),
            note.author(),
            note.body().length() <= NOTE
                ? note.body()
                : note.body()
                        .substring(
                            0,
                            note.body()
                                .offsetByCodePoints(0, note.body().codePointCount(0, NOTE - 2)))
                    + "…"))
        .toList();
  }

  public int moreNotes() {
    return Math.max(0, notes.size() - room.notes);
  }

  public String teamInWords() {
    return team.stream()
        .map(member -> member.name() + (member.duty().isBlank() ? "" : " (" + member.duty() + ")"))
        .collect(Collectors.joining(", "));
  }

  /// Lines to write decisions on.
  public int decisions() {
    return room.decisions;
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
    return first(all, room.sittings);
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
        first(all, room.courses),
        terms.stream().map(term -> Words.decimal(term.gpa(), 2)).toList(),
        profile.terms().stream()
            .filter(term -> term.schoolYear() != newest && term.gpa() != null)
            .limit(TERMS)
            .map(term -> Words.decimal(term.gpa(), 2) + " in " + term.term() + ", "
                + Words.schoolYear(term.schoolYear()))
            .collect(Collectors.joining("; ")),
        all.size() > room.courses
            ? Words.counted(all.size() - room.courses, "more course is", "more courses are")
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
