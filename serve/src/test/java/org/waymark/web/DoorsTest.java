package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.waymark.web.MapleValley.Role;

/// Every route × everyone × own and others': the whole matrix, with the reason for each yes.
class DoorsTest {
  private static final List<String> EVERYONE = List.of(
      "/",
      "/keys",
      "/account",
      "/account/second-factor",
      "/api/v1/account",
      "/jump",
      "/api/v1/jump",
      "/api-docs",
      "/api/v1/openapi.json",
      "/api/v1/today",
      "/api/v1/dictionary",
      "/overview",
      "/students",
      "/students.csv",
      "/quality",
      "/runs",
      "/model",
      "/dictionary",
      "/growth",
      "/growth.csv",
      "/growth.xlsx",
      "/api/v1/growth",
      "/equity",
      "/equity.csv",
      "/equity.xlsx",
      "/gaps",
      "/gaps.csv",
      "/gaps.xlsx",
      "/api/v1/gaps",
      "/cohorts",
      "/cohorts.csv",
      "/cohorts.xlsx",
      "/years",
      "/years.csv",
      "/years.xlsx",
      "/norms",
      "/norms.csv",
      "/norms.xlsx",
      "/api/v1/cohorts",
      "/api/v1/years",
      "/api/v1/norms",
      "/api/v1/overview",
      "/api/v1/equity",
      "/api/v1/students",
      "/api/v1/runs",
      "/api/v1/quality");
  /// Read by leaders of the district and of schools; a teacher reads how the list is made instead.
  private static final List<String> LEADERS =
      List.of("/models", "/api/v1/risk/model", "/api/v1/risk/models");
  private static final List<String> DISTRICT_ONLY = List.of(
      "/quality/quarantine",
      "/quality/quarantine.csv",
      "/quality/unmatched",
      "/thresholds",
      "/api/v1/thresholds",
      "/api/v1/thresholds/what-if",
      "/api/v1/quality/quarantine",
      "/api/v1/quality/unmatched");
  private static final List<String> ONE_STUDENT = List.of("/students/", "/api/v1/students/");

  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void every_mapped_route_is_in_this_matrix() {
    var known = new TreeSet<>(EVERYONE);
    known.addAll(DISTRICT_ONLY);
    known.addAll(LEADERS);
    for (String path : List.of("", ".md", "/approve", "/promote", "/canary")) {
      known.add("/models/{id:[0-9a-f]{12}}" + path);
    }
    known.addAll(List.of("/models/rollback", "/models/rule", "/models/end-trial"));
    known.addAll(List.of(
        "/filters",
        "/students/{id}",
        "/students/{id}/packet.pdf",
        "/api/v1/students/{id}",
        "/runs/{id}",
        "/sign-in",
        "/sign-in/code",
        "/reset",
        "/new-password",
        "/people/invite",
        "/api/v1/people/invitations",
        "/account/password",
        "/account/sessions",
        "/theme",
        "/error"));
    var mapped = new TreeSet<String>();
    for (RequestMappingInfo info : district
        .server
        .context()
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()) {
      mapped.addAll(info.getPatternValues());
    }
    assertThat(mapped).isEqualTo(known);
  }

  @Test
  void nobody_gets_nothing_but_the_door() throws Exception {
    Visitor nobody = new Visitor(district.base());
    for (String path : all()) {
      HttpResponse<String> answer = nobody.get(path);
      if (path.startsWith("/api/")) {
        assertThat(answer.statusCode()).as(path).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
            .startsWith("application/problem+json");
      } else {
        assertThat(answer.statusCode()).as(path).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).startsWith("/sign-in");
      }
    }
    assertThat(nobody.get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(nobody.get("/actuator/env").statusCode()).isEqualTo(302);
    assertThat(nobody.get("/assets/waymark.css").statusCode()).isEqualTo(200);
    assertThat(nobody.get("/assets/../application.properties").statusCode())
        .isGreaterThanOrEqualTo(300);
  }

