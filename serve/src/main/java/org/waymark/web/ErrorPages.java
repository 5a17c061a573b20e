package org.waymark.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;

/// Trouble in words: what happened, what is safe, what to do. Never a stack trace.
@RestController
@ControllerAdvice
class ErrorPages implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private static final Set<Integer> KNOWN =
      Set.of(400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 422, 429, 431);

  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  /// Missing, refused and misspelled look the same.
  @ExceptionHandler({
    NotVisible.class,
    NoHandlerFoundException.class,
    NoResourceFoundException.class,
    MethodArgumentTypeMismatchException.class
  })
  ResponseEntity<?> notVisible(HttpServletRequest request) {
    return answer(request, 404);
  }

  /// A form that is too long or badly written: its sender is told, the log is not.
  @ExceptionHandler(InvalidParameterException.class)
  ResponseEntity<?> unreadable(HttpServletRequest request, InvalidParameterException trouble) {
    return answer(request, trouble.getErrorCode());
  }

  @ExceptionHandler(org.springframework.dao.DataAccessException.class)
  ResponseEntity<?> databaseTrouble(
      HttpServletRequest request, org.springframework.dao.DataAccessException trouble) {
    // the statement names tables, never a person: parameters are bound
    LOG.error("the database did not answer {}", pattern(request), trouble);
    return answer(request, 500);
  }

  @RequestMapping("/error")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> error(HttpServletRequest request) {
    @Nullable Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return answer(request, status instanceof Integer code ? code : 404);
  }

  private ResponseEntity<?> answer(HttpServletRequest request, int status) {
    @Nullable Object original = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = original instanceof String uri ? uri : request.getRequestURI();
    int shown = KNOWN.contains(status) ? status : 500;
    Trouble trouble = Trouble.of(shown);
    if (path.startsWith("/api/")) {
      ProblemDetail problem = ProblemDetail.forStatus(shown);
      problem.setTitle(trouble.title());
      problem.setDetail(trouble.advice());
      return ResponseEntity.status(shown)
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .body(problem);
    }
    return pages.trouble(request, shown);
  }

  private static String pattern(HttpServletRequest request) {
    @Nullable
    Object pattern =
        request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
    return String.valueOf(pattern);
  }
}
