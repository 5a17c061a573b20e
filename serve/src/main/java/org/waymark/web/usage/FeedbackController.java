package org.waymark.web.usage;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.usage.EventLog;
import org.waymark.web.Asker;
import org.waymark.web.Freshness;
import org.waymark.web.LocalPath;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;

/// "Was this useful?": yes or no, and no text.
@RestController
public class FeedbackController {
  private final Pages pages;
  private final EventLog events;

  FeedbackController(Pages pages, EventLog events) {
    this.pages = pages;
    this.events = events;
  }

  /// What the page asks.
  ///
  /// @param about what is rated, by its key
  /// @param title what is rated, in words
  /// @param back where the reader came from
  /// @param isDone whether the word was counted just now
  public record Question(String about, String title, String back, boolean isDone) {}

  @GetMapping("/feedback")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> ask(
      HttpServletRequest request,
      @RequestParam(name = "about", defaultValue = "") String about,
      @RequestParam(name = "back", defaultValue = "/") String back,
      @RequestParam(name = "done", defaultValue = "") String done) {
    String title = title(about);
    return pages.still(
        request,
        "feedback",
        "feedback.jte",
        new Question(about, title, LocalPath.of(back), done.equals("yes")));
  }

  @PostMapping("/feedback")
  @OpenTo(Circle.SIGNED_IN)
  ResponseEntity<String> tell(
      HttpServletRequest request,
      @RequestParam(name = "about", defaultValue = "") String about,
      @RequestParam(name = "useful", defaultValue = "") String useful,
      @RequestParam(name = "back", defaultValue = "/") String back) {
    title(about);
    if (!useful.equals("yes") && !useful.equals("no")) {
      return pages.trouble(request, 400);
    }
    events.rate(Asker.person(), about, useful.equals("yes"));
    return ResponseEntity.status(303)
        .header(
            "Location",
            UriComponentsBuilder.fromPath("/feedback")
                .queryParam("about", "{about}")
                .queryParam("done", "yes")
                .queryParam("back", "{back}")
                .encode()
                .buildAndExpand(about, LocalPath.of(back))
                .toUriString())
        .build();
  }

  /// What can be rated: a page by its room, a figure by its key; nothing else exists.
  private String title(String about) {
    if (about.matches("page:[a-z-]{1,30}")) {
      return "this page";
    }
    if (about.matches("figure:[a-z0-9_]{1,60}")) {
      return pages
          .ask(rows -> Freshness.read(rows).hasFigures()
              ? rows.sql("select title from analytics.figure_definitions where figure = ?")
                  .param(about.substring("figure:".length()))
                  .query(String.class)
                  .optional()
              : Optional.<String>empty())
          .orElseThrow(NotVisible::new);
    }
    throw new NotVisible();
  }
}
