package org.waymark.bench;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// What each request cost inside the server: from the first line of the request to the last
/// byte of the answer handed to the network, compression included.
final class ServerTimes extends ValveBase implements AccessLog {
  /// Names the kind of page, so that an address with an id needs no guessing.
  static final String PAGE = "Bench-Page";

  /// @param at when the answer was through, ms since 1970
  record Took(String page, long at, long micros, int status) {}

  private final ConcurrentLinkedQueue<Took> all = new ConcurrentLinkedQueue<>();

  ServerTimes() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
  }

  @Override
  public void log(Request request, Response response, long nanos) {
    String page = request.getHeader(PAGE);
    if (page != null) {
      all.add(new Took(page, System.currentTimeMillis(), nanos / 1_000, response.getStatus()));
    }
  }

  ConcurrentLinkedQueue<Took> all() {
    return all;
  }

  @Override
  public void setRequestAttributesEnabled(boolean enabled) {
    // nothing is taken from a proxy here
  }

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
