package org.waymark.web.gate;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Trouble told to a machine: RFC 9457, with the number of the request.
///
/// @param type names the kind of trouble; `/api-docs` lists them
/// @param status as the answer's own
/// @param requestId by which the district's data team finds the request in the log
public record Problem(String type, String title, int status, String detail, String requestId) {

  /// One kind of trouble, in words.
  public record Kind(String type, String title) {}

  private static final String URN = "urn:waymark:problem:";

  /// The last part of a type, by status.
  public static final Map<Integer, String> KINDS = Map.ofEntries(
      Map.entry(400, "unreadable"),
      Map.entry(401, "not-signed-in"),
      Map.entry(403, "refused"),
      Map.entry(404, "not-visible"),
      Map.entry(405, "wrong-method"),
      Map.entry(406, "no-such-format"),
      Map.entry(409, "changed-meanwhile"),
      Map.entry(411, "length-missing"),
      Map.entry(413, "too-long"),
      Map.entry(415, "wrong-content-type"),
      Map.entry(422, "not-acceptable-value"),
      Map.entry(428, "version-missing"),
      Map.entry(429, "too-many-requests"),
      Map.entry(431, "headers-too-long"),
      Map.entry(500, "our-mistake"),
      Map.entry(503, "busy"));

  /// @param detail what happened and what to do next
  public static Problem of(HttpServletRequest request, int status, String title, String detail) {
    return new Problem(type(status), title, status, detail, RequestId.of(request));
  }

  /// `urn:waymark:problem:not-visible`.
  public static String type(int status) {
    return URN + KINDS.getOrDefault(status, "our-mistake");
  }

  /// Whether whoever asks is a machine: below `/api`, or by what it accepts.
  public static boolean isForMachines(HttpServletRequest request) {
    @Nullable Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = original instanceof String uri ? uri : request.getRequestURI();
    if (path.startsWith("/api/") || path.equals("/api")) {
      return true;
    }
    @Nullable String accepts = request.getHeader("Accept");
    return accepts != null && accepts.contains("json") && !accepts.contains("html");
  }
}
