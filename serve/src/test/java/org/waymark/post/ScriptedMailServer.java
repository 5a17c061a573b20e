package org.waymark.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// Speaks just enough SMTP to take letters, and misbehaves at one command; the dot that ends a
/// letter counts as one. A real server does not do that when asked.
final class ScriptedMailServer implements AutoCloseable {

  /// The answer that is none: it says nothing more and keeps the line open.
  static final String SILENCE = "";

  /// Hangs up instead of an answer.
  static final String HANGS_UP = "hangs up";

  /// Says yes after a second.
  static final String SLOW_YES = "250 at last";

  private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final String command;
  private final String answer;
  private final AtomicInteger letters = new AtomicInteger();

  /// @param command such as RCPT, QUIT or a dot
  ScriptedMailServer(String command, String answer) throws IOException {
    this.command = command;
    this.answer = answer;
    Thread.ofVirtual().start(() -> {
      while (!socket.isClosed()) {
        try {
          Socket caller = socket.accept();
          Thread.ofVirtual().start(() -> talk(caller));
        } catch (IOException closed) {
          // the test is over
        }
      }
    });
  }

  private void talk(Socket caller) {
    try (caller;
        var in = new BufferedReader(
            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
      OutputStream out = caller.getOutputStream();
      say(out, "220 ready");
      boolean isLetter = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isLetter && !line.equals(".")) {
          continue;
        }
        if (line.equals(".")) {
          isLetter = false;
          letters.incrementAndGet();
        }
        String said = line.startsWith(command) ? answer : usual(line);
        if (said.equals(HANGS_UP)) {
          return;
        }
        if (said.equals(SLOW_YES)) {
          Thread.sleep(1_000);
        }
        if (!said.equals(SILENCE)) {
          say(out, said);
        }
        isLetter = isLetter || said.startsWith("354");
      }
    } catch (IOException closed) {
      // the caller left
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String usual(String line) {
    return line.startsWith("DATA") ? "354 go on" : line.startsWith("QUIT") ? "221 bye" : "250 fine";
  }

  private static void say(OutputStream out, String words) throws IOException {
    out.write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  /// Whole letters that it has read, whatever it said to them.
  int letters() {
    return letters.get();
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
