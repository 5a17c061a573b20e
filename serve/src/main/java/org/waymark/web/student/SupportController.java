package org.waymark.web.student;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.interventions.Notes;
import org.waymark.interventions.Plans;
import org.waymark.interventions.Team;
import org.waymark.interventions.Texts;
import org.waymark.web.Asker;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.plans.Entry;
import org.waymark.web.plans.Student;
import org.waymark.web.plans.Support;
import org.waymark.web.plans.SupportReader;

/// What people do on a student's page: notes, the team, and next steps put aside.
@RestController
public class SupportController {
  private static final int LONGEST_DUTY = 80;
  private static final int LONGEST_WORDS = 300;
  private static final int LONGEST_DAYS = 366;

  private static final Set<String> REASONS =
      Set.of("does_not_fit", "tried_before", "family_declined", "no_one_free", "other");

  private final Pages pages;
  private final SupportReader support;

  SupportController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  /// What to say after a deed.
  ///
  /// @param trouble what was wrong; empty when it was done
  /// @param isNew whether the audit has something to keep
  record Done(String notice, String trouble, boolean isNew) {
    static Done of(String notice) {
      return new Done(notice, "", true);
    }

    static Done nothing(String notice) {
      return new Done(notice, "", false);
    }

    static Done wrong(String trouble) {
      return new Done("", trouble, false);
    }
  }

  /// Something done for a student, in the person's name.
  interface Deed {
    Done to(JdbcClient rows, Person person);
  }

  @PostMapping("/students/{id}/notes")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> note(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    return answer(request, id, "note", sent, (rows, person) -> note(rows, person, id, sent));
  }

  static Done note(JdbcClient rows, Person person, long id, Map<String, String> sent) {
    String body = Texts.block(sent.getOrDefault("body", ""));
    Notes.@Nullable Visibility visibility =
        Notes.Visibility.of(sent.getOrDefault("visibility", ""));
    if (body.isEmpty()) {
      return Done.wrong("Nothing is saved: the note is empty.");
    }
    if (body.length() > Notes.LONGEST) {
      return Done.wrong(
          "Nothing is saved: a note has at most 4,000 characters, this one has %,d. Shorten it or write two; what you wrote is still in the field."
              .formatted(body.length()));
    }
    if (visibility == null) {
      return Done.wrong("Nothing is saved: choose for whom the note is.");
    }
    if (visibility == Notes.Visibility.LEADERS && person.role() == Person.Role.TEACHER) {
      return Done.wrong(
          "Nothing is saved: a note for counselors and leaders only is written by one of them. Choose the team, or whoever sees the student.");
    }
    String plan = sent.getOrDefault("plan", "");
    @Nullable
    Long about = plan.matches("\\d{1,18}")
            && new Plans(rows)
                .one(Long.parseLong(plan))
                .filter(it -> it.studentId() == id)
                .isPresent()
        ? Long.valueOf(plan)
        : null;
    new Notes(rows)
        .write(person, id, about, Entry.of(sent.getOrDefault("entry", "")), visibility, body);
    return Done.of("The note is saved, for: " + lower(visibility.words()) + ".");
  }

  private static String lower(String words) {
    return Character.toLowerCase(words.charAt(0)) + words.substring(1);
  }

  @PostMapping("/students/{id}/notes/{note}/withdraw")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> withdraw(
      HttpServletRequest request, @PathVariable("id") long id, @PathVariable("note") long note) {
    return answer(
        request,
        id,
        "",
        Map.of(),
        (rows, person) -> new Notes(rows).withdraw(id, note)
            ? Done.of("Your note is taken back. Nobody reads it any more; it stays in the record.")
            : Done.nothing("Nothing was changed: only the author takes a note back."));
  }

