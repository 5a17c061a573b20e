package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// What the matrix of routes and roles can't say: searches, forms that decide, the door's own
/// manners.
class DoorsTest {
  private static MapleValley district;

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void nobody_finds_health_and_styles_and_nothing_of_the_inside() throws Exception {
    Visitor nobody = new Visitor(district.base());
    assertThat(nobody.get("/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
    assertThat(nobody.get("/actuator/env").statusCode()).isEqualTo(302);
    assertThat(nobody.get("/assets/waymark.css").statusCode()).isEqualTo(200);
    assertThat(nobody.get("/assets/../application.properties").statusCode())
        .isGreaterThanOrEqualTo(300);
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
}
