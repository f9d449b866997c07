package nl.kring.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyDirectory.Lie;
import nl.kring.client.testing.TinyServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone takes no key by which somebody could tell whose slip it is. */
class KeyDirectoryTest {
  private static final String DRAWS = "/api/v1/token-draws";
  private static final String KEYS = "/api/v1/groups/" + TinyServer.GROUP + "/token-keys";
  private static final String ROOT = "/api/v1/token-key-roots/2026-W48";

  @TempDir File directory;
  private final MutableClock clock = new MutableClock("2026-11-25T12:00");
  private TinyServer server;
  private Kring kring;

  @BeforeEach
  void open() throws IOException {
    server = new TinyServer(clock);
    kring = TestPhone.open(directory, server, clock);
    kring.membership().join(TestPhone.code());
  }

  @AfterEach
  void close() {
    server.close();
  }

  private void assertRefused(KeyRefusal why, String week) throws IOException {
    int before = server.requests(DRAWS).size();
    SyncReport report = kring.sync();
    List<SyncNotice> refused = report.notices(Kind.KEYS_REFUSED);
    assertTrue(
        refused.stream()
            .anyMatch(each -> each.keyRefusal() == why && each.week().toString().equals(week)),
        report.toString());
    assertEquals(before, server.requests(DRAWS).size(), "nothing is drawn");
    assertFalse(new File(directory, "week-" + week + ".json").exists(), "nothing is drafted");
  }

  @Test
  void honestKeysAreLookedAtOnceAsNobodyBeforeAnythingIsDrawn() throws IOException {
    SyncReport report = kring.sync();
    assertEquals(7, report.drawn());
    assertTrue(report.notices().isEmpty(), report.toString());
    List<TinyServer.Received> looks =
        server.requests(KEYS).stream()
            .filter(each -> each.headers().getFirst("Authorization") == null)
            .toList();
    assertEquals(1, looks.size());
    assertEquals(1, server.requests(ROOT).size());
    assertNull(looks.get(0).headers().getFirst("If-None-Match"));
    assertEquals("close", looks.get(0).headers().getFirst("Connection"));
    int asMember = server.requests("/api/v1/access-tokens").get(0).remotePort();
    assertTrue(
        server.received.indexOf(looks.get(0))
            < server.received.indexOf(server.requests("/api/v1/access-tokens").get(0)));
    assertFalse(looks.stream().anyMatch(each -> each.remotePort() == asMember));
    kring.sync();
    kring = TestPhone.open(directory, server, clock);
    kring.sync();
    assertEquals(1, server.requests(ROOT).size(), "also after a restart");
  }

  @Test
  void aMemberWhoWasNotShownThePublicKeysDrawsNothing() throws IOException {
    SyncReport report = kring.syncAsMember();
    assertEquals(0, report.drawn());
    assertEquals(Kind.WAITING, report.notices().get(0).kind());
    server.fail(ROOT, 503, null, null);
    assertEquals(0, kring.sync().drawn());
    kring = TestPhone.open(directory, server, clock);
    assertEquals(7, kring.sync().drawn());
  }

  @Test
  void aKeyOfItsOwnForOneMemberIsRefused() throws IOException {
    server.directory.lie = Lie.OWN_KEY;
    assertRefused(KeyRefusal.OWN_KEY, "2026-W48");
  }

  @Test
  void twoKeysForOneScopeAreRefused() throws IOException {
    server.directory.lie = Lie.TWO_KEYS;
    assertRefused(KeyRefusal.TWO_KEYS, "2026-W48");
  }

  @Test
  void aSliceThatDoesNotLeadToThePublicRootIsRefused() throws IOException {
    server.directory.lie = Lie.NOT_IN_TREE;
    assertRefused(KeyRefusal.NOT_IN_TREE, "2026-W48");
  }

  @Test
  void aRootThatDiffersFromThePublicOneIsRefused() throws IOException {
    server.directory.lie = Lie.OTHER_ROOT;
    assertRefused(KeyRefusal.ROOT_DIFFERS, "2026-W48");
  }

  @Test
  void aMonthKeyThatChangesBetweenTwoWeeksIsRefused() throws IOException {
    kring.sync();
    // The week after next is the first that this phone has not looked at.
    clock.set("2026-12-07T12:00");
    server.directory.lie = Lie.MONTH_CHANGES;
    assertRefused(KeyRefusal.MONTH_CHANGED, "2026-W50");
  }

  @Test
  void aRootThatAnotherSignedIsRefusedAlsoAfterARestart() throws IOException {
    kring.sync();
    clock.set("2026-12-07T12:00");
    kring = TestPhone.open(directory, server, clock);
    server.directory.lie = Lie.OTHER_SIGNER;
    assertRefused(KeyRefusal.ROOT_NOT_SIGNED, "2026-W50");
    server.directory.lie = Lie.NONE;
    kring = TestPhone.open(directory, server, clock);
    assertEquals(7, kring.sync().drawn(), "an honest answer is taken later");
  }

  @Test
  void aKeyThatBlindingWouldNotHideIsRefused() throws IOException {
    server.directory.lie = Lie.SMALL_PRIMES;
    assertRefused(KeyRefusal.NOT_BLINDABLE, "2026-W48");
  }

  @Test
  void whatWasSeenIsForgottenWithTheMembership() throws IOException {
    kring.sync();
    assertTrue(Files.exists(directory.toPath().resolve("key-directory.json")));
    kring.membership().leave();
    assertFalse(Files.exists(directory.toPath().resolve("key-directory.json")));
  }
}
