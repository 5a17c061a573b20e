package org.waymark.web.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Accounts;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.PasswordLinks;
import org.waymark.access.Person;
import org.waymark.access.SignIn;
import org.waymark.nightly.ServeSettings;
import org.waymark.web.Asker;
import org.waymark.web.Pages;
import org.waymark.web.api.Api;
import org.waymark.web.door.LinkBase;

/// A tenant administrator invites somebody: the account, its role's grants and the letter.
@RestController
public class InviteController {
  private static final int LONGEST_NAME = 100;

  private final Pages pages;
  private final PasswordLinks links;
  private final ServeSettings settings;

  InviteController(Pages pages, PasswordLinks links, ServeSettings settings) {
    this.pages = pages;
    this.links = links;
    this.settings = settings;
  }

  @GetMapping("/people/invite")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> form(HttpServletRequest request) {
    boolean isSent = request.getParameter("sent") != null;
    return page(request, 200, isSent, "", "", "", "teacher", Set.of(), "");
  }

  @PostMapping(path = "/people/invite", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<?> invite(
      HttpServletRequest request,
      @RequestParam(name = "email", defaultValue = "") String email,
      @RequestParam(name = "name", defaultValue = "") String name,
      @RequestParam(name = "role", defaultValue = "") String role,
      @RequestParam(name = "school", required = false) List<String> school,
      @RequestParam(name = "staff", defaultValue = "") String staff) {
    if (email.length() > SignIn.LONGEST_EMAIL
        || name.length() > LONGEST_NAME
        || role.length() > 40
        || staff.length() > LONGEST_NAME) {
      return pages.trouble(request, 413);
    }
    Set<String> schools = school == null ? Set.of() : Set.copyOf(school);
    Person by = Asker.person();
    try {
      Person.Role wanted = Person.Role.of(role);
      links.invite(
          new Accounts.NewAccount(
              by.tenantId(),
              email.strip(),
              name.strip(),
              null,
              wanted,
              wanted == Person.Role.SCHOOL ? List.copyOf(schools) : List.of(),
              wanted.seesOwnOnly() && !staff.isBlank() ? staff.strip() : null),
          by,
          LinkBase.of(settings, request));
    } catch (IllegalArgumentException wrong) {
      return page(
          request,
          422,
          false,
          "Nobody was invited. " + wrong.getMessage() + ".",
          email,
          name,
          role,
          schools,
          staff);
    }
    return AccountController.to("/people/invite?sent");
  }

  @Api("Invitations that wait")
  @GetMapping("/api/v1/people/invitations")
  @OpenTo(Circle.ADMINISTRATORS)
  List<InvitePage.Waiting> forMachines() {
    return pages.read(InvitePage::waiting);
  }

  private ResponseEntity<String> page(
      HttpServletRequest request,
      int status,
      boolean isSent,
      String trouble,
      String email,
      String name,
      String role,
      Set<String> chosen,
      String staff) {
    InvitePage page = pages.ask(rows -> new InvitePage(
        isSent,
        trouble,
        email,
        name,
        role,
        chosen,
        staff,
        InvitePage.schools(rows),
        InvitePage.waiting(rows)));
    return pages.own(request, status, "people", "invite.jte", page);
  }
}
