package org.waymark.bench;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Where letters arrive: a mail server, a webhook that acts once for each key, and a chat that
/// shows whatever comes. Webhook and chat refuse some calls before they act, and hang up on some
/// after.
final class KillReceivers implements AutoCloseable {
  private static final int REFUSED_PERCENT = 3;
  private static final int UNANSWERED_PERCENT = 3;

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final HttpServer server;
  private final Random random;
  private final Map<String, Integer> hookCalls = new ConcurrentHashMap<>();
  private final Map<String, Integer> chatShows = new ConcurrentHashMap<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  KillReceivers(long seed) throws IOException {
    random = new Random(seed);
    // a killed server hangs up in the middle of a letter: to GreenMail's threads that is a fault
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
      if (!thread.getName().startsWith("smtp:")) {
        failure.printStackTrace();
      }
    });
    mail.start();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/hook", exchange -> answer(exchange, hookCalls));
    server.createContext("/chat", exchange -> answer(exchange, chatShows));
    server.start();
  }

  private void answer(HttpExchange exchange, Map<String, Integer> seen) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      int chance;
      synchronized (random) {
        chance = random.nextInt(100);
      }
      if (chance < REFUSED_PERCENT) {
        refused.incrementAndGet();
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      seen.merge(exchange.getRequestHeaders().getFirst("Idempotency-Key"), 1, Integer::sum);
      if (chance < REFUSED_PERCENT + UNANSWERED_PERCENT) {
        unanswered.incrementAndGet();
        return;
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  int mailPort() {
    return mail.getSmtp().getPort();
  }

  String url(String name) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
  }

  /// By key: how often the webhook was called with it; it acted the first time.
  Map<String, Integer> hookCalls() {
    return Map.copyOf(hookCalls);
  }

  /// By key: how often the chat shows the message.
  Map<String, Integer> chatShows() {
    return Map.copyOf(chatShows);
  }

  /// By the local part of the Message-ID: how often the letter lies in a mailbox.
  Map<String, Integer> mails() throws IOException {
    var mails = new HashMap<String, Integer>();
    try {
      for (MimeMessage message : mail.getReceivedMessages()) {
        mails.merge(message.getMessageID().replaceAll("[<>]|@.*", ""), 1, Integer::sum);
      }
    } catch (MessagingException e) {
      throw new IOException(e);
    }
    return mails;
  }

  int refused() {
    return refused.get();
  }

  int unanswered() {
    return unanswered.get();
  }

  @Override
  public void close() {
    server.stop(0);
    mail.stop();
  }
}
