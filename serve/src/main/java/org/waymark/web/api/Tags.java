package org.waymark.web.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Says of each answer of the API which state of things it is of (`ETag`), and does not send
/// again what the program has already (`If-None-Match`, 304). Nobody but the program that asked
/// may keep an answer, and it asks each time.
///
/// Tags are weak: the same answer may travel compressed or not.
public final class Tags extends OncePerRequestFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/")
        || !request.getMethod().equals("GET") && !request.getMethod().equals("HEAD");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "private, no-cache");
    response.setHeader("Vary", "Cookie, Authorization, Accept-Encoding");
    ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
    chain.doFilter(request, kept);
    if (response.isCommitted() || kept.getStatus() != 200) {
      kept.copyBodyToResponse();
      return;
    }
    @Nullable String tag = response.getHeader("ETag");
    if (tag == null) {
      @Nullable String total = response.getHeader("X-Total-Count");
      tag = tag(kept.getContentAsByteArray(), total == null ? "" : total);
      response.setHeader("ETag", tag);
    }
    if (matches(request, tag)) {
      kept.resetBuffer();
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    kept.copyBodyToResponse();
  }

  /// The tag of an answer.
  static String tag(byte[] body, String beside) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(beside.getBytes(StandardCharsets.UTF_8));
      byte[] hash = Arrays.copyOf(digest.digest(body), 15);
      return "W/\"" + Base64.getUrlEncoder().encodeToString(hash) + "\"";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// Whether the program has the answer of that tag.
  static boolean matches(HttpServletRequest request, String tag) {
    @Nullable String had = request.getHeader("If-None-Match");
    if (had == null || had.length() > 4_000) {
      return false;
    }
    return Arrays.stream(had.split(","))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals(tag.substring(2)));
  }
}
