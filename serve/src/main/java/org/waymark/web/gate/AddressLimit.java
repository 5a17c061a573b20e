package org.waymark.web.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.web.filter.OncePerRequestFilter;

/// How much one network address may ask, before anybody is known. Styles and the health check
/// don't count.
final class AddressLimit extends OncePerRequestFilter {
  private final Buckets buckets;

  AddressLimit(int perMinute) {
    buckets = new Buckets(perMinute, System::nanoTime);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/assets/") || path.startsWith("/actuator/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Buckets.Taken taken = buckets.take(network(request.getRemoteAddr()));
    if (taken.isThere()) {
      chain.doFilter(request, response);
    } else {
      response.setHeader("Retry-After", Long.toString(taken.pause()));
      response.sendError(429);
    }
  }

  /// An IPv6 visitor owns a whole /64 and could change address with each request.
  static String network(String address) {
    try {
      InetAddress parsed = InetAddress.ofLiteral(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
          : address;
    } catch (IllegalArgumentException noLiteral) {
      return address;
    }
  }
}
