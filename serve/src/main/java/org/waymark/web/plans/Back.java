package org.waymark.web.plans;

import org.springframework.http.ResponseEntity;

/// Where a form leads back to: a page of ours that shows plans, whatever was sent.
final class Back {
  private Back() {}

  static ResponseEntity<String> to(String sent, String otherwise) {
    boolean isOurs = sent.matches(
        "/|/plans(/\\d{1,18})?(\\?[a-z]+=[a-z]+(&[a-z]+=[a-z]+)?)?|/students/\\d{1,18}");
    return ResponseEntity.status(303)
        .header("Location", isOurs ? sent : otherwise)
        .build();
  }
}