  @Test
  void each_role_opens_its_own_pages_and_no_others() throws Exception {
    for (Role role : Role.CORE) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (String path : EVERYONE) {
        assertThat(visitor.get(path).statusCode()).as(role + " " + path).isEqualTo(200);
      }
      for (String path : leadersPaths()) {
        assertThat(visitor.get(path).statusCode())
            .as(role + " " + path)
            .isEqualTo(role == Role.TEACHER ? 404 : 200);
      }
      for (String path : DISTRICT_ONLY) {
        assertThat(visitor.get(path).statusCode())
            .as(role + " " + path)
            .isEqualTo(role == Role.DISTRICT ? 200 : 404);
      }
    }
  }

  @Test
  void a_student_of_someone_else_and_a_student_who_does_not_exist_look_the_same() throws Exception {
    for (Role role : Role.CORE) {
      Visitor visitor = Visitor.signedIn(district, role);
      for (String path : ONE_STUDENT) {
        assertThat(visitor.get(path + district.ownStudent).statusCode())
            .as(role + " own")
            .isEqualTo(200);
        HttpResponse<String> others = visitor.get(path + district.othersStudent);
        HttpResponse<String> missing = visitor.get(path + "17");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(others.statusCode())
            .as(role + " other's")
            .isEqualTo(role == Role.DISTRICT ? 200 : 404);
        if (role != Role.DISTRICT) {
          assertThat(withoutToken(others.body(), path + district.othersStudent))
              .isEqualTo(withoutToken(missing.body(), path + "17"));
        }
      }
    }
  }

  @Test
  void nobody_elses_student_is_in_a_list_a_file_or_a_search() throws Exception {
    String name = district.nameOf(district.othersStudent);
    for (Role role : List.of(Role.SCHOOL, Role.TEACHER)) {
      Visitor visitor = Visitor.signedIn(district, role);
      String id = Long.toString(district.othersStudent);
      assertThat(visitor.get("/students.csv").body()).as(role + " csv").doesNotContain(name);
      assertThat(visitor.get("/api/v1/students?q=" + Visitor.encoded(name)).body())
          .doesNotContain(id);
      assertThat(visitor.get("/students?school=" + district.othersSchool).body())
          .doesNotContain("/students/" + id);
    }
    assertThat(Visitor.signedIn(district, Role.SCHOOL)
            .get("/overview?school=" + district.othersSchool)
            .statusCode())
        .isEqualTo(404);
  }

  @Test
  void only_the_district_decides_about_ids_and_only_with_its_own_form() throws Exception {
    for (Role role : Role.CORE) {
      Visitor visitor = Visitor.signedIn(district, role);
      assertThat(visitor.post("/quality/unmatched", "id=0099&action=ignore").statusCode())
          .as(role + " without a token")
          .isEqualTo(403);
      String form = "id=0099&action=ignore&_csrf=" + Visitor.encoded(visitor.token("/"));
      HttpResponse<String> answer = visitor.post("/quality/unmatched", form);
      assertThat(answer.statusCode()).as(role.name()).isEqualTo(role == Role.DISTRICT ? 303 : 404);
    }
    assertThat(
            district.count(
                "select count(*) from ledger.id_link where id_value = '0099' and student_source_id is null"))
        .isEqualTo(1);
  }

  @Test
  void only_the_district_decides_about_models_and_only_with_its_own_form() throws Exception {
    String id = Models.registered(district);
    for (Role role : Role.CORE) {
      Visitor visitor = Visitor.signedIn(district, role);
      String token = "_csrf=" + Visitor.encoded(visitor.token("/"));
      for (String path : List.of(
          "/models/" + id + "/approve",
          "/models/" + id + "/promote",
          "/models/" + id + "/canary",
          "/models/rollback",
          "/models/rule",
          "/models/end-trial")) {
        assertThat(visitor.post(path, "seen=").statusCode())
            .as(role + " without a token " + path)
            .isEqualTo(403);
        if (role != Role.DISTRICT) {
          assertThat(visitor.post(path, token).statusCode())
              .as(role + " " + path)
              .isEqualTo(404);
        }
      }
    }
    assertThat(district.count(
            "select count(*) from ledger.risk_approval where model_id = '" + id + "'"))
        .isZero();
  }

  @Test
  void ten_wrong_passwords_close_the_door_even_for_the_right_one() throws Exception {
    district.account("late@maplevalley.example");
    Visitor visitor = new Visitor(district.base());
    for (int i = 0; i < 10; i++) {
      assertThat(visitor
              .signIn("late@maplevalley.example", "wrong-" + i)
              .headers()
              .firstValue("Location")
              .orElse(""))
          .endsWith("/sign-in?refused");
    }
    assertThat(visitor
            .signIn("late@maplevalley.example", MapleValley.PASSWORD)
            .headers()
            .firstValue("Location")
            .orElse(""))
        .endsWith("/sign-in?locked");
    assertThat(visitor
            .signIn("nobody@maplevalley.example", "x")
            .headers()
            .firstValue("Location")
            .orElse(""))
        .endsWith("/sign-in?refused");
  }

  @Test
  void answers_carry_the_headers_that_keep_a_browser_honest() throws Exception {
    HttpResponse<String> answer = Visitor.signedIn(district, Role.DISTRICT).get("/");
    var headers = answer.headers();
    assertThat(headers.firstValue("content-security-policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.allValues("x-frame-options")).containsExactly("DENY");
    assertThat(headers.allValues("x-content-type-options")).containsExactly("nosniff");
    assertThat(headers.firstValue("cache-control").orElse("")).contains("no-store");
    assertThat(answer.body()).doesNotContain(" style=").doesNotContain("<script>");
    String cookie = new Visitor(district.base())
        .get("/sign-in")
        .headers()
        .firstValue("Set-Cookie")
        .orElse("");
    assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
  }

  private static List<String> leadersPaths() throws Exception {
    var paths = new ArrayList<>(LEADERS);
    String id = Models.registered(district);
    paths.add("/models/" + id);
    paths.add("/models/" + id + ".md");
    return paths;
  }

  private static List<String> all() throws Exception {
    var all = new ArrayList<>(EVERYONE);
    all.addAll(leadersPaths());
    all.addAll(DISTRICT_ONLY);
    ONE_STUDENT.forEach(path -> all.add(path + district.ownStudent));
    all.add("/runs/" + district.runId);
    return all;
  }

  private static String withoutToken(String body, String path) {
    return body.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "")
        .replaceAll("\"requestId\":\"[^\"]*\"", "")
        .replace(path, "");
  }
}
