package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// The door and the account as people see them: WCAG 2.1 AA by axe, nothing sideways, and all of it
/// also without JavaScript. With `-Dwaymark.shots=FOLDER` it leaves pictures at three widths.
class DoorPagesTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
  private static final List<Integer> WIDTHS = List.of(1440, 820, 390);

  private static MapleValley district;

  private final List<String> troubles = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
  }

  @Test
  void the_door_and_the_account_break_no_rule_and_scroll_nowhere_sideways() throws Exception {
    String email = "pictured@maplevalley.example";
    district.account(email);
    try (Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options())) {
      try (BrowserContext context = browser.newContext()) {
        Page page = context.newPage();
        visit(page, "/sign-in?refused", "sign-in");
        visit(page, "/reset", "reset");
        page.fill("#email", email);
        page.click(".door button");
        examine(page, "reset-sent");
        visit(page, path(email), "new-password");
        visit(page, "/new-password?token=x", "no-link");
        signIn(page, email);
        page.waitForURL("**/");
        visit(page, "/account", "account");
        visit(page, "/account/second-factor", "second-factor-off");
        page.fill("#password", MapleValley.PASSWORD);
        page.click("button[value=begin]");
        examine(page, "second-factor-scan");
        Authenticator app = new Authenticator(page.textContent(".key-text"));
        page.fill("#code", app.in(-40));
        page.click("button[value=confirm]");
        examine(page, "second-factor-wrong");
        page.fill("#code", app.now());
        page.click("button[value=confirm]");
        examine(page, "second-factor-codes");
        visit(page, "/account/second-factor", "second-factor-on");
      }
      try (BrowserContext context =
          browser.newContext(new Browser.NewContextOptions().setColorScheme(ColorScheme.DARK))) {
        Page page = context.newPage();
        signIn(page, email);
        examine(page, "code-dark");
        signIn(page, Role.TEACHER.email);
        visit(page, "/account", "account-teacher-dark");
      }
      try (BrowserContext context = browser.newContext()) {
        Page page = context.newPage();
        signIn(page, Role.ADMINISTRATOR.email);
        visit(page, "/people/invite", "invite");
        page.fill("#email", Role.TEACHER.email);
        page.fill("#name", "Rosa Kim");
        page.fill("#staff", "T-1");
        page.click("main form button");
        assertThat(page.textContent("[role=alert]")).contains("already has an account");
        examine(page, "invite-refused");
        page.fill("#email", "pictured.board@maplevalley.example");
        page.selectOption("#role", "board");
        page.click("main form button");
        assertThat(page.textContent("[role=status]")).contains("letter is on its way");
        examine(page, "invite-sent");
      }
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void everything_also_works_by_keyboard_and_without_javascript() throws Exception {
    String email = "keys@maplevalley.example";
    district.account(email);
    try (Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options());
        BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(district.base() + "/sign-in?next=%2Faccount%2Fsecond-factor");
      // the first field has the focus, from the first drawing on
      page.waitForSelector("#email:focus");
      page.keyboard().type(email);
      page.keyboard().press("Tab");
      page.keyboard().type(MapleValley.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/account/second-factor");
      page.focus("#password");
      page.keyboard().type(MapleValley.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForSelector("svg.qr");
      page.focus("#code");
      page.keyboard().type(new Authenticator(page.textContent(".key-text")).now());
      page.keyboard().press("Enter");
      page.waitForSelector(".codes");
      String recovery = page.textContent(".codes code >> nth=0");
      page.context().clearCookies();
      page.navigate(district.base() + "/sign-in");
      page.waitForSelector("#email:focus");
      page.keyboard().type(email);
      page.keyboard().press("Tab");
      page.keyboard().type(MapleValley.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForURL("**/sign-in/code");
      page.waitForSelector("#code:focus");
      page.keyboard().type(recovery);
      page.keyboard().press("Enter");
      page.waitForURL(district.base() + "/");
      assertThat(page.textContent(".who")).contains("Sign out");
    }
  }

  private static void signIn(Page page, String email) {
    page.navigate(district.base() + "/sign-in");
    page.fill("#email", email);
    page.fill("#password", MapleValley.PASSWORD);
    page.click(".door button");
  }

  private void visit(Page page, String path, String name) {
    page.navigate(district.base() + path);
    examine(page, name);
  }

  private void examine(Page page, String name) {
    var only = new AxeRunOptions();
    only.setResultTypes(List.of("violations"));
    String shots = System.getProperty("waymark.shots");
    for (int width : WIDTHS) {
      page.setViewportSize(width, 844);
      if (shots != null) {
        page.screenshot(new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of(shots, name + "-" + width + ".png")));
      }
      if (Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth > innerWidth"))) {
        troubles.add(name + " at " + width + ": scrolls sideways");
      }
    }
    new AxeBuilder(page)
        .options(only)
        .withTags(RULES)
        .analyze()
        .getViolations()
        .forEach(found -> troubles.add("%s: %s %s"
            .formatted(
                name,
                found.getId(),
                found.getNodes().stream().limit(3).map(node -> node.getHtml()).toList())));
  }

  /// The link of the newest letter to that address, without the host.
  private static String path(String email) throws Exception {
    try (Connection owner = district.database.open();
        var statement = owner.createStatement();
        var rows = statement.executeQuery("select substring(body from '/new-password[^[:space:]]+')"
            + " from ledger.outbox where recipient = '" + email
            + "' order by outbox_id desc limit 1")) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(Path.of("/usr/bin/chromium"))
        .setArgs(List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-quic",
            "--no-first-run"));
  }
}
