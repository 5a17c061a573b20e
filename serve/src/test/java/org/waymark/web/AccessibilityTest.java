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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Every page of the access matrix: WCAG 2.1 AA by axe on a phone, where everything is tightest,
/// and nothing sideways on a phone or a desk. [MorningsTest] asks axe about the main pages on a
/// desk, in each theme.
@SuppressWarnings("NullAway") // what is missing fails the test
class AccessibilityTest {
  private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa");

  private final List<String> troubles = new ArrayList<>();

  @Test
  void no_page_breaks_a_rule_of_wcag_2_1_aa_or_scrolls_sideways() throws Exception {
    MapleValley district = MapleValley.open();
    SomeAlert.about(district, district.ownStudent, district.othersStudent);
    SomeAlert.letters(district);
    try (Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright.chromium().launch(options())) {
      for (var walk : walks(district).entrySet()) {
        Role role = walk.getKey();
        ColorScheme scheme = role == Role.SCHOOL ? ColorScheme.DARK : ColorScheme.LIGHT;
        try (BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setColorScheme(scheme))) {
          Page page = context.newPage();
          page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("404")) {
              troubles.add(role + " " + page.url() + " console: " + message.text());
            }
          });
          // the same for everybody: once in light colors, once in dark ones
          if (role == Role.DISTRICT || role == Role.SCHOOL) {
            for (String door : List.of("/sign-in", "/reset")) {
              page.navigate(district.base() + door);
              examine(page, role, door);
            }
          }
          page.navigate(district.base() + "/sign-in");
          page.fill("#email", role.email);
          page.fill("#password", MapleValley.PASSWORD);
          page.click(".door button");
          assertThat(page.locator(".who").textContent()).contains("Sign out");
          for (String path : walk.getValue()) {
            page.setViewportSize(1440, 844);
            page.navigate(district.base() + path);
            fits(page, role, path + " at 1440");
            page.setViewportSize(390, 844);
            examine(page, role, path + " at 390");
          }
        }
      }
    }
    SomeAlert.takeAway(district);
    assertThat(troubles).isEmpty();
  }

  /// Every page of the access matrix once, by the first of these who may open it; and what looks
  /// different to others or by its query.
  private static Map<Role, List<String>> walks(MapleValley district) throws Exception {
    Map<Role, List<String>> walks = new LinkedHashMap<>();
    for (Role role : List.of(
        Role.DISTRICT, Role.TEACHER, Role.COUNSELOR, Role.ADMINISTRATOR, Role.BOARD, Role.SCHOOL)) {
      walks.put(role, new ArrayList<>());
    }
    for (Matrix.Route route : Matrix.routes()) {
      String value = switch (route.about()) {
        case "student" -> Long.toString(district.ownStudent);
        case "model" -> Models.registered(district);
        case "run" -> district.runId;
        case "person" -> district.personOf(Role.TEACHER);
        default -> "17";
      };
      if (route.method().equals("GET") && !route.isOpenToAnybody() && isPage(route.path())) {
        walks.keySet().stream()
            .filter(route::opensTo)
            .findFirst()
            .ifPresent(role -> walks.get(role).add(route.at(value)));
      }
    }
    long section = district.count("""
        select section_id from analytics.fact_standard_gaps
        where scope = 'section' and priority = 1 order by assessed desc, section_id limit 1
        """);
    walks
        .get(Role.DISTRICT)
        .addAll(List.of(
            "/jump?q=ma",
            "/students?by=counselor",
            "/students?by=grade&movement=attention",
            "/dictionary?q=chronic",
            "/cohorts?season=winter",
            "/cohorts?type=teacher&season=winter",
            "/years?season=winter",
            "/students/17",
            "/gaps?section=" + section));
    walks
        .get(Role.TEACHER)
        .addAll(List.of(
            "/", "/overview", "/students", "/students/" + district.ownStudent, "/model", "/gaps"));
    walks.get(Role.BOARD).addAll(List.of("/public?group=ell", "/access"));
    walks.get(Role.SCHOOL).addAll(List.of("/", "/overview", "/students"));
    return walks;
  }

  private static boolean isPage(String path) {
    return !path.startsWith("/api/") && !path.matches(".*\\.(csv|xlsx|pdf|md|json)$");
  }

  private void examine(Page page, Role role, String what) {
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    new AxeBuilder(page)
        .options(onlyTroubles())
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
    fits(page, role, what);
  }

  private void fits(Page page, Role role, String what) {
    if (Boolean.TRUE.equals(page.evaluate("document.documentElement.scrollWidth > innerWidth"))) {
      troubles.add(role + " " + what + ": scrolls sideways");
    }
  }

  /// Without the long lists of what is right.
  private static AxeRunOptions onlyTroubles() {
    var options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    return options;
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
