package org.waymark.web.student;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.reports.Press;
import org.waymark.web.Asker;
import org.waymark.web.DistrictTime;
import org.waymark.web.Pages;

/// The packet for a meeting about one student.
@RestController
public class PacketController {
  private final Pages pages;
  private final Press press;
  private final DistrictTime time;

  PacketController(Pages pages, Press press, DistrictTime time) {
    this.pages = pages;
    this.press = press;
    this.time = time;
  }

  @GetMapping("/students/{id}/packet.pdf")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<byte[]> packet(@PathVariable("id") long id) {
    Person person = Asker.person();
    return pages.about(id).print("packet-" + id, (rows, fresh) -> {
      Packet packet = PacketReader.read(rows, fresh, person, id, time.today());
      return new Pages.Printed(packet.shownStudents(), () -> packet.print(press));
    });
  }
}
