package org.waymark.web.triage;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.reports.Press;
import org.waymark.web.Asker;
import org.waymark.web.Pages;

/// The week of the students whom a person sees, on paper.
@RestController
public class WeekController {
  private final Pages pages;
  private final Press press;

  WeekController(Pages pages, Press press) {
    this.pages = pages;
    this.press = press;
  }

  @GetMapping("/students/week.pdf")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> week() {
    Person person = Asker.person();
    return pages.print("week", (rows, fresh) -> {
      WeekPaper paper = WeekPaper.read(
          rows,
          fresh,
          person,
          true,
          "Printed for %s. Names of students: keep it as a student record."
              .formatted(person.displayName()));
      return new Pages.Printed(paper.students(), () -> press.digest(paper.digest()));
    });
  }
}
