package org.waymark.web.plans;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.interventions.Playbook;
import org.waymark.interventions.PlaybookShelf;
import org.waymark.web.Asker;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;

/// What to do when: the playbooks of the district.
@RestController
public class PlaybookController {
  private final Pages pages;
  private final PlaybookShelf shelf;

  PlaybookController(Pages pages, PlaybookShelf shelf) {
    this.pages = pages;
    this.shelf = shelf;
  }

  /// All of them.
  ///
  /// @param troubles lines about files that can't be read, for those who can mend them
  public record Shelf(String title, List<Playbook> playbooks, List<String> troubles) {}

  @GetMapping("/playbooks")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> all(HttpServletRequest request) {
    Shelf shown = shelf();
    return pages.ledger(request, "playbooks", "playbooks.jte", (rows, fresh) -> shown);
  }

  @GetMapping("/playbooks/{key:[a-z0-9][a-z0-9-]{0,59}}")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<String> one(HttpServletRequest request, @PathVariable("key") String key) {
    Playbook playbook = shelf.contents().one(key).orElseThrow(NotVisible::new);
    return pages.ledger(request, "playbooks", "playbook.jte", (rows, fresh) -> playbook);
  }

  @Api("Playbooks: what to do when, who, how long, with what evidence")
  @GetMapping("/api/v1/playbooks")
  @OpenTo(Circle.STUDENTS)
  Shelf forMachines() {
    return shelf();
  }

  private Shelf shelf() {
    PlaybookShelf.Contents contents = shelf.contents();
    List<String> troubles = Asker.person().isDistrict() ? contents.troubles() : List.of();
    long own = contents.playbooks().stream().filter(it -> !it.isShipped()).count();
    String title = "%d playbooks, %s"
        .formatted(
            contents.playbooks().size(),
            own == 0 ? "none of the district's own yet" : own + " of them the district's own");
    return new Shelf(title, contents.playbooks(), troubles);
  }
}
