package nl.kring.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.MeetingStatus;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.TestServer;
import nl.kring.server.browser.Browsers.Size;
import nl.kring.server.group.TestGroups;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.safety.SafetyText;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A facilitator's path in a real browser, with the keyboard alone: the year is planned (two-weekly
 * meetings, a summer stop, three cancellations and one move), the group opens, a meeting is held,
 * people join by their cards, and the pulse of their week is read.
 */
class YearBrowserTest {

  @ParameterizedTest
  @EnumSource
  void aGroupIsPlannedOpenedLedAndFollowedWithTheKeyboardAlone(Size size, @TempDir Path folder)
      throws Exception {
    try (Browsers browsers = new Browsers();
        TestServer server = new TestServer(TestDatabases.SQLITE, folder)) {
      String look = "-" + size.width;
      String groupId = prepared(server);
      String group = "/staff/groups/" + groupId;
      String planning = server.address + group + "/planning";
      Page page = signedIn(browsers, server, "Samir", size);
      Browsers.tabTo(page, "main a[href='" + group + "']");
      Browsers.enter(page);
      Browsers.tabTo(page, "main a[href$='/planning']");
      Browsers.enter(page);
      Browsers.check(page, "planning-empty" + look);

      Browsers.tabTo(page, "a[href$='/planning/series']");
      Browsers.enter(page);
      Browsers.tabTo(page, "[name=rhythm]");
      page.keyboard().press("ArrowRight");
      Browsers.typeDay(page, "#day", LocalDate.parse("2026-11-25"));
      page.keyboard().press("Tab");
      page.waitForSelector(".preview li:nth-child(2) >> text=wo 9 dec");
      Browsers.check(page, "planning-new" + look);
      Browsers.tabTo(page, "form.rhythm button");
      Browsers.enter(page);
      assertEquals(planning, page.url());

      Browsers.tabTo(page, "details:has([name=kind]) summary");
      page.keyboard().press("Enter");
      Browsers.typeDay(page, "#pause-first", LocalDate.parse("2027-07-05"));
      Browsers.typeDay(page, "#pause-last", LocalDate.parse("2027-08-29"));
      Browsers.check(page, "planning-pause" + look);
      Browsers.tabTo(page, "form[action$='/pauses'] button");
      Browsers.enter(page);

      for (String day : List.of("2026-12-23", "2027-05-12", "2027-09-29")) {
        openMeeting(page, day);
        Browsers.tabTo(page, "form[action$='/cancellation'] button");
        Browsers.enter(page);
      }
      openMeeting(page, "2027-01-06");
      Browsers.typeDay(page, "#day", LocalDate.parse("2027-01-07"));
      Browsers.check(page, "planning-move" + look);
      Browsers.tabTo(page, "form:has(#day) button");
      Browsers.enter(page);
      Browsers.check(page, "planning" + look);

      List<Meeting> meetings = server.app.meetings().upcoming(groupId, 26);
      assertEquals(
          List.of(
              "2026-12-23",
              "2027-05-12",
              "2027-07-07",
              "2027-07-21",
              "2027-08-04",
              "2027-08-18",
              "2027-09-29"),
          meetings.stream()
              .filter(each -> each.status() == MeetingStatus.CANCELLED)
              .map(each -> each.day().toString())
              .toList());
      assertEquals("2027-01-07T20:00", meetings.get(3).start().toString());

      // Somebody else plans a pause while this page is open.
      openMeeting(page, "2027-02-03");
      String version = server.app.meetings().planning(groupId).etag();
      server
          .app
          .meetings()
          .changeOne(
              groupId,
              version,
              meetings.get(0).seriesId(),
              meetings.get(6).day(),
              MeetingChange.CANCELLED);
      Browsers.tabTo(page, "form[action$='/cancellation'] button");
      Browsers.enter(page);
      assertTrue(page.url().endsWith("/cancellation"));
      Browsers.check(page, "planning-conflict" + look);
      Browsers.tabTo(page, "form:has(input[name=scope]) button");
      Browsers.enter(page);
      assertEquals(planning, page.url());

      open(browsers, server, size, group);

      // Tonight: who keeps the order, two taps for the heads, a correction, the next step.
      server.setClock(Instant.parse("2026-11-25T19:05:00Z"));
      page = signedIn(browsers, server, "Samir", size);
      page.navigate(server.address + group);
      Browsers.tabTo(page, "a[href$='/tonight']");
      Browsers.enter(page);
      Browsers.check(page, "evening" + look);
      Browsers.tabTo(page, "[data-tick=aim]");
      page.keyboard().press("Space");
      for (String people : List.of("8", "9")) {
        if (people.equals("9")) {
          Browsers.tabTo(page, "section:has(#count) details summary");
          page.keyboard().press("Enter");
        }
        Browsers.tabTo(page, ".taps a[href*='people=" + people + "#']");
        page.keyboard().press("Enter");
        page.waitForSelector(".taps button");
        Browsers.check(page, "evening-newcomers" + look);
        Browsers.tabTo(page, ".taps button[value='1']");
        page.keyboard().press("Enter");
        page.waitForSelector("section:has(#count) .figure b >> text=" + people);
        page.waitForSelector(".taps button", gone());
      }
      page.waitForSelector("[data-tick=aim]:checked");
      Browsers.tabTo(page, "form[action$='/step'] button[value='2']");
      page.keyboard().press("Enter");
      page.waitForSelector("#step >> text=Hoop");
      Browsers.check(page, "evening-held" + look);
      page.navigate(server.address + group);
      Browsers.check(page, "group-planned" + look);
      Browsers.tabTo(page, "form[action$='/join-codes'] button");
      Browsers.enter(page);
      Browsers.check(page, "card" + look);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      Browsers.check(page, "card-printed" + look);
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
      page.navigate(server.address + "/staff/agenda");
      Browsers.check(page, "agenda" + look);
      Browsers.tabTo(page, "a[href$='view=list']");
      Browsers.enter(page);
      Browsers.check(page, "agenda-list" + look);

      List<Kring> phones = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        page.navigate(server.address + group);
        Browsers.tabTo(page, "form[action$='/join-codes'] button");
        Browsers.enter(page);
        phones.add(
            joined(server, folder, String.join(" ", page.locator(".words li").allInnerTexts())));
      }
      // The first week whose keys were made after the group opened.
      IsoWeek week = IsoWeek.at(TestServer.THURSDAY).plusWeeks(2);
      LocalDate thursday = week.monday().plusDays(3);
      server.setClock(thursday.atTime(20, 0).atZone(IsoWeek.ZONE).toInstant());
      server.app.upkeep();
      checkIn(phones, thursday);
      page = signedIn(browsers, server, "Samir", size);
      page.navigate(server.address + group);
      assertEquals(0, page.locator(".picture").count(), "a week that is open shows nothing");
      Browsers.check(page, "pulse-open" + look);
      server.setClock(week.closesAt());
      server.app.upkeep();
      page = signedIn(browsers, server, "Samir", size);
      Browsers.tabTo(page, "main a[href='" + group + "']");
      Browsers.enter(page);
      assertEquals(3, page.locator(".picture table").count(), "a picture never without its table");
      Browsers.check(page, "pulse" + look);
    }
  }

  /** A group that is not open yet, of Samir and of Ruud, who has read what he must. */
  private static String prepared(TestServer server) {
    String id = server.app.groups().add(TestGroups.men(server.providerId, "Dinsdagkring", true));
    String ruud =
        server
            .app
            .staff()
            .create("Ruud", Role.FACILITATOR, server.providerId, null, server.password);
    for (SafetyText text : SafetyText.values()) {
      server
          .app
          .acknowledgements()
          .acknowledge(
              new Caller.Staff(ruud, "Ruud", Role.FACILITATOR, server.providerId, null), text);
    }
    for (String each : List.of(server.staffId, ruud)) {
      server.app.groups().assign(id, each);
    }
    return id;
  }

  private static void open(Browsers browsers, TestServer server, Size size, String group)
      throws Exception {
    Page page = signedIn(browsers, server, "Samir", size);
    for (String text : List.of("hand-over", "protocol")) {
      Browsers.tabTo(page, "main a[href='/staff/" + text + "']");
      Browsers.enter(page);
      Browsers.tabTo(page, "main button");
      Browsers.enter(page);
      page.navigate(server.address + "/staff");
    }
    page.navigate(server.address + group + "/leading");
    for (List<String> each :
        List.of(
            List.of("#name", "Marijke de Boer"),
            List.of("#organisation", "Instelling Voorbeeld"),
            List.of("#phone", "030 000 00 00"),
            List.of("#region", "Utrecht"))) {
      Browsers.tabTo(page, each.get(0));
      page.keyboard().type(each.get(1));
    }
    Browsers.enter(page);
    Browsers.tabTo(page, "form[action$='/leading/opening'] button");
    Browsers.enter(page);
    page.waitForSelector("text=Open sinds");
    Browsers.check(page, "opened-" + size.width);
  }

  private static Kring joined(TestServer server, Path folder, String code) throws Exception {
    Kring phone =
        Kring.builder(Files.createTempDirectory(folder, "phone").toFile(), server.address)
            .clock(server.clock())
            .build();
    phone.membership().join(code);
    return phone;
  }

  private static void checkIn(List<Kring> phones, LocalDate day) throws Exception {
    for (int i = 0; i < phones.size(); i++) {
      Kring phone = phones.get(i);
      phone
          .checkIns()
          .record(
              CheckIn.builder(day)
                  .tension(1 + i % 5)
                  .urge(1 + i % 3)
                  .timeOut(TimeOut.values()[i % 3])
                  .build());
      while (phone.journal().waiting() > 0) {
        phone.sync();
      }
    }
  }

  private static Page.WaitForSelectorOptions gone() {
    return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);
  }

  private static Page signedIn(Browsers browsers, TestServer server, String name, Size size) {
    Page page = browsers.open(size, ColorScheme.LIGHT);
    page.navigate(server.address + "/staff");
    Browsers.tabTo(page, "[name=name]");
    page.keyboard().type(name);
    Browsers.tabTo(page, "[name=password]");
    page.keyboard().type(server.password);
    Browsers.enter(page);
    return page;
  }

  private static void openMeeting(Page page, String day) throws Exception {
    Browsers.tabTo(page, ".meetings a[href$='/meetings/" + day + "']");
    Browsers.enter(page);
  }
}
