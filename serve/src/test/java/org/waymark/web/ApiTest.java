package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Routes.Route;
import org.waymark.web.api.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The description of the API against the routes, and the routes against the description.
@SuppressWarnings("NullAway") // what is missing fails the test
class ApiTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static MapleValley district;
  private static Routes routes;
  private static JsonNode document;
  private static Visitor dana;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    routes = Routes.of(district);
    dana = Visitor.signedIn(district, Role.DISTRICT);
    document = JSON.readTree(dana.get("/api/v1/openapi.json").body());
  }

  @Test
  void every_route_is_described_and_everything_described_is_a_route() {
    assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
    Set<String> described = new TreeSet<>();
    for (String path : document.get("paths").propertyNames()) {
      for (String method : document.get("paths").get(path).propertyNames()) {
        described.add(method.toUpperCase(Locale.ROOT) + " " + path);
      }
    }
    Set<String> mapped = routes.all().stream()
        .filter(Route::isApi)
        .map(route -> route.method() + " " + described(route))
        .collect(Collectors.toCollection(TreeSet::new));
    assertThat(described).isEqualTo(mapped).hasSizeGreaterThan(18);
  }

  @Test
  void every_parameter_is_described_once_with_words_and_a_type() {
    Set<String> ids = new TreeSet<>();
    for (Route route : api()) {
      JsonNode operation = operation(route);
      assertThat(ids.add(operation.get("operationId").asString()))
          .as(route + " id")
          .isTrue();
      List<String> expected = new ArrayList<>(route.variables());
      expected.addAll(route.parameters());
      expected.addAll(route.headers());
      List<String> told = operation
          .path("parameters")
          .valueStream()
          .map(p -> p.get("name").asString())
          .toList();
      assertThat(told).as(route.toString()).containsExactlyInAnyOrderElementsOf(expected);
      for (JsonNode parameter : operation.path("parameters")) {
        assertThat(parameter.get("schema").isEmpty())
            .as(route + " " + parameter)
            .isFalse();
        assertThat(Parameters.isKnown(parameter.get("name").asString()))
            .as("words for %s of %s are in Parameters", parameter.get("name"), route)
            .isTrue();
      }
      assertThat(operation.has("requestBody")).as(route + " body").isEqualTo(route.hasBody());
    }
  }

  /// A field that is described is taken, and one that is taken is described: a route that reads
  /// its fields by name tells all of them to whoever sends another.
  @Test
  void what_a_body_is_described_to_hold_is_what_its_route_takes() throws Exception {
    int compared = 0;
    for (Route route : api()) {
      if (route.body() != Map.class) {
        continue;
      }
      HttpResponse<String> answer = dana.json(
          route.method(),
          route.path(Long.toString(district.ownStudent)),
          "{\"nobody_knows_this\": \"x\"}",
          "\"1\"");
      assertThat(answer.statusCode()).as(route.toString()).isEqualTo(400);
      String told = JSON.readTree(answer.body()).get("detail").asString();
      String taken = told.replaceFirst("(?s)^.*xpected only ", "").replaceFirst("\\.$", "");
      assertThat(operation(route)
              .at("/requestBody/content/application~1json/schema/properties")
              .propertyNames())
          .as(route.toString())
          .containsExactlyInAnyOrder(taken.split(", "));
      compared++;
    }
    assertThat(compared).isGreaterThan(6);
  }

  @Test
  void every_operation_says_what_it_may_answer_and_every_reference_leads_somewhere() {
    for (Route route : api()) {
      JsonNode responses = operation(route).get("responses");
      Set<String> expected = new TreeSet<>(Set.of("200", "401", "404", "429", "500"));
      if (!route.variables().isEmpty() || !route.parameters().isEmpty()) {
        expected.add("400");
      }
      if (!route.isGet()) {
        expected.addAll(Set.of("403", "413", "415"));
      }
      assertThat(responses.propertyNames()).as(route.toString()).containsAll(expected);
      assertThat(responses.at("/200/content/application~1json/schema").isEmpty())
          .as(route + " says what it answers")
          .isFalse();
    }
    List<String> lost = new ArrayList<>();
    references(document, lost);
    assertThat(lost).isEmpty();
  }

  @Test
  void what_is_answered_is_what_is_described_for_every_role() throws Exception {
    Map<String, List<String>> wrong = new TreeMap<>();
    Set<String> answered = new TreeSet<>();
    String model = Models.registered(district);
    for (Role role : Role.values()) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (Route route : api()) {
        if (!route.isGet()) {
          continue;
        }
        for (String id : route.variables().isEmpty()
            ? List.of("")
            : List.of(Long.toString(district.ownStudent), district.runId, model)) {
          HttpResponse<String> answer = visitor.get(route.path(id));
          JsonNode responses = operation(route).get("responses");
          assertThat(answer.statusCode()).as(role + " " + route).isLessThan(500);
          assertThat(responses.has(Integer.toString(answer.statusCode())))
              .as("%s %s answers %d, which is not described", role, route, answer.statusCode())
              .isTrue();
          if (answer.statusCode() == 200) {
            answered.add(route.pattern());
            List<String> misfits = SchemaCheck.of(
                document,
                responses.at("/200/content/application~1json/schema"),
                JSON.readTree(answer.body()));
            if (!misfits.isEmpty()) {
              wrong.put(role + " " + route, misfits);
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(answered)
        .contains("/api/v1/students/{id}", "/api/v1/runs/{id}", "/api/v1/today", "/api/v1/gaps");
  }

  /// Each page has its twin below `/api/v1`, or a reason for none, in `api-twins.csv`.
  @Test
  void every_page_has_a_twin_for_machines_or_a_reason_for_none() throws Exception {
    Map<String, String> twins = new TreeMap<>();
    try (var in = ApiTest.class.getResourceAsStream("api-twins.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(line -> twins.put(line.split(",", 2)[0], line.split(",", 2)[1]));
    }
    Set<String> described = routes.all().stream()
        .filter(route -> route.isApi() && route.isGet())
        .map(ApiTest::described)
        .collect(Collectors.toSet());
    for (Route route : routes.all()) {
      if (!route.isGet() || route.isApi() || route.pattern().equals("/error")) {
        continue;
      }
      String page = described(route);
      String twin = twins.get(page);
      assertThat(twin)
          .as("a line for %s in api-twins.csv: its twin, or why none", page)
          .isNotNull();
      if (twin.startsWith("/api/")) {
        assertThat(described).as("the twin of " + page).contains(twin);
      }
    }
  }

  /// What a page can be filtered by, its twin can too.
  @Test
  void every_filter_of_a_page_is_a_parameter_of_its_twin() throws Exception {
    Map<String, Route> apis = api().stream()
        .filter(Route::isGet)
        .collect(Collectors.toMap(ApiTest::described, route -> route));
    int compared = 0;
    for (Route route : routes.all()) {
      if (!route.isGet() || route.isApi() || !route.variables().isEmpty()) {
        continue;
      }
      Route twin = apis.get("/api/v1" + route.pattern());
      // the public figures come all at once, and are few
      if (twin == null || twin.pattern().equals("/api/v1/public")) {
        continue;
      }
      Document page = dana.page(route.pattern());
      Set<String> names =
          new TreeSet<>(page.select("main form[method=get] [name]").eachAttr("name"));
      names.removeAll(Set.of("from", "page", "filter"));
      assertThat(twin.parameters()).as(twin + " has the filters of its page").containsAll(names);
      compared += names.size();
    }
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  void lists_come_in_pages_that_lead_to_each_other() throws Exception {
    HttpResponse<String> first = dana.get("/api/v1/students?sort=name&limit=7");
    List<Long> seen = new ArrayList<>(ids(first));
    assertThat(seen).hasSize(7);
    long total = Long.parseLong(first.headers().firstValue("X-Total-Count").orElseThrow());
    assertThat(JSON.readTree(first.body()).get("total").asLong()).isEqualTo(total);
    String links = first.headers().firstValue("Link").orElseThrow();
    assertThat(links)
        .contains("rel=\"first\"", "rel=\"next\"", "rel=\"last\"")
        .doesNotContain("rel=\"prev\"");
    int pages = 1;
    for (String next = link(links, "next"); next != null; next = link(links, "next")) {
      HttpResponse<String> answer = dana.get(next);
      seen.addAll(ids(answer));
      links = answer.headers().firstValue("Link").orElseThrow();
      pages++;
    }
    assertThat(pages).isEqualTo((int) ((total + 6) / 7));
    assertThat(seen).hasSize((int) total).doesNotHaveDuplicates();
    assertThat(link(links, "prev")).isNotNull();
    assertThat(ids(dana.get("/api/v1/students?sort=name&limit=1000"))).isEqualTo(seen);
    assertThat(ids(dana.get("/api/v1/students?offset=99999999"))).isEmpty();
  }

  @Test
  void a_page_that_there_cannot_be_is_refused_with_what_was_expected() throws Exception {
    for (String query : List.of(
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=x",
        "offset=-1",
        "offset=1e9",
        "limit=99999999999")) {
      for (Route route : api()) {
        if (route.isGet() && route.parameters().contains("limit")) {
          HttpResponse<String> answer = dana.get(route.path("1") + "?" + query);
          assertThat(answer.statusCode()).as(route + " " + query).isEqualTo(400);
          assertThat(JSON.readTree(answer.body()).get("detail").asString())
              .contains("expected a whole number from");
        }
      }
    }
  }

  @Test
  void trouble_names_its_kind_and_the_number_of_the_request() throws Exception {
    HttpResponse<String> answer = dana.get("/api/v1/students/17");
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(SchemaCheck.of(document, document.at("/components/schemas/Problem"), problem))
        .isEmpty();
    assertThat(problem.get("type").asString()).isEqualTo("urn:waymark:problem:not-visible");
    assertThat(problem.get("status").asInt()).isEqualTo(404);
    assertThat(problem.get("requestId").asString())
        .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void people_read_the_same_description() throws Exception {
    Document page = Visitor.signedIn(district, Role.TEACHER).page("/api-docs");
    for (Route route : api()) {
      assertThat(page.text()).contains(route.method() + " " + described(route));
    }
    assertThat(page.select("script[src^=http], link[href^=http]")).isEmpty();
  }

  private static List<Route> api() {
    return routes.all().stream()
        // /api/token reads a form as well; its fields are no parameters of the address
        .filter(route -> route.isApi() && !route.readsForm())
        .toList();
  }

  private static String described(Route route) {
    return route.pattern().replaceAll("\\{([A-Za-z]+):[^/]*}(\\.[a-z]+)?", "{$1}$2");
  }

  private static JsonNode operation(Route route) {
    return document.get("paths").get(described(route)).get(route.method().toLowerCase(Locale.ROOT));
  }

  private static void references(JsonNode node, List<String> lost) {
    if (node.has("$ref") && node.get("$ref").isString()) {
      String to = node.get("$ref").asString();
      if (document.at(to.substring(1)).isMissingNode()) {
        lost.add(to);
      }
    }
    node.valueStream().forEach(child -> references(child, lost));
  }

  private static List<Long> ids(HttpResponse<String> answer) {
    return JSON.readTree(answer.body())
        .get("students")
        .valueStream()
        .map(student -> student.get("studentId").asLong())
        .toList();
  }

  private static String link(String links, String relation) {
    for (String link : links.split(", ")) {
      if (link.endsWith("rel=\"" + relation + "\"")) {
        return link.substring(1, link.indexOf('>'));
      }
    }
    return null;
  }
}
