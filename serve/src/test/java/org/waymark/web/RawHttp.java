package org.waymark.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// Bytes to a socket and back: for requests that no well-behaved client would send.
final class RawHttp {
  private RawHttp() {}

  /// What the server wrote until it closed, or nothing more came for a while.
  static String send(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      var answer = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0;
            n = socket.getInputStream().read(buffer)) {
          answer.write(buffer, 0, n);
        }
      } catch (java.net.SocketException reset) {
        // a server may close on a request that it has not read to its end
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }

  static String send(int port, String request) throws IOException {
    return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// 400 of "HTTP/1.1 400 Bad Request".
  static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }
}
