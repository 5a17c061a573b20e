package org.waymark.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/// Someone who writes, by the API with a token and by the pages' forms with a session, and gets
/// either anew when it is no longer good. The API may be used by several threads at once.
final class KillClerk {
  static final String PASSWORD = "kill-bench-people-only";

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final JsonMapper JSON = JsonMapper.shared();

  /// @param location empty where there is none
  /// @param version of the ETag; empty where there is none
  record Answer(int status, String body, String location, String version) {
    boolean isDone() {
      return status >= 200 && status < 400;
    }
  }

  private final String base;
  private final String email;
  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .cookieHandler(new CookieManager())
      .connectTimeout(Duration.ofSeconds(5))
      .build();
  private volatile String token = "";

  KillClerk(String base, String email) {
    this.base = base;
    this.email = email;
  }

  Answer get(String path) throws IOException, InterruptedException {
    return api("GET", path, Map.of(), "");
  }

  Answer post(String path, Map<String, String> body) throws IOException, InterruptedException {
    return api("POST", path, body, "");
  }

  /// @param version that the change builds on
  Answer put(String path, Map<String, String> body, String version)
      throws IOException, InterruptedException {
    return api("PUT", path, body, version);
  }

  private Answer api(String method, String path, Map<String, String> body, String version)
      throws IOException, InterruptedException {
    String held = token;
    Answer answer = once(method, path, body, version, held);
    return answer.status() == 401 ? once(method, path, body, version, renewed(held)) : answer;
  }

  private Answer once(
      String method, String path, Map<String, String> body, String version, String bearer)
      throws IOException, InterruptedException {
    var request = to(path)
        .header("Authorization", "Bearer " + bearer)
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!version.isEmpty()) {
      request.header("If-Match", version);
    }
    return send(request);
  }

  /// One sign-in for all who found the same token to be no longer good.
  private synchronized String renewed(String old) throws IOException, InterruptedException {
    if (!token.equals(old)) {
      return token;
    }
    Answer answer = send(to("/api/token")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(
            JSON.writeValueAsString(Map.of("email", email, "password", PASSWORD)))));
    if (answer.status() != 200) {
      throw new IOException("no token: " + answer.status());
    }
    token = JSON.readTree(answer.body()).path("access_token").asString();
    return token;
  }

  /// Sends a form of a page, as a browser does.
  ///
  /// @param form fields, written as in an address
  Answer submit(String page, String path, String form) throws IOException, InterruptedException {
    Answer shown = send(to(page).GET());
    if (shown.status() != 200) {
      Answer door = send(to("/sign-in").GET());
      send(form("/sign-in", "email=" + coded(email) + "&password=" + coded(PASSWORD), door));
      shown = send(to(page).GET());
    }
    if (shown.status() != 200) {
      throw new IOException("no page: " + shown.status());
    }
    Answer answer = send(form(path, form, shown));
    // a session that ended in between leads to the door
    return answer.location().contains("/sign-in")
        ? new Answer(401, "", answer.location(), "")
        : answer;
  }

  private HttpRequest.Builder form(String path, String form, Answer shown) {
    var found = FORM_TOKEN.matcher(shown.body());
    String hidden = found.find() ? found.group(1) : "";
    return to(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form + "&_csrf=" + coded(hidden)));
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(
        answer.statusCode(),
        answer.body(),
        answer.headers().firstValue("Location").orElse(""),
        answer.headers().firstValue("ETag").orElse(""));
  }

  static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
