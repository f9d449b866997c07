package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A facilitator in a real browser, on a phone and a laptop, with the keyboard alone. */
class StaffPagesBrowserTest {
  private static Browsers browsers;
  private static TestServer server;

  /** Seven phones live a week that is then closed. */
  @BeforeAll
  static void aGroupWithAPulse(@TempDir Path folder) throws Exception {
    browsers = new Browsers();
    server = new TestServer(TestDatabases.SQLITE, folder);
    IsoWeek week = IsoWeek.at(TestServer.THURSDAY);
    LocalDate thursday = week.monday().plusDays(3);
    List<Kring> phones = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Kring phone =
          Kring.builder(folder.resolve("phone" + i).toFile(), server.address)
              .clock(server.clock())
              .build();
      phone.membership().join(server.joinCode());
      phones.add(phone);
    }
    for (int i = 0; i < 7; i++) {
      Kring phone = phones.get(i);
      phone
          .checkIns()
          .record(
              CheckIn.builder(thursday)
                  .tension(1 + i % 5)
                  .urge(1 + i % 3)
                  .timeOut(TimeOut.values()[i % 3])
                  .build());
      while (phone.journal().waiting() > 0) {
        phone.sync();
      }
    }
    server.setClock(week.closesAt());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (browsers != null) {
      browsers.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFacilitatorSignsInAndReadsThePulseWithTheKeyboardAlone(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String look = "-" + size.width + "-" + scheme.name().toLowerCase(Locale.ROOT);
      Page page = browsers.open(size, scheme);
      page.navigate(server.address + "/staff");
      Browsers.check(page, "sign-in" + look);
      Browsers.tabTo(page, "[name=name]");
      page.keyboard().type("Samir");
      Browsers.tabTo(page, "[name=password]");
      page.keyboard().type("een verkeerd wachtwoord");
      page.keyboard().press("Enter");
      page.waitForSelector("[role=alert]");
      Browsers.check(page, "sign-in-failed" + look);
      page.fill("[name=password]", server.password);
      page.keyboard().press("Enter");
      String toGroup = "main a[href='/staff/groups/" + server.groupId + "']";
      page.waitForSelector(toGroup);
      Browsers.check(page, "groups" + look);
      Browsers.tabTo(page, toGroup);
      page.keyboard().press("Enter");
      page.waitForSelector("svg");
      Browsers.check(page, "group" + look);
      assertEquals(3, page.locator(".picture table").count(), "a picture never without its table");
      assertEquals("Kring · Groep", page.title(), "a title says nothing of the group");
      page.context().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theStyleGuideShowsEveryPartInBothSchemes(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = browsers.open(size, scheme);
      page.navigate(server.address + "/styleguide");
      Browsers.check(
          page, "styleguide-" + size.width + "-" + scheme.name().toLowerCase(Locale.ROOT));
      Browsers.tabTo(page, ".bar .help");
      page.context().close();
    }
  }
}
