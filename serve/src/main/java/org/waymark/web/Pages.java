package org.waymark.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;
import org.waymark.access.Audit;
import org.waymark.access.PersonTransaction;
import org.waymark.access.ShowsStudents;

/// Answers a request: reads in one transaction as the person, then draws the page.
public final class Pages {
  private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private final TemplateEngine templates;
  private final PersonTransaction transaction;
  private final Audit audit;
  private final @Nullable Long student;

  public Pages(TemplateEngine templates, PersonTransaction transaction, Audit audit) {
    this(templates, transaction, audit, null);
  }

  private Pages(
      TemplateEngine templates,
      PersonTransaction transaction,
      Audit audit,
      @Nullable Long student) {
    this.templates = templates;
    this.transaction = transaction;
    this.audit = audit;
    this.student = student;
  }

  /// The same for a page about one student: of student rows it gets those of that student and no
  /// others, which is also quicker.
  public Pages about(long student) {
    return new Pages(templates, transaction, audit, student);
  }

  private <T> T asQuestion(Function<JdbcClient, T> question) {
    return student == null
        ? transaction.read(Asker.person(), question)
        : transaction.readAbout(Asker.person(), student, question);
  }

  private <T> T asDeed(Function<JdbcClient, T> deed) {
    return student == null
        ? transaction.write(Asker.person(), deed)
        : transaction.writeAbout(Asker.person(), student, deed);
  }

  /// A page about published figures; before the first publication it says so instead.
  ///
  /// @param room entry of the navigation
  /// @param template file below `src/main/jte`
  /// @param question what the page asks the database; its answer is the template's `page`
  public ResponseEntity<String> figures(
      HttpServletRequest request,
      String room,
      String template,
      BiFunction<JdbcClient, Freshness, Object> question) {
    record Answer(Freshness freshness, @Nullable Object page) {}
    Answer answer = asQuestion(rows -> {
      Freshness freshness = Freshness.read(rows);
      return new Answer(freshness, freshness.hasFigures() ? question.apply(rows, freshness) : null);
    });
    Frame frame = frame(request, room, answer.freshness());
    if (answer.page() == null) {
      return html(200, "nothing.jte", Map.of("frame", frame));
    }
    shown(answer.page(), Audit.Action.LIST);
    return html(200, template, Map.of("frame", frame, "page", answer.page()));
  }

  /// A page about runs and files, which exist before anything is published.
  public ResponseEntity<String> ledger(
      HttpServletRequest request,
      String room,
      String template,
      BiFunction<JdbcClient, Freshness, Object> question) {
    record Answer(Freshness freshness, Object page) {}
    Answer answer = asQuestion(rows -> {
      Freshness freshness = Freshness.read(rows);
      return new Answer(freshness, question.apply(rows, freshness));
    });
    shown(answer.page(), Audit.Action.LIST);
    Frame frame = frame(request, room, answer.freshness());
    return html(200, template, Map.of("frame", frame, "page", answer.page()));
  }

  /// A page that answers a form with something to mend, or with a conflict.
  public ResponseEntity<String> answer(
      HttpServletRequest request,
      int status,
      String room,
      String template,
      BiFunction<JdbcClient, Freshness, Object> question) {
    ResponseEntity<String> page = ledger(request, room, template, question);
    return ResponseEntity.status(status).headers(page.getHeaders()).body(page.getBody());
  }

  /// An answer for machines.
  public <T> T json(BiFunction<JdbcClient, Freshness, T> question) {
    T answer = published(question);
    shown(answer, Audit.Action.API);
    return answer;
  }

  private <T> T published(BiFunction<JdbcClient, Freshness, T> question) {
    return asQuestion(rows -> {
      Freshness freshness = Freshness.read(rows);
      if (!freshness.hasFigures()) {
        throw new NotVisible();
      }
      return question.apply(rows, freshness);
    });
  }

  /// What the ledger says, which exists before anything is published.
  public <T> T read(Function<JdbcClient, T> question) {
    T answer = asQuestion(question);
    shown(answer, Audit.Action.API);
    return answer;
  }

  /// A file to save.
  public ResponseEntity<String> csv(String name, Function<JdbcClient, Csv> question) {
    Csv csv = asQuestion(question);
    shown(csv, Audit.Action.EXPORT);
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .body(csv.toString());
  }

  /// What is on screen, to take away.
  ///
  /// @param name of the file, without its ending
  public ResponseEntity<byte[]> sheet(
      String name, Sheet.Format format, BiFunction<JdbcClient, Freshness, Sheet> question) {
    Sheet sheet = published(question);
    shown(sheet, Audit.Action.EXPORT);
    byte[] body = sheet.write(format);
    return ResponseEntity.ok()
        .header("Content-Type", format.type)
        .header(
            "Content-Disposition", "attachment; filename=\"" + name + "." + format.ending + "\"")
        .body(body);
  }

