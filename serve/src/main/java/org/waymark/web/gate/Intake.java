package org.waymark.web.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what no page could read: a body that is too long, parameters that are not text.
///
/// PostgreSQL keeps no NUL and no half of a surrogate pair in a text, so they end here with a
/// clear answer and not as an error of the database.
public final class Intake extends OncePerRequestFilter {
  private final long limit;

  /// @param limit the longest body, bytes
  public Intake(long limit) {
    this.limit = limit;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > limit) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    try {
      if (!isText(request.getParameterMap())) {
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        return;
      }
    } catch (InvalidParameterException unreadable) {
      response.sendError(unreadable.getErrorCode());
      return;
    } catch (IllegalStateException unreadable) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    chain.doFilter(
        request.getContentLengthLong() < 0 ? new Measured(request, limit) : request, response);
  }

  private static boolean isText(Map<String, String[]> parameters) {
    for (Map.Entry<String, String[]> parameter : parameters.entrySet()) {
      if (!isText(parameter.getKey())) {
        return false;
      }
      for (String value : parameter.getValue()) {
        if (!isText(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Whether the database can keep it as text.
  public static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// A request that did not say how long it is: counted while it is read.
  private static final class Measured extends HttpServletRequestWrapper {
    private final long limit;

    Measured(HttpServletRequest request, long limit) {
      super(request);
      this.limit = limit;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
      return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream in;
    private final long limit;
    private long read;

    Counted(ServletInputStream in, long limit) {
      this.in = in;
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int count = in.read(into, from, most);
      count(Math.max(0, count));
      return count;
    }

    private void count(int more) throws TooLong {
      read += more;
      if (read > limit) {
        throw new TooLong(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
