package org.waymark.post;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// Posts a letter to a chat, a webhook or a ticket desk.
///
/// Follows no redirect, waits no longer than it must, and reads nothing of an answer but its
/// status and how long to wait: an endpoint can't make it fetch or keep anything.
final class HttpCarrier implements Carrier, AutoCloseable {

  private final Map<String, Endpoint> endpoints;
  private final HttpClient client;
  private final Duration patience;
  private final Clock clock;

  /// @param patience from the call to the status of the answer
  HttpCarrier(Map<String, Endpoint> endpoints, Duration patience, Clock clock) {
    this.endpoints = endpoints;
    this.patience = patience;
    this.clock = clock;
    this.client = HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(patience)
        .version(HttpClient.Version.HTTP_1_1)
        .build();
  }

  @Override
  public Outcome carry(Letter letter, Handover handover) {
    Endpoint endpoint = endpoints.get(letter.recipient());
    if (endpoint == null || endpoint.channel() != letter.channel()) {
      return new Outcome.Refused("The settings name no such endpoint any more");
    }
    if (leadsAstray(endpoint.url())) {
      return new Outcome.Later(
          "The address leads to a network that is never written to", null, true);
    }
    try {
      handover.begins();
    } catch (IOException e) {
      return new Outcome.Later(String.valueOf(e.getMessage()), null, false);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request(letter, endpoint), BodyHandlers.ofInputStream());
      try (InputStream unread = response.body()) {
        return outcome(response);
      }
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      return new Outcome.Later("No connection to the endpoint", null, true);
    } catch (IOException e) {
      return new Outcome.InDoubt("The endpoint did not answer in time, or hung up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.InDoubt("Interrupted");
    }
  }

  private HttpRequest request(Letter letter, Endpoint endpoint) {
    var request = HttpRequest.newBuilder(endpoint.url())
        .timeout(patience)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Waymark")
        .header("Idempotency-Key", letter.mark())
        .POST(BodyPublishers.ofString(letter.body()));
    if (endpoint.channel() == Channel.WEBHOOK) {
      String at = String.valueOf(clock.instant().getEpochSecond());
      request.header(
          "Waymark-Signature",
          "t=" + at + ",v1=" + signature(endpoint.secret(), at + "." + letter.body()));
    }
    if (endpoint.channel() == Channel.TICKET && !endpoint.secret().isEmpty()) {
      request.header("Authorization", "Bearer " + endpoint.secret());
    }
    return request.build();
  }

  /// HMAC-SHA256, in hexadecimal. The time is signed too, so that an old call can't be played
  /// again.
  static String signature(String secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private Outcome outcome(HttpResponse<?> response) {
    int status = response.statusCode();
    String said = "The endpoint answered " + status;
    return switch (status / 100) {
      case 2 -> new Outcome.Delivered();
      case 3 -> new Outcome.Refused(said + "; redirects are not followed");
      case 4 ->
        switch (status) {
          // 409: the same key is being worked on
          case 408, 409, 425 -> new Outcome.Later(said, wait(response), false);
          case 429 -> new Outcome.Later(said, wait(response), true);
          default -> new Outcome.Refused(said);
        };
      default -> new Outcome.Later(said, wait(response), true);
    };
  }

  /// Retry-After: seconds, or a date.
  private @Nullable Duration wait(HttpResponse<?> response) {
    String asked =
        response.headers().firstValue("Retry-After").map(String::strip).orElse("");
    if (asked.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(asked));
    }
    try {
      Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(asked));
      Duration wait = Duration.between(clock.instant(), until);
      return wait.isNegative() ? null : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }

  /// Addresses at which machines keep their own secrets, and those of no machine. A district's
  /// own network is allowed: ticket desks stand there.
  private static boolean leadsAstray(URI url) {
    try {
      for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
        boolean isHome = PostSettings.isThisMachine(url.getHost());
        if (address.isLinkLocalAddress()
            || address.isAnyLocalAddress()
            || address.isMulticastAddress()
            || address.isLoopbackAddress() && !isHome) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException e) {
      // the call itself will say so
      return false;
    }
  }

  /// Takes no more letters and lets those in hand end.
  void retire() {
    client.shutdown();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