  /// A document for paper.
  ///
  /// @param body made after the transaction has ended and the look is on record
  public record Printed(List<Long> shownStudents, Supplier<byte[]> body) implements ShowsStudents {}

  /// A document to print: a PDF that the browser shows.
  ///
  /// @param name of the file, without its ending and without a student's name
  public ResponseEntity<byte[]> print(
      String name, BiFunction<JdbcClient, Freshness, Printed> question) {
    Printed printed = published(question);
    shown(printed, Audit.Action.PRINT);
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_PDF)
        .header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"")
        .body(printed.body().get());
  }

  /// Reads without drawing: for a page that must know something before it begins.
  public <T> T ask(Function<JdbcClient, T> question) {
    return asQuestion(question);
  }

  /// Writes a decision of the person.
  public <T> T decide(Function<JdbcClient, T> deed) {
    return asDeed(deed);
  }

  /// Writes something about students, and into the audit that it was written: both or neither.
  ///
  /// @param about whom the deed was about, from its answer
  public <T> T act(Function<JdbcClient, T> deed, Function<T, List<Long>> about) {
    String place = route();
    return asDeed(rows -> {
      T done = deed.apply(rows);
      audit.wrote(rows, place, about.apply(done));
      return done;
    });
  }

  /// Writes into the audit whom an answer shows, before anybody gets it.
  ///
  /// @param answer shows students when it is [ShowsStudents]
  /// @param many what it is called when it shows more than one; one student is a look at a record
  public void shown(Object answer, Audit.Action many) {
    @Nullable Object told = answer instanceof ResponseEntity<?> entity ? entity.getBody() : answer;
    if (told instanceof ShowsStudents shows) {
      List<Long> students = shows.shownStudents();
      Audit.Action action =
          many == Audit.Action.LIST && students.size() == 1 ? Audit.Action.VIEW : many;
      audit.looked(Asker.person(), action, route(), students, shows::leave);
    }
  }

  /// The pattern of the route under way: no id, no search.
  private static String route() {
    @Nullable RequestAttributes request = RequestContextHolder.getRequestAttributes();
    @Nullable
    Object pattern = request == null
        ? null
        : request.getAttribute(
            HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
    return pattern == null ? "unknown" : pattern.toString();
  }

  /// A page without rows: sign-in and trouble.
  public ResponseEntity<String> plain(
      HttpServletRequest request, int status, String template, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("frame", frame(request, "", null));
    return html(status, template, all);
  }

  /// A page about the person who asks: no student, no published figure.
  public ResponseEntity<String> own(
      HttpServletRequest request, int status, String room, String template, Object page) {
    return html(status, template, Map.of("frame", frame(request, room, null), "page", page));
  }

  /// A page about trouble, in the same words wherever it happens.
  public ResponseEntity<String> trouble(HttpServletRequest request, int status) {
    return plain(request, status, "trouble.jte", Map.of("trouble", Trouble.of(status)));
  }

  /// A page that needs no row: the same for everybody who may open it.
  public ResponseEntity<String> still(HttpServletRequest request, String room, String template) {
    return html(200, template, Map.of("frame", frame(request, room, null)));
  }

  /// A page that is the same for everybody who may open it, made from what the server knows.
  public ResponseEntity<String> still(
      HttpServletRequest request, String room, String template, Object page) {
    return html(200, template, Map.of("frame", frame(request, room, null), "page", page));
  }

  private static Frame frame(
      HttpServletRequest request, String room, @Nullable Freshness freshness) {
    @Nullable Object token = request.getAttribute(CsrfToken.class.getName());
    return new Frame(
        Asker.personOrNull(),
        room,
        freshness,
        token instanceof CsrfToken csrf ? csrf.getParameterName() : "_csrf",
        token instanceof CsrfToken csrf ? csrf.getToken() : "",
        Theme.of(request),
        address(request));
  }

  /// Where a form of the frame leads back to. A page that answered a form has no address of its
  /// own.
  private static String address(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      return "/";
    }
    @Nullable String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  private ResponseEntity<String> html(int status, String template, Map<String, Object> model) {
    StringOutput output = new StringOutput(32 * 1024);
    templates.render(template, model, output);
    return ResponseEntity.status(HttpStatusCode.valueOf(status))
        .contentType(HTML)
        .body(output.toString());
  }
}
