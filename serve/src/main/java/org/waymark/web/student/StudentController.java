package org.waymark.web.student;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.ShowsStudents;
import org.waymark.web.Asker;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.plans.Support;
import org.waymark.web.plans.SupportReader;
import org.waymark.web.triage.Signs;

/// One student's page.
@RestController
public class StudentController {
  private final Pages pages;
  private final SupportReader support;

  StudentController(Pages pages, SupportReader support) {
    this.pages = pages;
    this.support = support;
  }

  @GetMapping("/students/{id}")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> profile(HttpServletRequest request, @PathVariable("id") long id) {
    Person person = Asker.person();
    Support.Said said = Support.Said.notice(Notice.take(request));
    return pages
        .about(id)
        .figures(
            request,
            "students",
            "student.jte",
            (rows, fresh) -> ProfileReader.read(rows, fresh, person, id)
                .with(support.read(rows, person, id, said)));
  }

  /// The profile for machines: the same facts without the pictures.
  public record Answer(
      Profile.Student student,
      String finding,
      List<String> seenBecause,
      List<String> othersWhoSee,
      @Nullable Signs signs,
      List<Outlook.Stretch> weeks,
      @Nullable Foretold chance,
      Outlook.@Nullable NinthGrade ninthGrade,
      List<String> strengths,
      List<String> gaps,
      List<Year> attendance,
      List<Scores> scores,
      List<Profile.Term> terms,
      List<Profile.Incident> incidents,
      List<Profile.Program> programs,
      List<Profile.Enrollment> enrollments)
      implements ShowsStudents {

    @Override
    public List<Long> shownStudents() {
      return List.of(student.studentId());
    }
  }

  /// What a model expects, without the picture.
  public record Foretold(
      double probability,
      double baseProbability,
      String target,
      String modelId,
      List<Outlook.Reason> reasons) {

    static @Nullable Foretold of(Outlook.@Nullable Foreseen foreseen) {
      return foreseen == null
          ? null
          : new Foretold(
              foreseen.chance().probability(),
              foreseen.base(),
              foreseen.target(),
              foreseen.modelId(),
              foreseen.reasons());
    }
  }

  /// Attendance of one year.
  public record Year(
      int schoolYear,
      @Nullable Integer enrolledDays,
      @Nullable Double absentDays,
      @Nullable Integer unknownDays,
      @Nullable Integer tardyDays,
      @Nullable Double rate,
      @Nullable String band,
      @Nullable String reason,
      List<Profile.MonthCount> months) {}

  /// Scores of one subject.
  public record Scores(String subject, String platform, List<Profile.Score> scores) {}

  @Api(
      "One student: who sees the record and why, warning signs, chance, attendance, scores, grades")
  @GetMapping("/api/v1/students/{id}")
  @OpenTo(Circle.STUDENTS)
  Answer forMachines(@PathVariable("id") long id) {
    Person person = Asker.person();
    return pages.about(id).json((rows, fresh) -> {
      Profile it = ProfileReader.read(rows, fresh, person, id);
      return new Answer(
          it.student(),
          it.title(),
          it.seenBecause(),
          it.othersWhoSee(),
          it.signs(),
          it.outlook().weeks(),
          Foretold.of(it.outlook().foreseen()),
          it.outlook().ninthGrade(),
          it.strengths(),
          it.gaps(),
          it.attendance().stream()
              .map(y -> new Year(
                  y.schoolYear(),
                  y.enrolledDays(),
                  y.absentDays(),
                  y.unknownDays(),
                  y.tardyDays(),
                  y.rate(),
                  y.band(),
                  y.reason(),
                  y.months()))
              .toList(),
          it.subjects().stream()
              .map(s -> new Scores(s.subject(), s.platform(), s.scores()))
              .toList(),
          it.terms(),
          it.incidents(),
          it.programs(),
          it.enrollments());
    });
  }
}
