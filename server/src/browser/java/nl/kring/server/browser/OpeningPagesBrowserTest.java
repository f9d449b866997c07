package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.group.TestGroups;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.safety.SafetyText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a group that is being prepared to one that is open, with the keyboard; and safety texts. */
class OpeningPagesBrowserTest {
  private static Browsers browsers;
  private static TestServer server;

  @BeforeAll
  static void people(@TempDir Path folder) throws Exception {
    browsers = new Browsers();
    server = new TestServer(TestDatabases.SQLITE, folder);
    server.app.staff().create("Coby", Role.COORDINATOR, server.providerId, null, server.password);
    for (String name : List.of("Ruud", "Anja")) {
      String id =
          server
              .app
              .staff()
              .create(name, Role.FACILITATOR, server.providerId, null, server.password);
      Caller.Staff staff = new Caller.Staff(id, name, Role.FACILITATOR, server.providerId, null);
      if (name.equals("Ruud")) {
        for (SafetyText text : SafetyText.values()) {
          server.app.acknowledgements().acknowledge(staff, text);
        }
      }
    }
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

  private static String prepared(String name) {
    String id = server.app.groups().add(TestGroups.men(server.providerId, name, true));
    server.app.groups().assign(id, server.staffId);
    return id;
  }

  @ParameterizedTest
  @EnumSource
  void aGroupIsPreparedAndOpenedAndThenLedForADayByAnother(Size size) throws Exception {
    String look = "-" + size.width;
    String group = "/staff/groups/" + prepared("Kring " + size.width);
    Page coordinator = browsers.open(size, ColorScheme.LIGHT);
    Browsers.signIn(coordinator, server, "Coby");
    Browsers.check(coordinator, "opening-home" + look);
    coordinator.navigate(server.address + group);
    Browsers.check(coordinator, "opening-group" + look);
    coordinator.navigate(server.address + group + "/leading");
    Browsers.check(coordinator, "opening-lacking" + look);
    Browsers.tabTo(coordinator, "#who");
    coordinator.selectOption(
        "#who", new com.microsoft.playwright.options.SelectOption().setLabel("Ruud"));
    Browsers.tabTo(coordinator, "form[action$='/leading/facilitators'] button");
    coordinator.keyboard().press("Enter");
    coordinator.waitForSelector("text=Ruud");
    coordinator.context().close();

    Page facilitator = browsers.open(size, ColorScheme.LIGHT);
    Browsers.signIn(facilitator, server, "Samir");
    for (String text : List.of("hand-over", "protocol")) {
      facilitator.navigate(server.address + "/staff/" + text);
      Browsers.check(facilitator, text + look);
      if (facilitator.locator("main button").count() > 0) {
        Browsers.tabTo(facilitator, "main button");
        facilitator.keyboard().press("Enter");
        facilitator.waitForSelector("text=Bevestigd op");
      }
    }
    facilitator.navigate(server.address + group + "/leading");
    Browsers.tabTo(facilitator, "#name");
    facilitator.keyboard().type("Marijke de Boer");
    Browsers.tabTo(facilitator, "#organisation");
    facilitator.keyboard().type("Instelling Voorbeeld");
    Browsers.tabTo(facilitator, "#phone");
    facilitator.keyboard().type("030 000 00 00");
    Browsers.tabTo(facilitator, "#region");
    facilitator.keyboard().type("Utrecht");
    facilitator.keyboard().press("Enter");
    String open = "form[action$='/leading/opening'] button";
    facilitator.waitForSelector(open);
    Browsers.check(facilitator, "opening-ready" + look);
    Browsers.tabTo(facilitator, open);
    facilitator.keyboard().press("Enter");
    facilitator.waitForSelector("text=Open sinds");
    Browsers.tabTo(facilitator, "form[action$='/leading/substitutes'] button");
    facilitator.keyboard().press("Enter");
    facilitator.waitForSelector("form[action*='/withdrawal']");
    Browsers.check(facilitator, "opening-open" + look);
    assertTrue(server.app.groups().openIds().contains(group.substring(group.lastIndexOf('/') + 1)));
    facilitator.context().close();
  }

  @ParameterizedTest
  @EnumSource
  void theRedFlagAidIsReadInBothSchemesAndKeepsNothing(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      Page page = browsers.open(size, scheme);
      Browsers.signIn(page, server, "Anja");
      int cookies = page.context().cookies().size();
      page.navigate(server.address + "/staff/red-flags");
      Browsers.check(
          page, "red-flags-" + size.width + "-" + scheme.name().toLowerCase(Locale.ROOT));
      assertEquals(cookies, page.context().cookies().size());
      assertEquals(
          0,
          page.evaluate("localStorage.length + sessionStorage.length"),
          "nothing stays in the browser");
      page.context().close();
    }
  }
}
