package org.waymark.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/// Someone with a browser's cookies and nothing else.
final class Visitor {
  private final String base;
  private final HttpClient client = HttpClient.newBuilder()
      .cookieHandler(new CookieManager())
      .followRedirects(HttpClient.Redirect.NEVER)
      .build();

  Visitor(String base) {
    this.base = base;
  }

  static Visitor signedIn(MapleValley district, MapleValley.Role role)
      throws IOException, InterruptedException {
    Visitor visitor = new Visitor(district.base());
    try {
      // other tests fail on purpose from the same network address
      district.execute("delete from ledger.failed_try");
    } catch (java.sql.SQLException e) {
      throw new IOException(e);
    }
    HttpResponse<String> answer = visitor.signIn(role.email, MapleValley.PASSWORD);
    if (answer.statusCode() != 302
        || !answer.headers().firstValue("Location").orElse("").endsWith("/")) {
      throw new IllegalStateException("could not sign in as " + role + ": " + answer.statusCode());
    }
    return visitor;
  }

  HttpResponse<String> signIn(String email, String password)
      throws IOException, InterruptedException {
    return post(
        "/sign-in",
        "email=" + encoded(email) + "&password=" + encoded(password) + "&_csrf="
            + encoded(token("/sign-in")));
  }

  /// Sends whatever somebody likes to send.
  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return exchange(request.build());
  }

  /// A connection that the server has just closed for idling answers nothing at all (RFC 9112,
  /// section 9.6): then a browser asks once more, and so does this one.
  private HttpResponse<String> exchange(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
        throw e;
      }
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  /// The session's cookie; empty where there is none.
  String session() {
    return client
        .cookieHandler()
        .map(CookieManager.class::cast)
        .orElseThrow()
        .getCookieStore()
        .getCookies()
        .stream()
        .filter(cookie -> cookie.getName().endsWith("waymark"))
        .map(java.net.HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  /// Posts a form of that page, with its token.
  HttpResponse<String> submit(String page, String path, String form)
      throws IOException, InterruptedException {
    return post(path, form + "&_csrf=" + encoded(token(page)));
  }

  /// The hidden token of a page's form.
  String token(String path) throws IOException, InterruptedException {
    return page(path).select("input[name=_csrf]").attr("value");
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return exchange(to(path).build());
  }

  byte[] bytes(String path) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(base + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray())
        .body();
  }

  HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
    return exchange(to(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build());
  }

  /// Sends JSON, with the token of this visitor's session.
  ///
  /// @param match the version for If-Match; empty for none
  HttpResponse<String> json(String method, String path, String body, String match)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
        .header("Content-Type", "application/json")
        .header("X-CSRF-TOKEN", token("/keys"))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!match.isEmpty()) {
      request.header("If-Match", match);
    }
    return exchange(request.build());
  }

  Document page(String path) throws IOException, InterruptedException {
    return Jsoup.parse(get(path).body());
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
