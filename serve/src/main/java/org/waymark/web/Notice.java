package org.waymark.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/// One sentence about what was just decided or refused, shown on the next page and then gone.
public final class Notice {
  private static final String KEY = Notice.class.getName();

  private Notice() {}

  public static void leave(HttpServletRequest request, String sentence) {
    request.getSession().setAttribute(KEY, sentence);
  }

  public static String take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(KEY) instanceof String sentence)) {
      return "";
    }
    session.removeAttribute(KEY);
    return sentence;
  }
}
