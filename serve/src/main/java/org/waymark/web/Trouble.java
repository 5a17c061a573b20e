package org.waymark.web;

/// What a page about trouble says.
public record Trouble(int status, String title, String safe, String advice) {
  static Trouble of(int status) {
    return switch (status) {
      case 404 ->
        new Trouble(
            404,
            "You can't see this record",
            "It may not exist, or it may belong to someone else's students. We say the same"
                + " either way.",
            "Check the address. If you should see this record, ask your district's data team"
                + " to look at your grants.");
      case 403 ->
        new Trouble(
            403,
            "This form is no longer valid",
            "Nothing was changed.",
            "Go back, load the page again and repeat the step. You may have been signed out in"
                + " the meantime.");
      case 413 ->
        new Trouble(
            413,
            "What you sent is too long",
            "Nothing was changed.",
            "Go back: your browser keeps what you typed. Shorten it and send it again.");
      case 400, 405 ->
        new Trouble(
            status,
            "We could not read this request",
            "Nothing was changed.",
            "Go back and use the links and forms of the page.");
      default ->
        new Trouble(
            500,
            "Something went wrong on our side",
            "Your data is safe: pages only read what the last run published.",
            "Try again in a minute. If it stays, tell your district's data team when it"
                + " happened.");
    };
  }
}
