package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.LocalDate;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who must know what, and what happened, in a real browser, with the keyboard alone. */
class CompetenceBrowserTest {
  private static void press(Page page, String selector) {
    Browsers.tabTo(page, selector);
    Browsers.enter(page);
  }

  private static void choose(Page page, String selector) {
    Browsers.tabTo(page, selector);
    page.keyboard().press("Space");
  }

  @ParameterizedTest
  @EnumSource
  void aCoordinatorKeepsCoursesRecordsAndAgreements(Size size, @TempDir Path folder)
      throws Exception {
    try (Browsers browsers = new Browsers();
        TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      String look = "-" + size.width;
      server
          .app
          .staff()
          .create("Hanna", Role.COORDINATOR, server.providerId, null, server.password);
      Page page = browsers.signedIn(server, "Hanna", size, ColorScheme.LIGHT);
      press(page, "main a[href='/staff/competence']");
      Browsers.check(page, "competence-empty" + look);

      press(page, "main a[href='/staff/competence/agreements']");
      Browsers.check(page, "agreements-empty" + look);
      Browsers.tabTo(page, "#name");
      page.keyboard().type("Wijkteam Zuid");
      press(page, "form[action$='/organisations'] button");
      Browsers.tabTo(page, "#with");
      choose(page, "[value=refers-to-us]");
      choose(page, "[value=warm-hand-over]");
      Browsers.typeDay(page, "#agreed-on", LocalDate.parse("2026-11-02"));
      Browsers.typeDay(page, "#review-by", LocalDate.parse("2027-01-15"));
      press(page, "form[action$='/agreements'] button");
      assertEquals("binnenkort bekijken", page.locator(".tag.asks").innerText());

      page.navigate(server.address + "/staff/competence/courses");
      Browsers.tabTo(page, "#name");
      page.keyboard().type("Signalen van dwang en controle zien");
      choose(page, "[name=role][value=facilitator]");
      choose(page, "[value=safety-first]");
      Browsers.tabTo(page, "#months");
      page.keyboard().type("12");
      press(page, "form[action$='/courses'] > button");
      press(page, "form[action$='/requirements/facilitator'] button");
      Browsers.check(page, "courses" + look);
      press(page, "main .back a");
      assertEquals("nog volgen", page.locator(".tag.asks").innerText());

      Browsers.typeDay(page, "#day", LocalDate.parse("2025-12-20"));
      // Samir stands first: he is the one who lacks something.
      press(page, "form[action$='/records'] button");
      assertEquals("loopt bijna af", page.locator(".tag.asks").innerText());
      Browsers.tabTo(page, ".standings summary");
      page.keyboard().press("Enter");
      Browsers.check(page, "competence" + look);

      page.navigate(server.address + "/staff/competence/agreements");
      Browsers.tabTo(page, ".rows summary");
      page.keyboard().press("Enter");
      Browsers.check(page, "agreements" + look);

      Page samir = browsers.signedIn(server, "Samir", size, ColorScheme.DARK);
      assertTrue(samir.locator(".notice").last().innerText().contains("binnen drie maanden"));
      Browsers.check(samir, "groups-reminder" + look);
      press(samir, ".notice a[href$=competence]");
      Browsers.check(samir, "competence-own" + look);
      assertEquals(0, samir.locator("main form").count(), "a facilitator only reads");
      press(samir, "main a[href='/staff/competence/agreements']");
      Browsers.check(samir, "agreements-read" + look);
      assertEquals(0, samir.locator("main form").count(), "a facilitator only reads");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFacilitatorRecordsThatSomethingHappenedAndWithdrawsIt(Size size, @TempDir Path folder)
      throws Exception {
    try (Browsers browsers = new Browsers();
        TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      String look = "-" + size.width;
      Page page = browsers.signedIn(server, "Samir", size, ColorScheme.LIGHT);
      press(page, "main a[href='/staff/incidents']");
      Browsers.check(page, "incidents" + look);
      for (int i = 0; i < 2; i++) {
        Browsers.tabTo(page, "#kind");
        page.keyboard().press("ArrowDown");
        choose(page, "[value=paused]");
        choose(page, "[value=talked-in-group]");
        press(page, "form[action='/staff/incidents'] button");
        Browsers.check(page, "incident-recorded" + look);
        assertEquals(server.address + "/staff/incidents", page.url(), "no id in an address");
        if (i == 0) {
          press(page, "form[action$='/withdrawal'] button");
        }
      }
      server
          .app
          .staff()
          .create("Hanna", Role.COORDINATOR, server.providerId, null, server.password);
      Page hanna = browsers.signedIn(server, "Hanna", size, ColorScheme.DARK);
      press(hanna, "main a[href='/staff/incidents']");
      Browsers.check(hanna, "incident-totals" + look);
      assertEquals("1", hanna.locator(".counts td").first().innerText());
    }
  }
}
