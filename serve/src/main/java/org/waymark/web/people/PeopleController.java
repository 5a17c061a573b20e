package org.waymark.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.waymark.access.Circle;
import org.waymark.access.OpenTo;
import org.waymark.access.Person;
import org.waymark.access.Person.Role;
import org.waymark.web.Asker;
import org.waymark.web.NotVisible;
import org.waymark.web.Pages;
import org.waymark.web.Words;
import org.waymark.web.api.Api;

/// Accounts and grants: the tenant administrator's desk.
@RestController
public class PeopleController {
  private static final String ID = "{id:[0-9a-zA-Z-]{1,64}}";

  private final Pages pages;

  PeopleController(Pages pages) {
    this.pages = pages;
  }

  @GetMapping("/people")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> people(
      HttpServletRequest request, @RequestParam(name = "q", defaultValue = "") String query) {
    String asked = query.length() > 100 ? query.substring(0, 100) : query;
    return pages.ledger(request, "people", "people.jte", (rows, fresh) -> {
      List<People.Account> accounts = PeopleReader.accounts(rows, asked);
      long open = accounts.stream().filter(People.Account::isActive).count();
      return new People(
          accounts.isEmpty()
              ? "Nobody has an account by that name"
              : Words.counted(open, "account is open", "accounts are open") + ", "
                  + Words.count(accounts.size() - open) + " closed",
          asked,
          accounts);
    });
  }

  @Api("Accounts")
  @GetMapping("/api/v1/people")
  @OpenTo(Circle.ADMINISTRATORS)
  List<People.Account> forMachines(@RequestParam(name = "q", defaultValue = "") String query) {
    return pages.read(rows ->
        PeopleReader.accounts(rows, query.length() > 100 ? query.substring(0, 100) : query));
  }

  @GetMapping("/people/" + ID)
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> person(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "done", defaultValue = "") String done) {
    String notice = switch (done) {
      case "granted" -> "The grant is given and counts from now.";
      case "revoked" -> "The grant is ended and counts no more.";
      case "closed" -> "The account is closed. Nobody can use it, and open pages stop answering.";
      case "opened" -> "The account is open again.";
      default -> "";
    };
    return pages.ledger(
        request, "people", "person.jte", (rows, fresh) -> page(rows, id, HandGrant.EMPTY, notice));
  }

  /// One account for machines.
  public record OneAccount(
      People.Account account, List<People.Grant> grants, List<People.Change> changes) {}

  @Api("One account with its grants")
  @GetMapping("/api/v1/people/" + ID)
  @OpenTo(Circle.ADMINISTRATORS)
  OneAccount personForMachines(@PathVariable("id") String id) {
    return pages.read(rows -> new OneAccount(
        PeopleReader.account(rows, id),
        PeopleReader.grants(rows, id),
        PeopleReader.changes(rows, id)));
  }

  @PostMapping("/people/" + ID + "/grants")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> grant(
      HttpServletRequest request,
      @PathVariable("id") String id,
      @RequestParam(name = "school", defaultValue = "0") long school,
      @RequestParam(name = "until", defaultValue = "") String until,
      @RequestParam(name = "reason", defaultValue = "") String reason) {
    HandGrant grant = new HandGrant(id, until, reason, "");
    String trouble = pages.decide(rows -> {
      PeopleReader.account(rows, id);
      return grant.give(rows, school, null);
    });
    return trouble.isEmpty()
        ? back(id, "granted")
        : pages.answer(
            request,
            422,
            "people",
            "person.jte",
            (rows, fresh) -> page(rows, id, grant.withTrouble(trouble), ""));
  }

  @PostMapping("/people/" + ID + "/open")
  @OpenTo(Circle.ADMINISTRATORS)
  ResponseEntity<String> open(
      @PathVariable("id") String id, @RequestParam(name = "open", defaultValue = "") String open) {
    boolean opened = open.equals("true");
    if (!opened && !open.equals("false")) {
      throw new NotVisible();
    }
    pages.decide(rows -> {
      PeopleReader.account(rows, id);
      return rows.sql("select access.set_account_open(?, ?)")
          .param(id)
          .param(opened)
          .query(Boolean.class)
          .single();
    });
    return back(id, opened ? "opened" : "closed");
  }

  private static People.Page page(JdbcClient rows, String id, HandGrant form, String notice) {
    People.Account account = PeopleReader.account(rows, id);
    Person asks = Asker.person();
    Role role = Role.of(account.role());
    boolean takes = account.isActive()
        && (role == Role.SCHOOL || role.seesOwnOnly())
        && !asks.personId().equals(id);
    return new People.Page(
        account,
        asks.personId().equals(id),
        PeopleReader.grants(rows, id),
        PeopleReader.changes(rows, id),
        takes ? PeopleReader.schools(rows) : List.of(),
        takes,
        LocalDate.now(ZoneOffset.UTC).plusDays(366),
        form,
        notice);
  }

  private static ResponseEntity<String> back(String id, String done) {
    return ResponseEntity.status(303)
        .header("Location", "/people/" + id + "?done=" + done)
        .build();
  }
}
