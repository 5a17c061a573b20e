package org.waymark.web.triage;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.Pages;

/// Keeps filters of the list under names, each person's own.
@RestController
public class SavedFilterController {
  private final Pages pages;

  SavedFilterController(Pages pages) {
    this.pages = pages;
  }

  @PostMapping("/filters")
  @OpenTo(Circle.STUDENTS)
  ResponseEntity<Void> decide(
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "query", defaultValue = "") String query,
      @RequestParam(name = "action", defaultValue = "") String action) {
    String kept = clean(query);
    String stripped = name.replaceAll("\\p{Cntrl}", " ").strip();
    String done = pages.decide(rows -> action.equals("delete")
        ? SavedFilter.delete(rows, stripped)
        : SavedFilter.save(rows, stripped, kept));
    return ResponseEntity.status(303)
        .header("Location", "/students?" + kept + (kept.isEmpty() ? "" : "&") + "filter=" + done)
        .build();
  }

  /// Only what the list itself would write comes into the ledger, or into an address.
  static String clean(String query) {
    if (query.length() > 1000) {
      return "";
    }
    Map<String, String> asked = new java.util.HashMap<>();
    UriComponentsBuilder.newInstance()
        .query(query)
        .build()
        .getQueryParams()
        .forEach((key, values) -> {
          String value = values.isEmpty() || values.getFirst() == null ? "" : values.getFirst();
          asked.put(key, decoded(value));
        });
    String clean = TriageFilter.of(asked).query();
    return clean.length() > 1000 ? "" : clean;
  }

  private static String decoded(String value) {
    try {
      return java.net.URLDecoder.decode(value, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return "";
    }
  }
}
