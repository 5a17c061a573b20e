package org.waymark.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Set;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.interventions.Missing;
import org.waymark.web.gate.BadRequest;
import org.waymark.web.gate.Problem;
import org.waymark.web.gate.RequestId;
import org.waymark.web.gate.TooLong;

/// Trouble in words: what happened, what is safe, what to do. Never a stack trace.
@RestController
@ControllerAdvice
class ErrorPages implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private static final Set<Integer> KNOWN =
      Set.of(400, 401, 403, 404, 405, 406, 409, 411, 413, 415, 422, 428, 429, 431, 503);

  /// A text that the database can't keep, whatever way it came in by.
  private static final Set<String> NO_TEXT = Set.of("22021", "22P05");

  private final Pages pages;

  ErrorPages(Pages pages) {
    this.pages = pages;
  }

  /// Whatever went wrong in a page.
  @ExceptionHandler(Exception.class)
  @Nullable
  ResponseEntity<?> trouble(HttpServletRequest request, Exception trouble) throws Exception {
    return switch (trouble) {
      // the door's own business: who is asking, and whether the form is theirs
      case AuthenticationException door -> throw door;
      case AccessDeniedException door -> throw door;
      // nobody is there to read an answer
      case ClientAbortException gone -> null;
      case AsyncRequestNotUsableException gone -> null;
      // missing, refused and misspelled look the same
      case NotVisible hidden -> answer(request, 404);
      case Missing hidden -> answer(request, 404);
      case MethodArgumentTypeMismatchException wrong ->
        answer(
            request, wrong.getParameter().hasParameterAnnotation(PathVariable.class) ? 404 : 400);
      // a form that is too long or badly written: its sender is told, the log is not
      case InvalidParameterException bad -> answer(request, bad.getErrorCode());
      case BadRequest bad -> answer(request, 400, HttpHeaders.EMPTY, bad.detail());
      case RequestRejectedException bad -> answer(request, 400);
      case HttpMessageNotReadableException bad -> answer(request, isTooLong(bad) ? 413 : 400);
      case ErrorResponse known ->
        answer(request, known.getStatusCode().value(), known.getHeaders(), null);
      case DataAccessException database -> answer(request, ofDatabase(request, database));
      case CannotCreateTransactionException database ->
        answer(request, ofDatabase(request, database));
      default -> {
        LOG.error("request {} for {} failed", RequestId.of(request), pattern(request), trouble);
        yield answer(request, 500);
      }
    };
  }

  /// What went wrong before or behind the pages.
  @RequestMapping("/error")
  @OpenTo(Circle.ANYBODY)
  ResponseEntity<?> error(HttpServletRequest request) {
    @Nullable Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return answer(request, status instanceof Integer code ? code : 404);
  }

  private static boolean isTooLong(Throwable trouble) {
    for (Throwable t = trouble; t != null; t = t.getCause()) {
      if (t instanceof TooLong) {
        return true;
      }
    }
    return false;
  }

  private static int ofDatabase(HttpServletRequest request, RuntimeException trouble) {
    for (Throwable t = trouble; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && NO_TEXT.contains(String.valueOf(sql.getSQLState()))) {
        return 400;
      }
    }
    // the statement names tables, never a person: parameters are bound
    LOG.error(
        "the database did not answer request {} for {}",
        RequestId.of(request),
        pattern(request),
        trouble);
    boolean isBusy = trouble instanceof CannotGetJdbcConnectionException
        || trouble instanceof CannotCreateTransactionException;
    return isBusy ? 503 : 500;
  }

  private ResponseEntity<?> answer(HttpServletRequest request, int status) {
    return answer(request, status, HttpHeaders.EMPTY, null);
  }

  private ResponseEntity<?> answer(
      HttpServletRequest request, int status, HttpHeaders headers, @Nullable String detail) {
    int shown = KNOWN.contains(status) ? status : 500;
    if (!Problem.isForMachines(request)) {
      ResponseEntity<String> page = pages.trouble(request, shown);
      return ResponseEntity.status(shown)
          .headers(page.getHeaders())
          .headers(headers)
          .body(page.getBody());
    }
    Trouble trouble = Trouble.of(shown);
    return ResponseEntity.status(shown)
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problem.of(
            request, shown, trouble.title(), detail == null ? trouble.advice() : detail));
  }

  private static String pattern(HttpServletRequest request) {
    @Nullable
    Object pattern =
        request.getAttribute("org.springframework.web.servlet.HandlerMapping.bestMatchingPattern");
    return String.valueOf(pattern);
  }
}
