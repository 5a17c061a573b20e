package org.waymark.post;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A real HTTP endpoint that behaves as it is told: answers, fails, hangs, asks for patience.
public final class Receiver implements AutoCloseable {

  /// One call as it arrived.
  public record Call(Instant at, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  /// What an endpoint does with a call.
  public interface Manner {
    void answer(HttpExchange exchange, String body) throws IOException, InterruptedException;
  }

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Manner manner = status(200);

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> {
      try (exchange) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        calls.add(new Call(Instant.now(), Map.copyOf(exchange.getRequestHeaders()), body));
        manner.answer(exchange, body);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    server.start();
  }

  public static Manner status(int status, String... headers) {
    return (exchange, body) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /// Takes the call and says nothing.
  public static Manner hangs() {
    return (exchange, body) -> Thread.sleep(60_000);
  }

  /// Says yes and then sends an answer that never ends.
  public static Manner endless() {
    return (exchange, body) -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] chunk = new byte[64 * 1024];
      while (true) {
        exchange.getResponseBody().write(chunk);
      }
    };
  }

  public void behave(Manner next) {
    manner = next;
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
  }

  public void forget() {
    calls.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
