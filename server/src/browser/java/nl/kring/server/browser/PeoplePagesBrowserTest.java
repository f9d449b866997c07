package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages around staff in a real browser, on a phone and a laptop, with the keyboard alone. */
class PeoplePagesBrowserTest {
  private static Browsers browsers;
  private static TestServer server;

  @BeforeAll
  static void aCoordinatorAndAnAdministrator(@TempDir Path folder) throws Exception {
    browsers = new Browsers();
    server = new TestServer(TestDatabases.SQLITE, folder);
    server.app.staff().create("Hanna", Role.COORDINATOR, server.providerId, null, server.password);
    server.app.staff().create("Bram", Role.ADMINISTRATOR, null, null, server.password);
    server.openGroup(server.providerId, "Een groep met een lange naam, op dinsdagavond in De Pijp");
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

  private static String look(Size size, ColorScheme scheme) {
    return "-" + size.width + "-" + scheme.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource
  void aCoordinatorInvitesAndWithdrawsWithTheKeyboardAlone(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String look = look(size, scheme);
      Page page = browsers.signedIn(server, "Hanna", size, scheme);
      page.navigate(server.address + "/staff/people");
      Browsers.tabTo(page, "#name");
      page.keyboard().type("Willemijn van den Boogaard" + look);
      Browsers.tabTo(page, "form[action='/staff/people/invitations'] button");
      Browsers.enter(page);
      Browsers.check(page, "invited" + look);
      String link = page.locator(".secret").innerText();
      Browsers.tabTo(page, "main a[href='/staff/people']");
      Browsers.enter(page);
      Browsers.check(page, "people" + look);

      Page other = browsers.open(size, scheme);
      other.navigate(link);
      Browsers.check(other, "invitation" + look);
      Browsers.tabTo(other, "#password");
      other.keyboard().type("kort maar lang genoeg");
      Browsers.tabTo(other, "#again");
      other.keyboard().type("niet hetzelfde dus");
      Browsers.tabTo(other, "#code");
      other.keyboard().type("123456");
      Browsers.enter(other);
      other.waitForSelector("[role=alert]");
      Browsers.check(other, "invitation-refused" + look);

      String item = "li:has(form[action$='/withdrawal'])";
      Browsers.tabTo(page, item + " summary");
      page.keyboard().press("Enter");
      Browsers.check(page, "people-withdrawing" + look);
      Browsers.tabTo(page, item + " button");
      Browsers.enter(page);
      assertEquals(0, page.locator(item).count(), "it is gone");
      assertEquals(404, other.navigate(link).status());
      Browsers.check(other, "invitation-gone" + look);
      other.context().close();
      page.context().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everybodySeesTheirOwnAccountAndAnAdministratorTheTrail(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String look = look(size, scheme);
      Page page = browsers.signedIn(server, "Bram", size, scheme);
      page.navigate(server.address + "/staff/account");
      Browsers.check(page, "account" + look);
      Browsers.tabTo(page, "#current");
      page.keyboard().type("niet mijn wachtwoord");
      Browsers.tabTo(page, "#new");
      page.keyboard().type("vier gele fietsen");
      Browsers.tabTo(page, "#again");
      page.keyboard().type("vier gele fietsen");
      Browsers.enter(page);
      page.waitForSelector("[role=alert]");
      Browsers.check(page, "account-refused" + look);
      page.navigate(server.address + "/staff/audit");
      Browsers.check(page, "audit" + look);
      page.navigate(server.address + "/staff/people");
      Browsers.check(page, "people-administrator" + look);
      page.context().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void renewingAGroupAsksForItsNumberAndTheKeyboardReachesBothWays(Size size) throws Exception {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      String look = look(size, scheme);
      Page page = browsers.signedIn(server, "Samir", size, scheme);
      page.navigate(server.address + "/staff/groups/" + server.groupId + "/renewal");
      Browsers.check(page, "renewal" + look);
      Browsers.tabTo(page, "#members");
      page.keyboard().type("99");
      Browsers.tabTo(page, "form[action$='/renewal'] button");
      Browsers.enter(page);
      page.waitForSelector("[role=alert]");
      Browsers.check(page, "renewal-refused" + look);
      Browsers.tabTo(page, ".acts a");
      Browsers.enter(page);
      assertFalse(page.url().contains("renewal"), "the way back");
      page.context().close();
    }
  }
}
