package org.waymark.web.door;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.waymark.web.gate.RequestId;

/// What a machine is told before any controller was reached (RFC 9457).
public final class Problem {
  private Problem() {}

  /// @param title fixed words, without quotation marks
  /// @param detail fixed words, without quotation marks
  public static void write(HttpServletResponse response, int status, String title, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getWriter()
        .write(
            "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"requestId\":\"%s\"}"
                .formatted(
                    org.waymark.web.gate.Problem.type(status),
                    title,
                    status,
                    detail,
                    response.getHeader(RequestId.HEADER)));
  }
}
