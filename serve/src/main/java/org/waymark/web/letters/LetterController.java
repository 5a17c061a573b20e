package org.waymark.web.letters;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.post.PostSettings;
import org.waymark.store.Database;
import org.waymark.web.DistrictTime;
import org.waymark.web.NotVisible;
import org.waymark.web.Notice;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.api.Api;
import org.waymark.web.gate.BadRequest;
import org.waymark.web.letters.Mail.State;

/// Letters by where they stand, and another try for those that failed.
@RestController
public class LetterController {
  private final Pages pages;
  private final Database database;
  private final DistrictTime time;

  LetterController(Pages pages, Database database, DistrictTime time) {
    this.pages = pages;
    this.database = database;
    this.time = time;
  }

  /// What the template shows.
  ///
  /// @param time says when, in the district's time
  public record Page(Mail mail, DistrictTime time) {}

  @GetMapping("/letters")
  @OpenTo(Circle.KEEPERS)
  ResponseEntity<String> letters(
      HttpServletRequest request,
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "before", defaultValue = "") String before) {
    String notice = Notice.take(request);
    return pages.ledger(
        request,
        "letters",
        "letters.jte",
        (rows, fresh) -> new Page(
            MailReader.read(rows, State.of(state).orElse(null), key(before), withoutMail(), notice),
            time));
  }

  @Api("Letters in one state, 50 at a time, newest first; `next` is where the older ones begin")
  @GetMapping("/api/v1/letters")
  @OpenTo(Circle.KEEPERS)
  Mail forMachines(
      @RequestParam(name = "state", defaultValue = "") String state,
      @RequestParam(name = "before", defaultValue = "") String before) {
    if (!state.isEmpty() && State.of(state).isEmpty()) {
      throw new BadRequest("state: expected failed, waiting, sending or sent.");
    }
    return pages.read(rows ->
        MailReader.read(rows, State.of(state).orElse(null), key(before), withoutMail(), ""));
  }

  @PostMapping("/letters/{id}/again")
  @OpenTo(Circle.KEEPERS)
  ResponseEntity<String> again(HttpServletRequest request, @PathVariable("id") long id) {
    Notice.leave(
        request,
        sendAgain(id)
            ? "The letter is on its way again."
            : "Nothing was changed: the letter is on its way already, or can't go again.");
    return back();
  }

  @PostMapping("/letters/again")
  @OpenTo(Circle.KEEPERS)
  ResponseEntity<String> allAgain(HttpServletRequest request) {
    int sent = pages.decide(rows -> MailReader.sendAgain(rows, null));
    Notice.leave(
        request,
        sent == 0
            ? "Nothing was changed: no letter waits for another try."
            : Words.counted(sent, "letter is", "letters are") + " on the way again.");
    return back();
  }

  /// @param isOnItsWay false when it was already, or can't go again
  public record Again(boolean isOnItsWay) {}

  @Api("Sends a failed letter on its way again; once, however often it is asked")
  @PostMapping("/api/v1/letters/{id}/again")
  @OpenTo(Circle.KEEPERS)
  Again againByMachine(@PathVariable("id") long id) {
    return new Again(sendAgain(id));
  }

  private boolean sendAgain(long id) {
    return pages.decide(rows -> {
      if (!MailReader.isThere(rows, id)) {
        throw new NotVisible();
      }
      return MailReader.sendAgain(rows, id) == 1;
    });
  }

  private boolean withoutMail() {
    try {
      return PostSettings.read(database.dataDir()).mail() == null;
    } catch (IOException | IllegalArgumentException e) {
      // a mistake in the settings is told where the dispatcher reads them
      return false;
    }
  }

  private static ResponseEntity<String> back() {
    return ResponseEntity.status(303).header("Location", "/letters").build();
  }

  private static @Nullable Long key(String written) {
    if (written.isEmpty()) {
      return null;
    }
    if (!written.matches("\\d{1,18}")) {
      throw new BadRequest("before: expected the id of a letter, a whole number.");
    }
    return Long.valueOf(written);
  }
}
