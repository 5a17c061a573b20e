package org.waymark.web.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat says when a request never reached the pages: an address or a header that is no
/// HTTP. Without a product's name, a version, or what was sent.
final class LastResort extends ErrorReportValve {

  LastResort() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, @Nullable Throwable trouble) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    @Nullable String path = request.getRequestURI();
    boolean isApi = path != null && path.startsWith("/api/");
    byte[] bytes = (isApi ? problem(request, status) : page()).getBytes(StandardCharsets.UTF_8);
    try {
      response.setContentType(isApi ? "application/problem+json" : "text/html;charset=UTF-8");
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader("Content-Security-Policy", "default-src 'none'");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      // whoever asked has hung up
      return;
    }
  }

  private static String problem(Request request, int status) {
    return """
        {"type":"%s","title":"We could not read this request","status":%d,"detail":"%s","requestId":"%s"}""".formatted(
            Problem.type(status),
            status,
            "The address, a header or the body is not valid HTTP.",
            RequestId.of(request));
  }

  private static String page() {
    return """
        <!DOCTYPE html>
        <html lang="en"><title>We could not read this request</title>
        <h1>We could not read this request</h1>
        <p>Nothing was changed. Go back and use the links and forms of the page.</p>
        <p><a href="/">Back to the first page</a></p></html>
        """;
  }
}
