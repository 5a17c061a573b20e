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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// The morning of each role: the first page, its next step, at three widths; and a whole errand
/// without a mouse.
///
/// With `-Dwaymark.pictures=true` it also makes the pictures of `docs/guide`.
class MorningsTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");
  private static final List<Integer> WIDTHS = List.of(1440, 820, 390);
  private static final boolean PICTURES = Boolean.getBoolean("waymark.pictures");

  private static MapleValley district;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> troubles = new ArrayList<>();

  @BeforeAll
  static void open() throws Exception {
    district = MapleValley.open();
    playwright = Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser = playwright
        .chromium()
        .launch(new BrowserType.LaunchOptions()
            .setExecutablePath(Path.of("/usr/bin/chromium"))
            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
  }

  @AfterAll
  static void close() {
    browser.close();
    playwright.close();
  }

  @Test
  void each_role_begins_with_a_finding_and_one_step_that_leads_on() throws Exception {
    for (Role role : Role.values()) {
      try (BrowserContext context = context(ColorScheme.LIGHT)) {
        Page page = signedIn(context, role);
        for (int width : WIDTHS) {
          page.setViewportSize(width, width == 1440 ? 1000 : 844);
          page.navigate(district.base() + "/");
          examine(page, role, "/ at " + width);
          picture(page, role, width);
          assertThat(page.locator("h1").count()).as(role + " has one finding").isEqualTo(1);
          assertThat((Integer)
                  page.evaluate("Math.round(document.querySelector('header.top').offsetHeight)"))
              .as(role + " at " + width + ": the bar is one row")
              .isLessThan(60);
        }
        if (page.locator(".next a.button").count() > 0) {
          page.locator(".next a.button").click();
          page.waitForLoadState();
          examine(page, role, "the next step of " + page.url());
          assertThat(page.locator("h1").textContent())
              .as(role + " next step")
              .isNotEqualTo("You can't see this record");
        }
      }
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void each_role_finds_only_open_doors_in_its_navigation() throws Exception {
    for (Role role : Role.values()) {
      Visitor visitor = Visitor.signedIn(district, role);
      var links = visitor.page("/keys").select("header.top nav a").eachAttr("href");
      assertThat(links).as(role.name()).contains("/", "/dictionary");
      for (String link : new java.util.LinkedHashSet<>(links)) {
        assertThat(visitor.get(link).statusCode()).as(role + " " + link).isIn(200, 303);
      }
      assertThat(links.contains("/students"))
          .as(role + " sees students")
          .isEqualTo(Role.STUDENTS.contains(role));
    }
  }

  @Test
  void who_sees_no_student_finds_no_name_on_the_first_page() throws Exception {
    for (Role role : List.of(Role.ADMINISTRATOR, Role.OPERATOR, Role.ANALYST)) {
      String page = Visitor.signedIn(district, role).get("/").body();
      assertThat(page).as(role.name()).doesNotContain("/students/");
      assertThat(page).doesNotContain(district.nameOf(district.ownStudent));
    }
  }

  @Test
  void colors_can_be_chosen_without_scripts_and_are_legible_in_each_theme() throws Exception {
    Visitor visitor = Visitor.signedIn(district, Role.DISTRICT);
    String token = "&_csrf=" + Visitor.encoded(visitor.token("/keys"));
    var answer = visitor.post("/theme", "theme=contrast&back=/keys%3Fa%3D1" + token);
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).contains("/keys?a=1");
    assertThat(visitor.page("/keys").select("html").attr("data-theme")).isEqualTo("contrast");
    for (String elsewhere : List.of("//evil.example", "https://evil.example", "/\\evil.example")) {
      assertThat(visitor
              .post("/theme", "theme=dark&back=" + Visitor.encoded(elsewhere) + token)
              .headers()
              .firstValue("Location"))
          .as(elsewhere)
          .contains("/");
    }
    assertThat(visitor.post("/theme", "theme=%22%3E&back=/" + token).statusCode())
        .isEqualTo(303);
    assertThat(visitor.page("/keys").select("html").hasAttr("data-theme")).isFalse();
    for (String theme : List.of("dark", "contrast", "light")) {
      ColorScheme system = theme.equals("light") ? ColorScheme.DARK : ColorScheme.LIGHT;
      try (BrowserContext context = context(system)) {
        Page page = signedIn(context, Role.DISTRICT);
        page.selectOption(".theme select", theme);
        page.click(".theme button");
        assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo(theme);
        for (String path : List.of(
            "/",
            "/overview",
            "/students",
            "/students/" + district.ownStudent,
            "/quality",
            "/gaps",
            "/equity",
            "/growth",
            "/cohorts",
            "/thresholds",
            "/jump?q=ma",
            "/keys")) {
          page.navigate(district.base() + path);
          examine(page, Role.DISTRICT, theme + " " + path);
        }
      }
    }
    assertThat(troubles).isEmpty();
  }

  @Test
  void a_whole_errand_needs_no_mouse_and_no_key_is_a_trap() throws Exception {
    try (BrowserContext context = context(ColorScheme.LIGHT)) {
      Page page = context.newPage();
      page.navigate(district.base() + "/sign-in");
      page.waitForSelector("#email:focus");
      page.keyboard().type(Role.DISTRICT.email);
      page.keyboard().press("Tab");
      page.keyboard().type(MapleValley.PASSWORD);
      page.keyboard().press("Enter");
      page.waitForSelector(".who");

      // jump to a student by the first letters
      String name = district.nameOf(district.ownStudent);
      page.keyboard().press("/");
      page.waitForSelector("dialog#jump[open]");
      page.keyboard().type(name.toLowerCase(java.util.Locale.ROOT));
      page.waitForSelector("#found-list [role=option]");
      page.keyboard().press("ArrowDown");
      assertThat(page.locator("#jump-field").getAttribute("aria-activedescendant"))
          .isEqualTo(page.locator("[aria-selected=true]").getAttribute("id"));
      page.keyboard().press("Enter");
      page.waitForURL("**/students/*");
      assertThat(page.locator("h1").textContent()).startsWith(name.split(", ")[1]);

      // the way back, and Esc gives the page back
      page.keyboard().press("Control+k");
      page.waitForSelector("dialog#jump[open]");
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog#jump[open]").count()).isZero();

      // open the list by its name, filter it by keys alone, open the first profile, come back
      page.keyboard().press("/");
      page.waitForSelector("dialog#jump[open]");
      page.keyboard().type("early");
      page.waitForSelector("#found-list [role=option][href='/students']");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.waitForURL("**/students");
      tabTo(page, "document.activeElement.matches('details.more > summary')");
      page.keyboard().press("Enter");
      tabTo(page, "document.activeElement.name === 'band'");
      page.keyboard().press("ArrowDown");
      page.waitForURL("**band=K-5**");
      page.keyboard().press("Tab");
      tabTo(page, "document.activeElement.matches('#list th a')");
      page.keyboard().press("Enter");
      page.waitForURL(java.util.regex.Pattern.compile(".*/students/-?\\d+"));
      page.goBack();
      assertThat(page.url()).contains("band=K-5");

      // Tab goes through the whole page and out of it
      page.navigate(district.base() + "/");
      page.keyboard().press("Tab");
      assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to the page");
      tabTo(page, "document.activeElement.matches('.theme button')");
      page.keyboard().press("?");
      page.waitForURL("**/keys");
    }
  }

  @Test
  void a_jump_shows_only_students_whom_the_person_sees_and_is_audited() throws Exception {
    String others = district.nameOf(district.othersStudent);
    String own = district.nameOf(district.ownStudent);
    String where = " from ledger.audit a join ledger.person p using (person_id)"
        + " where p.email = '%s' and a.place = '/jump' and a.action in ('list', 'view')";
    for (Role role : List.of(Role.SCHOOL, Role.TEACHER)) {
      Visitor visitor = Visitor.signedIn(district, role);
      long before = district.count("select count(*)" + where.formatted(role.email));
      assertThat(
              visitor.page("/jump?q=" + Visitor.encoded(own)).select("a[href]").eachAttr("href"))
          .contains("/students/" + district.ownStudent);
      assertThat(district.count("select count(*)" + where.formatted(role.email)))
          .isEqualTo(before + 1);
      assertThat(visitor.get("/jump?q=" + Visitor.encoded(others)).body())
          .doesNotContain("/students/" + district.othersStudent);
      assertThat(visitor.get("/api/v1/jump?q=" + Visitor.encoded(others)).body())
          .doesNotContain(Long.toString(district.othersStudent));
    }
    for (Role role : List.of(Role.BOARD, Role.ADMINISTRATOR, Role.OPERATOR)) {
      assertThat(Visitor.signedIn(district, role)
              .get("/jump?q=" + Visitor.encoded(own))
              .body())
          .doesNotContain("/students/");
    }
    Visitor dana = Visitor.signedIn(district, Role.DISTRICT);
    String given = own.split(", ")[1] + " " + own.split(", ")[0];
    assertThat(dana.get("/jump?q=" + Visitor.encoded(given)).body())
        .contains("/students/" + district.ownStudent);
    assertThat(dana.page("/jump?q=chronic").select("[role=option]").eachAttr("href"))
        .contains("/dictionary#figure-chronic_absence");
    assertThat(dana.get("/jump?q=%25").body()).doesNotContain("/students/");
    assertThat(dana.get("/jump?q=" + "x".repeat(5000)).statusCode()).isEqualTo(200);
  }

  private static void tabTo(Page page, String condition) {
    for (int i = 0; i < 400; i++) {
      if (Boolean.TRUE.equals(page.evaluate(condition))) {
        return;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("no Tab led to where " + condition + ": a trap?");
  }

  private static BrowserContext context(ColorScheme scheme) {
    return browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme));
  }

  private static Page signedIn(BrowserContext context, Role role) {
    Page page = context.newPage();
    page.navigate(district.base() + "/sign-in");
    page.fill("#email", role.email);
    page.fill("#password", MapleValley.PASSWORD);
    page.click(".door button");
    page.waitForSelector(".who");
    return page;
  }

  private static void picture(Page page, Role role, int width) throws Exception {
    if (!PICTURES || width == 820) {
      return;
    }
    Path folder = Path.of(System.getProperty("waymark.home", "..")).resolve("docs/guide/images");
    Files.createDirectories(folder);
    page.screenshot(new Page.ScreenshotOptions()
        .setPath(folder.resolve(role.name().toLowerCase(java.util.Locale.ROOT)
            + (width == 390 ? "-phone" : "")
            + ".png")));
  }

  private void examine(Page page, Role role, String what) {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    new AxeBuilder(page)
        .options(options)
        .withTags(RULES)
        .analyze()
        .getViolations()
        .forEach(violation -> troubles.add("%s %s: %s %s"
            .formatted(
                role,
                what,
                violation.getId(),
                violation.getNodes().stream()
                    .limit(3)
                    .map(node -> node.getHtml())
                    .toList())));
    if (Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth > innerWidth"))) {
      troubles.add(role + " " + what + ": scrolls sideways");
    }
  }
}
