package org.waymark.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waymark.web.MapleValley.Role;

/// Monday morning: from signing in to the first student, without a mouse.
class FirstStudentTest {

  @Test
  void the_first_student_is_a_few_keys_from_signing_in_for_every_role() throws Exception {
    MapleValley district = MapleValley.open();
    try (Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")))) {
      for (Role role : Role.CORE) {
        Page page = browser.newContext().newPage();
        page.navigate(district.base() + "/sign-in");
        page.waitForSelector("#email:focus");
        Instant start = Instant.now();
        page.keyboard().type(role.email);
        page.keyboard().press("Tab");
        page.keyboard().type(MapleValley.PASSWORD);
        enter(page, "Today");
        page.keyboard().press("Tab");
        assertThat(focused(page)).as("skip the navigation").isEqualTo("Skip to the page");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        String first;
        if (role == Role.TEACHER && page.locator(".people a").count() == 0) {
          // nobody of hers changed for the worse: she goes to her list by its name
          page.keyboard().press("/");
          page.keyboard().type("early");
          page.waitForSelector("#found-list [role=option]");
          page.keyboard().press("ArrowDown");
          page.keyboard().press("Enter");
          page.waitForURL("**/students");
          first = page.locator("#list tr:not(.part) a").first().textContent();
          page.locator("#list tr:not(.part) a").first().focus();
        } else if (role == Role.TEACHER) {
          first = page.locator(".people a").first().textContent();
          String[] name = first.split(", ");
          assertThat(focused(page)).isEqualTo("Open " + name[1] + " " + name[0]);
        } else {
          assertThat(focused(page)).isEqualTo("See whom to look at first");
          enter(page, "Students");
          page.keyboard().press("Tab");
          if (Boolean.TRUE.equals(page.evaluate("document.activeElement.matches('.pick')"))) {
            page.keyboard().press("Tab");
          }
          first = page.locator("#list tr:not(.part) a").first().textContent();
          assertThat(focused(page)).as(role.name()).isEqualTo(first);
        }
        page.keyboard().press("Enter");
        page.waitForURL("**/students/*");
        String[] name = first.split(", ");
        assertThat(page.locator("h1").textContent()).startsWith(name[1] + " " + name[0]);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
        page.context().close();
      }
    }
  }

  private static void enter(Page page, String nextPage) {
    page.keyboard().press("Enter");
    page.locator("[aria-current=page]:text-is('" + nextPage + "')").first().waitFor();
    page.waitForLoadState();
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("document.activeElement.textContent"));
  }
}
