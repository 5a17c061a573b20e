package org.waymark.web;

/// What a page about trouble says.
public record Trouble(int status, String title, String safe, String advice) {
  /// The words for a status.
  public static Trouble of(int status) {
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
      case 401 ->
        new Trouble(
            401,
            "Sign in first",
            "Nothing was shown or changed.",
            "Open the first page and sign in; then repeat the step.");
      case 415 ->
        new Trouble(
            415,
            "We don't read this kind of content",
            "Nothing was changed.",
            "Pages send forms (application/x-www-form-urlencoded); the API takes JSON"
                + " (application/json) where its description says so.");
      case 406 ->
        new Trouble(
            406,
            "We don't answer in this format",
            "Nothing was changed.",
            "Pages answer in HTML, addresses below /api in JSON.");
      case 409 ->
        new Trouble(
            409,
            "Somebody else changed this in the meantime",
            "Nothing of yours was saved, and nothing of theirs was overwritten.",
            "Load the page again, look at what changed, and repeat the step.");
      case 429 ->
        new Trouble(
            429, "Too many requests", "Nothing was changed.", "Wait a little, then try again.");
      case 431 ->
        new Trouble(
            431,
            "The address or the headers are too long",
            "Nothing was changed.",
            "Remove filters from the address, or clear the cookies of this site, and try again.");
      case 400, 405, 411, 422, 428 ->
        new Trouble(
            status,
            "We could not read this request",
            "Nothing was changed.",
            "Go back and use the links and forms of the page.");
      case 503 ->
        new Trouble(
            503,
            "We can't answer just now",
            "Nothing was changed, and nothing is lost.",
            "Too many people ask at once, or the database is starting. Try again in a minute.");
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
