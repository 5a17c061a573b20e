package org.waymark.web.people;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;

/// Ends a grant that was given by hand.
@RestController
public class GrantController {
  private final Pages pages;

  GrantController(Pages pages) {
    this.pages = pages;
  }

  /// @param back where the form stands: an account's page, or a student's
  @PostMapping("/grants/{id}/revoke")
  @OpenTo(Circle.REVOKING)
  ResponseEntity<Void> revoke(
      @PathVariable("id") long id, @RequestParam(name = "back", defaultValue = "") String back) {
    boolean isEnded = pages.decide(rows ->
        rows.sql("select access.revoke_grant(?)").param(id).query(Boolean.class).single());
    if (!isEnded) {
      throw new NotVisible();
    }
    String place = back.matches("/people/[0-9a-zA-Z-]{1,64}|/students/-?[0-9]{1,19}/access")
        ? back + "?done=revoked"
        : "/";
    return ResponseEntity.status(303).header("Location", place).build();
  }
}
