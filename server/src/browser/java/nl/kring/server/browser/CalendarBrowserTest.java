package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The address of one's own calendar, and school holidays out of a file, in a real browser. */
class CalendarBrowserTest {
  @ParameterizedTest
  @EnumSource
  void holidaysAreChosenAndACalendarGetsItsAddress(Size size, @TempDir Path folder)
      throws Exception {
    try (Browsers browsers = new Browsers();
        TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      String look = "-" + size.width;
      server.planWeekly();
      Page page = browsers.signedIn(server, "Samir", size, ColorScheme.LIGHT);

      page.navigate(server.address + "/staff/groups/" + server.groupId + "/planning");
      page.click("main a[href$='/holidays']");
      Browsers.check(page, "holidays" + look);
      page.setInputFiles("#file", Path.of("..", "docs", "school-holidays-example.ics"));
      Browsers.tabTo(page, "form[enctype] button");
      Browsers.enter(page);
      Browsers.check(page, "holidays-found" + look);
      assertEquals(5, page.locator("[name=period]:checked").count());
      page.uncheck("[name=period] >> nth=1");
      page.click("form[action$='/holidays/pauses'] button");
      assertTrue(page.url().endsWith("/planning"), page.url());
      assertEquals(4, server.app.meetings().planning(server.groupId).pauses().size());

      page.navigate(server.address + "/staff/calendar");
      Browsers.check(page, "calendar-none" + look);
      page.click("form[action='/staff/calendar'] button");
      Browsers.check(page, "calendar-made" + look);
    }
  }
}
