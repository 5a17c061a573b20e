package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.web.MapleValley.Role;
import org.waymark.web.Matrix.Route;

/// Every route × every role × own, other's and another district's: `access-matrix.csv`, line by
/// line, against the running server.
@SuppressWarnings("NullAway") // what is missing fails the test
class AccessMatrixTest {
  private static MapleValley district;
  private static PineHill pineHill;
  private static List<Route> routes;
  private static final Map<Role, Visitor> VISITORS = new EnumMap<>(Role.class);
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    pineHill = PineHill.beside(district);
    routes = Matrix.routes();
    SomePlan.of(district, Long.toString(district.ownStudent));
    SomePlan.of(district, Long.toString(district.othersStudent));
    SomeAlert.about(district, district.ownStudent, district.othersStudent);
    for (Role role : Role.values()) {
      Visitor visitor = Visitor.signedIn(district, role);
      VISITORS.put(role, visitor);
      TOKENS.put(role, "_csrf=" + Visitor.encoded(visitor.token("/keys")));
    }
  }

  @AfterAll
  static void close() throws Exception {
    SomePlan.takeAway(district);
    SomeAlert.takeAway(district);
    pineHill.close();
  }

  @Test
  void every_mapped_route_has_a_line_and_every_line_a_route() {
    var mapped = new TreeSet<String>();
    handlers()
        .forEach((info, method) -> info.getPatternValues().forEach(path -> {
          var methods = info.getMethodsCondition().getMethods();
          if (methods.isEmpty()) {
            mapped.add("ANY " + path);
          }
          methods.forEach(verb -> mapped.add(verb + " " + path));
        }));
    var lines = new TreeSet<String>();
    routes.forEach(
        route -> assertThat(lines.add(route.toString())).as("twice: " + route).isTrue());
    var without = new TreeSet<>(mapped);
    without.removeAll(lines);
    assertThat(without).as("routes without a line in access-matrix.csv").isEmpty();
    lines.removeAll(mapped);
    assertThat(lines).as("lines of access-matrix.csv without a route").isEmpty();
    assertThat(routes).allSatisfy(route -> assertThat(route.why()).isNotBlank());
  }

  @Test
  void each_route_is_annotated_as_its_line_says() {
    Map<String, Route> lines = new java.util.HashMap<>();
    routes.forEach(route -> lines.put(route.toString(), route));
    handlers()
        .forEach((info, method) -> info.getPatternValues().forEach(path -> {
          OpenTo door = method.getMethodAnnotation(OpenTo.class);
          assertThat(door).as(path).isNotNull();
          var methods = info.getMethodsCondition().getMethods();
          List<String> verbs = methods.isEmpty()
              ? List.of("ANY")
              : methods.stream().map(Enum::name).toList();
          for (String verb : verbs) {
            Route line = lines.get(verb + " " + path);
            for (Role role : Role.values()) {
              assertThat(door.value().has(Person.Role.valueOf(role.name())))
                  .as(line + " for " + role)
                  .isEqualTo(line.opensTo(role));
            }
          }
        }));
  }

  @Test
  void nobody_gets_nothing_but_the_door() throws Exception {
    Visitor nobody = new Visitor(district.base());
    for (Route route : routes) {
      if (!route.method().equals("GET") || route.isOpenToAnybody()) {
        continue;
      }
      HttpResponse<String> answer = nobody.get(route.at(own(route)));
      if (route.path().startsWith("/api/")) {
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
      } else {
        assertThat(answer.statusCode()).as(route.toString()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("/sign-in");
      }
    }
  }

  @Test
  void each_role_opens_what_its_column_says_and_nothing_else() throws Exception {
    for (Route route : reading()) {
      if (isOfAStudent(route)) {
        continue;
      }
      for (Role role : Role.values()) {
        int status = VISITORS.get(role).get(route.at(own(route))).statusCode();
        if (!route.opensTo(role)) {
          assertThat(status).as(role + " " + route).isEqualTo(404);
        } else if (!route.isOpenToAnybody() && !own(route).equals(MISSING)) {
          assertThat(status).as(role + " " + route).isIn(200, 303);
        }
      }
    }
  }

  @Test
  void a_student_is_open_to_those_who_see_the_student_and_looks_missing_to_all_others()
      throws Exception {
    for (Route route : reading()) {
      if (!isOfAStudent(route)) {
        continue;
      }
      for (Role role : Role.values()) {
        Visitor visitor = VISITORS.get(role);
        String what = role + " " + route;
        boolean seesAll = role == Role.DISTRICT || role == Role.ANALYST;
        HttpResponse<String> missing = visitor.get(route.at(missing(route)));
        assertThat(missing.statusCode()).as(what + " of nobody").isEqualTo(404);
        assertThat(visitor.get(route.at(of(route, ownStudent(role)))).statusCode())
            .as(what + " of an own student")
            .isEqualTo(route.opensTo(role) ? 200 : 404);
        alike(visitor, route, of(route, Long.toString(PineHill.STUDENT)), missing, what);
        if (route.opensTo(role) && seesAll) {
          assertThat(visitor.get(route.at(of(route, others(role)))).statusCode())
              .as(what + " of another student")
              .isEqualTo(200);
        } else {
          alike(visitor, route, of(route, others(role)), missing, what);
        }
      }
    }
  }

  @Test
  void a_form_is_closed_without_its_token_outside_its_circle_and_for_students_out_of_sight()
      throws Exception {
    for (Route route : routes) {
      if (!route.method().equals("POST") || route.path().startsWith("/api/")) {
        continue;
      }
      for (Role role : Role.values()) {
        Visitor visitor = VISITORS.get(role);
        String what = role + " " + route;
        HttpResponse<String> bare = visitor.post(route.at(own(route)), "a=b");
        assertThat(bare.statusCode())
            .as(what + " without a token")
            .isIn(route.isOpenToAnybody() ? List.of(302, 403) : List.of(403));
        assertThat(bare.headers().firstValue("Location").orElse("/sign-in"))
            .as(what + " without a token leads back to the door")
            .contains("/sign-in");
        if (!route.opensTo(role)) {
          assertThat(visitor.post(route.at(own(route)), TOKENS.get(role)).statusCode())
              .as(what)
              .isEqualTo(404);
        } else if (isOfAStudent(route)) {
          assertThat(visitor
                  .post(route.at(of(route, Long.toString(PineHill.STUDENT))), TOKENS.get(role))
                  .statusCode())
              .as(what + " of another district")
              .isEqualTo(404);
          if (role != Role.DISTRICT && role != Role.ANALYST) {
            assertThat(visitor
                    .post(route.at(of(route, others(role))), TOKENS.get(role))
                    .statusCode())
                .as(what + " of another's student")
                .isEqualTo(404);
          }
        }
      }
    }
  }

  @Test
  void a_look_at_students_is_in_the_audit_and_a_look_at_none_is_not() throws Exception {
    Visitor dana = VISITORS.get(Role.DISTRICT);
    for (Route route : reading()) {
      if (!route.opensTo(Role.DISTRICT) || route.isOpenToAnybody()) {
        continue;
      }
      String looks = "select count(*) from ledger.audit a join ledger.person p using (person_id)"
          + " where p.email = '" + Role.DISTRICT.email + "'";
      long before = district.count(looks);
      dana.get(route.at(own(route)));
      if (route.audit().equals("-")) {
        assertThat(district.count(looks)).as(route.toString()).isEqualTo(before);
      } else {
        assertThat(district.count(looks + " and a.place = '" + route.path() + "' and a.action = '"
                + route.audit() + "' and a.entry > (select max(entry) - 1 from ledger.audit)"))
            .as(route.toString())
            .isEqualTo(1);
      }
    }
  }

  private static final String MISSING = "17";

  private static void alike(
      Visitor visitor, Route route, String id, HttpResponse<String> missing, String what)
      throws Exception {
    HttpResponse<String> hidden = visitor.get(route.at(id));
    assertThat(hidden.statusCode()).as(what + " out of sight").isEqualTo(404);
    assertThat(withoutWhatDiffers(hidden.body(), route.at(id)))
        .as(what + " out of sight")
        .isEqualTo(withoutWhatDiffers(missing.body(), route.at(missing(route))));
  }

  private static String withoutWhatDiffers(String body, String address) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replace(address, "");
  }

  private static List<Route> reading() {
    return routes.stream()
        .filter(route -> route.method().equals("GET") && !route.path().equals("/error"))
        .toList();
  }

  private static Map<RequestMappingInfo, HandlerMethod> handlers() {
    return district
        .server
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods();
  }

  /// A value for the variable of the path that the district leader may open.
  private static String own(Route route) throws Exception {
    return switch (route.about()) {
      case "student" -> Long.toString(district.ownStudent);
      case "plan" -> of(route, Long.toString(district.ownStudent));
      case "playbook" -> "family-call";
      case "model" -> Models.registered(district);
      case "run" -> district.runId;
      case "person" -> district.personOf(Role.TEACHER);
      default -> MISSING;
    };
  }

  private static boolean isOfAStudent(Route route) {
    return route.about().equals("student") || route.about().equals("plan");
  }

  private static String missing(Route route) {
    return route.about().equals("plan") ? "999999917" : MISSING;
  }

  /// The student's own key, or that of a plan for the student.
  private static String of(Route route, String student) throws Exception {
    return route.about().equals("plan") ? Long.toString(SomePlan.of(district, student)) : student;
  }

  private static String ownStudent(Role role) {
    return Long.toString(role == Role.COUNSELOR ? district.counseledStudent : district.ownStudent);
  }

  private static String others(Role role) throws Exception {
    return Long.toString(role == Role.COUNSELOR ? district.notCounseled() : district.othersStudent);
  }
}
