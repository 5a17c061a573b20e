package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Grants by hand, accounts that close, and the answer to "why can't I see…".
class PeoplePagesTest {
  private static MapleValley district;
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void a_leader_opens_one_student_to_a_teacher_until_a_day_and_ends_it() throws Exception {
    Visitor lead = Visitor.signedIn(district, Role.DISTRICT);
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    String student = "/students/" + district.othersStudent;
    assertThat(teacher.get(student).statusCode()).isEqualTo(404);

    HttpResponse<String> given =
        give(lead, district.othersStudent, Role.TEACHER, TODAY.plusDays(7), "covers a class");
    assertThat(given.statusCode()).isEqualTo(303);
    assertThat(teacher.get(student).statusCode()).isEqualTo(200);
    assertThat(teacher.get("/api/v1" + student).body())
        .contains("You were granted this student until");
    assertThat(lead.page(student + "/access").text())
        .contains("covers a class")
        .contains("Rosa Kim");
    assertThat(teacher.page(student + "/access").text()).doesNotContain("Who looked, newest first");

    String grant = Long.toString(
        district.count("select max(grant_id) from ledger.grant_scope where origin = 'hand'"));
    assertThat(revoke(Visitor.signedIn(district, Role.TEACHER), grant).statusCode())
        .isEqualTo(404);
    assertThat(revoke(lead, grant).statusCode()).isEqualTo(303);
    assertThat(teacher.get(student).statusCode()).isEqualTo(404);
    assertThat(revoke(lead, grant).statusCode()).as("twice").isEqualTo(404);
    assertThat(lead.page(student + "/access").text())
        .contains("Who looked, newest first")
        .contains("Rosa Kim");
  }

  @Test
  void an_administrator_grants_a_school_and_sees_no_student_meanwhile() throws Exception {
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    assertThat(lena.get("/students/" + district.othersStudent).statusCode()).isEqualTo(404);
    String page = "/people/" + district.personOf(Role.SCHOOL);
    String form = "school=" + district.othersSchool + "&until=" + TODAY.plusDays(30)
        + "&reason=acting+leader&_csrf=" + Visitor.encoded(ada.token("/people"));
    assertThat(ada.post(page + "/grants", form).statusCode()).isEqualTo(303);
    assertThat(lena.get("/students/" + district.othersStudent).statusCode()).isEqualTo(200);
    String grant = Long.toString(
        district.count("select max(grant_id) from ledger.grant_scope where origin = 'hand'"));
    assertThat(ada.page(page).text())
        .contains("acting leader")
        .contains("by hand, from Ada Moreau");
    assertThat(ada.get("/students/" + district.othersStudent).statusCode()).isEqualTo(404);
    assertThat(revoke(ada, grant).statusCode()).isEqualTo(303);
    assertThat(lena.get("/students/" + district.othersStudent).statusCode()).isEqualTo(404);
  }

  @Test
  void a_grant_says_why_ends_within_a_year_and_is_never_to_oneself_or_to_a_role_without_students()
      throws Exception {
    Visitor lead = Visitor.signedIn(district, Role.DISTRICT);
    long before = district.count("select count(*) from ledger.grant_scope");
    refused(lead, Role.TEACHER, TODAY.minusDays(1), "late", "between today and a year");
    refused(lead, Role.TEACHER, TODAY.plusDays(400), "long", "between today and a year");
    refused(lead, Role.TEACHER, TODAY.plusDays(7), "", "Say why");
    refused(lead, Role.TEACHER, TODAY.plusDays(7), "x".repeat(301), "Say why");
    refused(lead, Role.DISTRICT, TODAY.plusDays(7), "me", "Nobody grants anything to themselves");
    refused(lead, Role.BOARD, TODAY.plusDays(7), "curious", "changes nothing for this role");
    assertThat(lead.post(
                "/students/" + district.ownStudent + "/grants",
                "person=" + district.personOf(Role.TEACHER) + "&until=tomorrow&reason=a&_csrf="
                    + Visitor.encoded(lead.token("/keys")))
            .body())
        .contains("YEAR-MONTH-DAY");
    assertThat(district.count("select count(*) from ledger.grant_scope")).isEqualTo(before);
  }

  @Test
  void a_leader_of_a_school_cannot_open_a_student_out_of_sight() throws Exception {
    Visitor lena = Visitor.signedIn(district, Role.SCHOOL);
    assertThat(give(lena, district.othersStudent, Role.TEACHER, TODAY.plusDays(3), "no")
            .statusCode())
        .isEqualTo(404);
    assertThat(give(lena, 17, Role.TEACHER, TODAY.plusDays(3), "no").statusCode())
        .isEqualTo(404);
  }