  @PostMapping("/students/{id}/team")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> join(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam(name = "person", defaultValue = "") String member,
      @RequestParam(name = "duty", defaultValue = "") String duty) {
    String line = Texts.line(duty);
    return answer(request, id, "team", Map.of("duty", duty), (rows, person) -> {
      if (line.length() > LONGEST_DUTY) {
        return Done.wrong("Nothing is saved: a duty has at most 80 characters, this one has %d."
            .formatted(line.length()));
      }
      if (!new Plans(rows).mayLead(member, id)) {
        return Done.wrong(
            "Nothing is saved: only somebody who sees the student can be on the team.");
      }
      return new Team(rows).add(person, id, member, line)
          ? Done.of("The team has one more member.")
          : Done.nothing("This person is on the team already.");
    });
  }

  @PostMapping("/students/{id}/team/{member}/remove")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> leave(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @PathVariable("member") long member) {
    return answer(
        request,
        id,
        "",
        Map.of(),
        (rows, person) -> new Team(rows).remove(person, id, member)
            ? Done.of("The team has one member less.")
            : Done.nothing("Nothing was changed: this person is not on the team any more."));
  }

  @PostMapping("/students/{id}/next-steps")
  @OpenTo(Circle.ACTING)
  ResponseEntity<String> decide(
      HttpServletRequest request,
      @PathVariable("id") long id,
      @RequestParam Map<String, String> sent) {
    return answer(request, id, "step", sent, (rows, person) -> step(rows, person, id, sent));
  }

  Done step(JdbcClient rows, Person person, long id, Map<String, String> sent) {
    String key = sent.getOrDefault("playbook", "");
    if (support.shelf().one(key).isEmpty()) {
      return Done.wrong("Nothing is saved: there is no such playbook any more.");
    }
    return switch (sent.getOrDefault("decision", "")) {
      case "dismiss" -> {
        String reason = sent.getOrDefault("reason", "");
        String words = Texts.line(sent.getOrDefault("words", ""));
        if (!REASONS.contains(reason)) {
          yield Done.wrong(
              "Nothing is saved: say why this step is dismissed; the order learns from it.");
        }
        if (words.length() > LONGEST_WORDS) {
          yield Done.wrong("Nothing is saved: the words have at most 300 characters, these have %d."
              .formatted(words.length()));
        }
        support.steps(rows).dismiss(person, id, key, reason, words);
        yield Done.of("The step is dismissed. It comes back in 90 days if the reason still holds.");
      }
      case "defer" -> {
        @Nullable LocalDate until = day(sent.getOrDefault("until", ""));
        LocalDate today = support.today();
        if (until == null || !until.isAfter(today) || until.isAfter(today.plusDays(LONGEST_DAYS))) {
          yield Done.wrong("Nothing is saved: choose a day after today, at most a year ahead.");
        }
        support.steps(rows).defer(person, id, key, until);
        yield Done.of("The step is put off until " + Words.date(until) + ".");
      }
      default -> Done.wrong("Nothing is saved: choose what to do with the step.");
    };
  }

  private static @Nullable LocalDate day(String sent) {
    try {
      return LocalDate.parse(sent);
    } catch (DateTimeParseException notADay) {
      return null;
    }
  }

  private ResponseEntity<String> answer(
      HttpServletRequest request, long id, String form, Map<String, String> sent, Deed deed) {
    Done done = act(id, deed);
    if (!done.trouble().isEmpty()) {
      Person person = Asker.person();
      Map<String, String> typed = new HashMap<>(sent);
      typed.put("form", form);
      Support.Said said = Support.Said.trouble(done.trouble(), typed);
      return pages
          .about(id)
          .answer(
              request,
              422,
              "students",
              "student.jte",
              (rows, fresh) -> ProfileReader.read(rows, fresh, person, id)
                  .with(support.read(rows, person, id, said)));
    }
    Notice.leave(request, done.notice());
    return ResponseEntity.status(303)
        .header("Location", "/students/" + id + "#support")
        .build();
  }

  /// In one transaction with the audit; a student out of sight is as one who does not exist.
  Done act(long id, Deed deed) {
    Person person = Asker.person();
    return pages
        .about(id)
        .act(
            rows -> {
              Student.one(rows, id);
              return deed.to(rows, person);
            },
            it -> it.isNew() ? List.of(id) : List.of());
  }
}
