package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Routes.Route;

/// Every route × everything that somebody could send instead of what it asks for. Nothing may
/// fail inside, tell what it is made of, or tell a hidden student from none.
class BadInputTest {
  private static final Set<Integer> CALM = Set.of(
      200, 302, 303, 304, 400, 401, 403, 404, 405, 406, 409, 411, 413, 414, 415, 422, 429, 431);
  /// What the server in front of the pages may say of a version of HTTP that there is not.
  private static final Set<Integer> CALM_AND_505 =
      Stream.concat(CALM.stream(), Stream.of(505)).collect(Collectors.toSet());
  private static final Pattern INSIDES = Pattern.compile(
      "Exception|org\\.waymark|org\\.springframework|\\bat java|PSQL|SQLSTATE|Tomcat|<script>alert");
  private static final Pattern TOKEN = Pattern.compile("(?<=name=\"_csrf\" value=\")[^\"]*");
  private static final List<Role> WHO = List.of(Role.TEACHER, Role.DISTRICT);

  /// As they stand in an address or a form, already percent-encoded.
  private static final Map<String, String> NASTY = Map.ofEntries(
      Map.entry("sql", "%27%20or%201%3D1%20--"),
      Map.entry("sql number", "1%3B%20drop%20table%20ledger.person"),
      Map.entry("script", "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
      Map.entry("path", "..%2F..%2F..%2Fetc%2Fpasswd"),
      Map.entry("nul", "a%00b"),
      Map.entry("long", "9".repeat(5_000)),
      Map.entry("negative", "-1"),
      Map.entry("smallest", "-9223372036854775808"),
      Map.entry("overflow", "99999999999999999999"),
      Map.entry("not a number", "NaN"),
      Map.entry("infinite", "1e400"),
      Map.entry("right to left", "%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D%F0%9F%A6%89"),
      Map.entry("invalid utf-8", "%FF%FE%ED%A0%80"),
      Map.entry("line break", "x%0D%0ASet-Cookie:%20evil=1"),
      Map.entry("elsewhere", "%2F%2Fevil.example%2F"),
      Map.entry("template", "%24%7B7*7%7D%7B%7B7*7%7D"));

  /// The few that each parameter gets alone; all others come on all parameters at once.
  private static final List<String> ALONE = List.of("sql", "overflow", "elsewhere");

  /// Names that filters read out of the whole address.
  private static final List<String> FILTERS = List.of(
      "school",
      "band",
      "group",
      "tier",
      "section",
      "movement",
      "counselor",
      "by",
      "q",
      "sort",
      "order",
      "page",
      "filter",
      "year",
      "season",
      "subject",
      "type",
      "grade",
      "test",
      "table",
      "area",
      "file",
      "kind",
      "done",
      "from",
      "saved",
      "limit",
      "offset");

  private static MapleValley district;
  private static Routes routes;
  private static List<String> names;

  @BeforeAll
  static void open() throws Exception {
    district = Hostile.open();
    routes = Routes.of(district);
    Set<String> all = new LinkedHashSet<>(FILTERS);
    routes.all().forEach(route -> all.addAll(route.parameters()));
    names = List.copyOf(all);
  }

  @Test
  void no_value_of_an_address_breaks_a_page_or_shows_its_insides() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Role role : WHO) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (Route route : routes.all()) {
        if (!route.isGet()) {
          continue;
        }
        for (var nasty : NASTY.entrySet()) {
          if (!route.variables().isEmpty()) {
            check(
                wrong,
                role,
                route,
                nasty.getKey() + " in the path",
                visitor.get(route.path(nasty.getValue())));
          }
          check(
              wrong,
              role,
              route,
              nasty.getKey() + " everywhere",
              visitor.get(route.path(own()) + "?" + all(nasty.getValue())));
        }
        for (String name : route.parameters()) {
          for (String kind : ALONE) {
            check(
                wrong,
                role,
                route,
                kind + " as " + name,
                visitor.get(route.path(own()) + "?" + name + "=" + NASTY.get(kind)));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_form_breaks_what_it_is_sent_to() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Role role : WHO) {
      Visitor visitor = Visitor.signedIn(district, role);
      String token = "_csrf=" + Visitor.encoded(visitor.token("/"));
      for (Route route : routes.all()) {
        if (route.isGet() || !route.method().equals("POST")) {
          continue;
        }
        for (var nasty : NASTY.entrySet()) {
          check(
              wrong,
              role,
              route,
              nasty.getKey() + " in every field",
              visitor.post(route.path(own()), token + "&" + all(nasty.getValue())));
          if (!route.variables().isEmpty()) {
            check(
                wrong,
                role,
                route,
                nasty.getKey() + " in the path",
                visitor.post(route.path(nasty.getValue()), token));
          }
        }
        check(
            wrong,
            role,
            route,
            "20,000 letters in every field",
            visitor.post(route.path(own()), token + "&" + all("x".repeat(20_000))));
        check(wrong, role, route, "nothing at all", visitor.post(route.path(own()), token));
        for (String name : route.parameters()) {
          for (String kind : ALONE) {
            check(
                wrong,
                role,
                route,
                kind + " as " + name,
                visitor.post(route.path(own()), token + "&" + name + "=" + NASTY.get(kind)));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_body_that_is_no_form_breaks_a_route() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Role role : WHO) {
      Visitor visitor = Visitor.signedIn(district, role);
      String token = "?_csrf=" + Visitor.encoded(visitor.token("/"));
      for (Route route : routes.all()) {
        if (route.isGet()) {
          continue;
        }
        for (byte[] body : bodies(route)) {
          for (String type : List.of(
              "application/json", "text/html", "multipart/form-data; boundary=x", "no type")) {
            if (route.body() != null || body.length < 100) {
              check(
                  wrong,
                  role,
                  route,
                  type + " " + shown(body),
                  visitor.send(visitor
                      .to(route.path(own()) + token)
                      .header("Content-Type", type)
                      .method(route.method(), BodyPublishers.ofByteArray(body))));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_header_breaks_a_page() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<Map.Entry<String, String>> headers = List.of(
        Map.entry("Accept", "text/;;q=x,*/"),
        Map.entry("Accept", "application/x-none"),
        Map.entry("Accept-Language", "' or 1=1 --"),
        Map.entry("If-None-Match", "\"\"\",W/,*,'"),
        Map.entry("If-Modified-Since", "yesterday"),
        Map.entry("Range", "bytes=-1,999999999999-,x"),
        Map.entry("Authorization", "Bearer e30.e30."),
        Map.entry("Authorization", "Basic %%%"),
        Map.entry("X-Forwarded-Host", "evil.example"),
        Map.entry("X-HTTP-Method-Override", "DELETE"),
        Map.entry("Content-Type", "a/b; charset=none"),
        Map.entry("Origin", "null"),
        Map.entry("HX-Current-URL", "javascript:alert(1)"),
        Map.entry("Cookie", "waymark=..%2f; waymark_theme=<script>alert(1)</script>; x"),
        Map.entry("Waymark-Long", "x".repeat(7_000)));
    for (Role role : WHO) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (Route route : routes.all()) {
        if (route.isGet()) {
          for (var header : headers) {
            check(
                wrong,
                role,
                route,
                header.getKey() + ": " + header.getValue(),
                visitor.send(visitor
                    .to(route.path(own()))
                    .header(header.getKey(), header.getValue())
                    .GET()));
          }
          for (String name : route.headers()) {
            for (String value : List.of("' or 1=1 --", "x".repeat(7_000), "99999999999999999999")) {
              check(
                  wrong,
                  role,
                  route,
                  name,
                  visitor.send(visitor.to(route.path(own())).header(name, value).GET()));
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_method_that_a_route_does_not_have_is_told_so() throws Exception {
    List<String> wrong = new ArrayList<>();
    Visitor visitor = Visitor.signedIn(district, Role.DISTRICT);
    String token = "?_csrf=" + Visitor.encoded(visitor.token("/"));
    for (Route route : routes.all()) {
      for (String method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "HEAD")) {
        check(
            wrong,
            Role.DISTRICT,
            route,
            method,
            visitor.send(
                visitor.to(route.path("17") + token).method(method, BodyPublishers.noBody())));
      }
    }
    assertThat(wrong).isEmpty();
    HttpResponse<String> refused =
        visitor.send(visitor.to("/api/v1/students" + token).DELETE());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow").orElse("")).contains("GET");
  }

  @Test
  void what_is_no_http_gets_a_short_answer() throws Exception {
    String end = "Host: localhost\r\nConnection: close\r\n\r\n";
    for (String request : List.of(
        "GET /api/v1/students?q=<script>alert(1)</script> HTTP/1.1\r\n" + end,
        "GET /students/{1} HTTP/1.1\r\n" + end,
        "GET /students/%zz HTTP/1.1\r\n" + end,
        "GET /students?q=%zz HTTP/1.1\r\n" + end,
        "GET /api/v1/students/%00 HTTP/1.1\r\n" + end,
        "GET /api/v1/..;/students HTTP/1.1\r\n" + end,
        "GET /api/v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + end,
        "GET /assets/..%5c..%5capplication.properties HTTP/1.1\r\n" + end,
        "GET //evil.example/%2e%2e HTTP/1.1\r\n" + end,
        "GET / HTTP/9.9\r\n" + end,
        "GE T / HTTP/1.1\r\n" + end,
        "TRACE / HTTP/1.1\r\n" + end,
        "GET / HTTP/1.1\r\nX:\0y\r\n" + end,
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + end,
        "POST /sign-in HTTP/1.1\r\nContent-Length: -5\r\n" + end,
        "POST /sign-in HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n" + end
            + "0\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\nContent-Length: 99999999999\r\n" + end)) {
      String answer = RawHttp.send(district.server.port(), request);
      String first = request.lines().findFirst().orElse("").replaceAll("a{99,}", "a…");
      assertThat(answer).as(first).isNotEmpty();
      assertThat(RawHttp.status(answer)).as(first).isIn(CALM_AND_505);
      assertThat(INSIDES.matcher(answer).find()).as(first + "\n" + answer).isFalse();
    }
  }

  @Test
  void a_body_without_end_is_cut_off() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    for (String path : List.of("/sign-in", "/api/v1/students")) {
      String answer = RawHttp.send(
          district.server.port(),
          "POST " + path
              + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\n\r\n" + chunk.repeat(40)
              + "0\r\n\r\n");
      assertThat(answer)
          .satisfiesAnyOf(
              cut -> assertThat(cut).isEmpty(),
              told -> assertThat(RawHttp.status(told)).isIn(403, 413));
    }
  }

  /// A student of someone else and one who does not exist, through every route that names one.
  @Test
  void a_hidden_student_and_a_missing_one_get_the_same_answer() throws Exception {
    List<String> wrong = new ArrayList<>();
    String hidden = Long.toString(district.othersStudent);
    String missing =
        "1" + hidden.substring(1, hidden.length() - 1) + (hidden.endsWith("7") ? "3" : "7");
    for (Role role : List.of(Role.TEACHER, Role.SCHOOL, Role.ADMINISTRATOR)) {
      Visitor visitor = Visitor.signedIn(district, role);
      String token = "_csrf=" + Visitor.encoded(visitor.token("/"));
      for (Route route : routes.all()) {
        if (route.variables().isEmpty()) {
          continue;
        }
        HttpResponse<String> other = route.isGet()
            ? visitor.get(route.path(hidden))
            : visitor.post(route.path(hidden), token);
        HttpResponse<String> none = route.isGet()
            ? visitor.get(route.path(missing))
            : visitor.post(route.path(missing), token);
        String shownOther = plain(other.body(), hidden);
        String shownNone = plain(none.body(), missing);
        if (other.statusCode() != none.statusCode()
            || !shownOther.equals(shownNone)
            || !names(other).equals(names(none))) {
          wrong.add("%s %s: %d and %d, %s and %s, %s"
              .formatted(
                  role,
                  route,
                  other.statusCode(),
                  none.statusCode(),
                  names(other),
                  names(none),
                  difference(shownOther, shownNone)));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// Where the second text begins to differ.
  private static String difference(String one, String other) {
    int at = Arrays.mismatch(one.toCharArray(), other.toCharArray());
    return at < 0 ? "same text" : other.substring(at, Math.min(other.length(), at + 80));
  }

  /// Names of headers; how long the connection lives says nothing of the student.
  private static Set<String> names(HttpResponse<String> answer) {
    Set<String> names = new TreeSet<>(answer.headers().map().keySet());
    names.remove("connection");
    return names;
  }

  private static String plain(String body, String id) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replace(id, "");
  }

  private static String own() {
    return Long.toString(district.ownStudent);
  }

  private static String all(String value) {
    return names.stream()
        // an address has 8 KB; the long value goes to the first names only
        .limit(value.length() > 1_000 && value.length() < 20_000 ? 1 : names.size())
        .map(name -> name + "=" + value)
        .collect(Collectors.joining("&"));
  }

  private static List<byte[]> bodies(Route route) {
    List<byte[]> all = new ArrayList<>();
    for (String text : List.of("", "null", "[]", "{", "\"x\"", "17", "{\"a\":{\"b\":[1,{}]}}")) {
      all.add(text.getBytes(StandardCharsets.UTF_8));
    }
    all.add(new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});
    if (route.body() != null) {
      all.add("[".repeat(20_000).getBytes(StandardCharsets.UTF_8));
      all.add("{\"a\":".repeat(20_000).getBytes(StandardCharsets.UTF_8));
      List<String> values = List.of(
          "\"' or 1=1 --\"",
          "\"<script>alert(1)</script>\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "-1",
          "1e400",
          "99999999999999999999",
          "null",
          "[]",
          "{}",
          "true",
          "\"" + "x".repeat(20_000) + "\"");
      var fields = route.body().getRecordComponents();
      if (fields != null) {
        for (String value : values) {
          all.add(Arrays.stream(fields)
              .map(field -> "\"" + field.getName() + "\":" + value)
              .collect(Collectors.joining(",", "{", "}"))
              .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return all;
  }

  private static String shown(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static void check(
      List<String> wrong, Role role, Route route, String what, HttpResponse<String> answer) {
    String at = role + " " + route + ", " + what + ": " + answer.statusCode();
    if (!CALM.contains(answer.statusCode())) {
      wrong.add(at);
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("");
    String body = answer.body();
    if (type.startsWith("text/html") || type.contains("json")) {
      // a token is made of random letters, "PSQL" among them now and then
      body = TOKEN.matcher(body).replaceAll("");
      var insides = INSIDES.matcher(type.contains("json") ? body.replace("<script>", "") : body);
      if (insides.find()) {
        wrong.add(at + " shows "
            + body.substring(
                Math.max(0, insides.start() - 60), Math.min(body.length(), insides.end() + 60)));
      }
    }
    if (answer.headers().firstValue("Set-Cookie").orElse("").contains("evil")) {
      wrong.add(at + " sets a cookie that was sent as text");
    }
    String location = answer.headers().firstValue("Location").orElse("").toLowerCase(Locale.ROOT);
    if (location.startsWith("//")
        || location.contains("://") && !location.startsWith(district.base())) {
      wrong.add(at + " leads away to " + location);
    }
    if (route.isApi()
        && answer.statusCode() >= 400
        && !type.startsWith("application/problem+json")) {
      wrong.add(at + " is no problem+json but " + type);
    }
  }
}