  @Test
  void a_grant_that_has_ended_opens_nothing() throws Exception {
    Visitor lead = Visitor.signedIn(district, Role.DISTRICT);
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    assertThat(give(lead, district.othersStudent, Role.TEACHER, TODAY, "today only")
            .statusCode())
        .isEqualTo(303);
    assertThat(teacher.get("/students/" + district.othersStudent).statusCode()).isEqualTo(200);
    district.execute(
        "update ledger.grant_scope set starts_on = starts_on - 2, ends_on = ends_on - 1 where origin = 'hand' and revoked_at is null");
    assertThat(teacher.get("/students/" + district.othersStudent).statusCode()).isEqualTo(404);
  }

  @Test
  void a_closed_account_stops_at_once_and_nobody_closes_their_own() throws Exception {
    district.account("leaver@maplevalley.example");
    Visitor leaver = new Visitor(district.base());
    leaver.signIn("leaver@maplevalley.example", MapleValley.PASSWORD);
    assertThat(leaver.get("/students").statusCode()).isEqualTo(200);
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    String id = ada.page("/people?q=leaver").select("table a[href^=/people/]").attr("href");
    String close = "open=false&_csrf=" + Visitor.encoded(ada.token("/people"));
    assertThat(ada.post(id + "/open", close).statusCode()).isEqualTo(303);
    assertThat(leaver.get("/students").statusCode()).isNotEqualTo(200);
    assertThat(ada.page(id).text()).contains("closed by Ada Moreau");
    String own = "/people/" + district.personOf(Role.ADMINISTRATOR);
    ada.post(own + "/open", close);
    assertThat(ada.get("/people").statusCode()).isEqualTo(200);
  }

  @Test
  void why_not_has_the_same_words_for_a_hidden_student_and_for_none() throws Exception {
    Visitor teacher = Visitor.signedIn(district, Role.TEACHER);
    String hidden = district.nameOf(district.othersStudent);
    String there =
        teacher.page("/access?q=" + Visitor.encoded(hidden)).select("main").text();
    String nobody = teacher.page("/access?q=Zzyzx,+Nobody").select("main").text();
    assertThat(there).contains("says the same whether there is such a student or not");
    assertThat(there.replace(hidden, "")).isEqualTo(nobody.replace("Zzyzx, Nobody", ""));
    String own = district.nameOf(district.ownStudent);
    assertThat(
            teacher.page("/access?q=" + Visitor.encoded(own)).select("main a").eachAttr("href"))
        .contains("/students/" + district.ownStudent + "/access");
    for (Role role : Role.values()) {
      assertThat(Visitor.signedIn(district, role).page("/access").select("h1").text())
          .startsWith("You see");
    }
  }

  @Test
  void the_administrator_finds_who_looked_and_finds_no_name() throws Exception {
    Visitor.signedIn(district, Role.TEACHER).get("/students/" + district.ownStudent);
    Visitor ada = Visitor.signedIn(district, Role.ADMINISTRATOR);
    String page =
        ada.get("/audit?student=" + district.ownStudent + "&action=view").body();
    assertThat(page).contains("Rosa Kim").contains("opened a record").contains("section");
    assertThat(page).doesNotContain(district.nameOf(district.ownStudent).split(",")[0] + ",");
    assertThat(ada.get("/audit.csv?action=view").body())
        .contains(Long.toString(district.ownStudent));
    assertThat(ada.get("/api/v1/audit?person=nobody").body()).contains("Nobody looked");
    assertThat(ada.get("/audit?student=%27;drop&from=never&before=x").statusCode())
        .isEqualTo(200);
  }

  private static void refused(Visitor lead, Role to, LocalDate until, String why, String words)
      throws Exception {
    HttpResponse<String> answer = give(lead, district.ownStudent, to, until, why);
    assertThat(answer.statusCode()).as(words).isEqualTo(422);
    assertThat(answer.body()).contains(words).doesNotContain("ERROR").doesNotContain("WM4");
  }

  private static HttpResponse<String> give(
      Visitor giver, long student, Role to, LocalDate until, String why) throws Exception {
    return giver.post(
        "/students/" + student + "/grants",
        "person=" + district.personOf(to) + "&until=" + until + "&reason=" + Visitor.encoded(why)
            + "&_csrf=" + Visitor.encoded(giver.token("/keys")));
  }

  private static HttpResponse<String> revoke(Visitor visitor, String grant) throws Exception {
    return visitor.post(
        "/grants/" + grant + "/revoke",
        "back=/keys&_csrf=" + Visitor.encoded(visitor.token("/keys")));
  }
}
