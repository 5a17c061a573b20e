package org.waymark.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Someone at a browser: signs in, reads a page, thinks for a while, clicks.
final class WebUser implements Runnable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final int SHORTEST_MS = 3_000;
  private static final int LONGEST_MS = 8_000;

  /// What came of a click.
  ///
  /// @param at when the answer was there, ms since 1970
  /// @param status 0 when no answer came
  record Seen(String page, String role, String path, long at, long micros, int status, int bytes) {}

  private final String base;
  private final WebPeople.Someone who;
  private final Random random;
  private final long until;
  private final Queue<Seen> seen;
  private final HttpClient client = HttpClient.newBuilder()
      .version(HttpClient.Version.HTTP_1_1)
      .cookieHandler(new CookieManager())
      .connectTimeout(Duration.ofSeconds(10))
      .build();

  /// @param until ms since 1970
  WebUser(String base, WebPeople.Someone who, long seed, long until, Queue<Seen> seen) {
    this.base = base;
    this.who = who;
    this.random = new Random(seed);
    this.until = until;
    this.seen = seen;
  }

  @Override
  public void run() {
    try {
      // nobody's day begins in the same second
      Thread.sleep(random.nextInt(LONGEST_MS));
      signIn();
      Itinerary day = new Itinerary(who.role(), random);
      while (System.currentTimeMillis() < until) {
        Thread.sleep(random.nextInt(SHORTEST_MS, LONGEST_MS + 1));
        Itinerary.Click click = day.next();
        day.read(get(click.page(), click.path()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Opens every kind of page so many times, without a pause.
  void oneByOne(int times) throws InterruptedException {
    signIn();
    Itinerary day = new Itinerary(who.role(), random);
    for (String page : day.pages()) {
      Itinerary.Click click = day.click(page);
      for (int i = 0; i < times; i++) {
        String html = get(page, click.path());
        if (i == 0) {
          day.read(html);
        }
      }
    }
  }

  /// One page outside of the day.
  void once(String page, String path) throws InterruptedException {
    signIn();
    get(page, path);
  }

  private void signIn() throws InterruptedException {
    var form = TOKEN.matcher(get("door", "/sign-in"));
    String token = form.find() ? form.group(1) : "";
    send(
        "sign-in",
        "/sign-in",
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("email=" + coded(who.email()) + "&password="
                + coded(WebPeople.PASSWORD) + "&_csrf=" + coded(token))));
  }

  private String get(String page, String path) throws InterruptedException {
    return send(page, path, HttpRequest.newBuilder().GET());
  }

  private String send(String page, String path, HttpRequest.Builder request)
      throws InterruptedException {
    long begun = System.nanoTime();
    int status = 0;
    byte[] body = new byte[0];
    try {
      HttpResponse<byte[]> answer = client.send(
          request
              .uri(URI.create(base + path))
              .header(ServerTimes.PAGE, page)
              .header("Accept-Encoding", "gzip")
              .timeout(Duration.ofSeconds(60))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
      status = answer.statusCode();
      body = answer.body();
    } catch (IOException noAnswer) {
      System.err.println(page + " " + path + ": " + noAnswer);
    }
    seen.add(new Seen(
        page,
        who.role().written(),
        path,
        System.currentTimeMillis(),
        (System.nanoTime() - begun) / 1_000,
        status,
        body.length));
    return text(body);
  }

  private static String text(byte[] body) {
    boolean isPacked = body.length > 2 && body[0] == 0x1f && body[1] == (byte) 0x8b;
    try (InputStream in = isPacked
        ? new GZIPInputStream(new ByteArrayInputStream(body))
        : new ByteArrayInputStream(body)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      return "";
    }
  }

  private static String coded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Whether an answer is one that a browser would be content with.
  static boolean isFine(Seen seen) {
    return List.of(200, 302, 303).contains(seen.status());
  }
}
