package nl.kring.client;

import static nl.kring.client.TestPhone.MONDAY;
import static nl.kring.client.TestPhone.checkIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nl.kring.client.SyncNotice.Kind;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.checkin.CheckIns;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.checkin.TimeOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The safety requirements S05, S09, S15 and S22, as far as they are the SDK's. */
class SafetyTest {
  private static final Parameter[] NO_PARAMETERS = {};

  @TempDir File directory;
  private final MutableClock clock = new MutableClock("2026-11-25T12:00");
  private TinyServer server;
  private Kring kring;

  @BeforeEach
  void open() throws IOException {
    server = new TinyServer(clock);
    kring = TestPhone.open(directory, server, clock);
  }

  @AfterEach
  void close() {
    server.close();
  }

  /** Every public type of the SDK that is not internal, found among the compiled classes. */
  private static List<Class<?>> publicTypes() throws Exception {
    Path root = Path.of(Kring.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Class<?>> types = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '.');
        name = name.substring(0, name.length() - ".class".length());
        if (!name.contains(".internal.") && !name.endsWith("package-info")) {
          Class<?> type = Class.forName(name);
          if (Modifier.isPublic(type.getModifiers())) {
            types.add(type);
          }
        }
      }
    }
    assertTrue(types.size() > 10, "the API was found");
    return types;
  }

  private static boolean isPublicApi(Method method) {
    return Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
  }

  private static List<String> publicNames() throws Exception {
    List<String> names = new ArrayList<>();
    for (Class<?> type : publicTypes()) {
      names.add(type.getName());
      for (Method method : type.getDeclaredMethods()) {
        if (isPublicApi(method)) {
          names.add(type.getName() + "." + method.getName());
        }
      }
      if (type.isEnum()) {
        for (Object constant : type.getEnumConstants()) {
          names.add(type.getName() + "." + constant);
        }
      }
    }
    return names;
  }

  private static void assertNowhere(String... words) throws Exception {
    for (String name : publicNames()) {
      for (String word : words) {
        assertFalse(name.toLowerCase(Locale.ROOT).contains(word), name);
      }
    }
  }

  @Test
  void s05_thereIsNoCertificateScoreOrCompletion() throws Exception {
    assertNowhere("certificate", "score", "completed", "completion", "diploma", "proof", "share");
  }

  @Test
  void s05_theExportSaysOnEachLineThatItProvesNothingAndNamesNoGroup() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    kring
        .checkIns()
        .record(
            CheckIn.builder(MONDAY)
                .tension(4)
                .urge(5)
                .timeOut(TimeOut.NOT_USED)
                .lapse(true)
                .step(3)
                .build());
    kring.checkIns().record(checkIn(MONDAY.plusDays(1)));
    String text = kring.checkIns().exportText();
    String[] lines = text.split("\n");
    assertEquals(3, lines.length);
    for (String line : lines) {
      assertTrue(line.contains("zelf ingevuld, bewijst niets"), line);
    }
    assertEquals(
        "2026-11-23: spanning 4 van 5, drang 5 van 5, time-out niet genomen, het ging mis, stap 3"
            + " (zelf ingevuld, bewijst niets)",
        lines[1]);
    for (String secret : List.of("Kring Oost", "groep-1", "lid-1", "Aanbieder", "Amsterdam")) {
      assertFalse(text.contains(secret), secret);
    }
  }

  @Test
  void s09_aCheckInHasNoRoomForText() throws Exception {
    for (Class<?> type : List.of(CheckIn.class, CheckIn.Builder.class, CheckIns.class)) {
      for (Method method : type.getDeclaredMethods()) {
        for (Parameter parameter : isPublicApi(method) ? method.getParameters() : NO_PARAMETERS) {
          assertFalse(CharSequence.class.isAssignableFrom(parameter.getType()), method.toString());
        }
      }
      assertTrue(
          Arrays.stream(type.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .noneMatch(field -> CharSequence.class.isAssignableFrom(field.getType())));
    }
  }

  @Test
  void s15_thereAreNoStreaksBadgesOrRanks() throws Exception {
    assertNowhere(
        "streak", "badge", "leader", "rank", "points", "level", "reward", "trophy", "medal");
  }

  @Test
  void s15_aGapOrALapseChangesNothingButItself() throws Exception {
    clock.set("2026-11-29T12:00");
    kring.checkIns().record(checkIn(MONDAY));
    kring
        .checkIns()
        .record(
            CheckIn.builder(MONDAY.plusDays(4))
                .tension(5)
                .urge(5)
                .timeOut(TimeOut.USED)
                .lapse(true)
                .build());
    kring.checkIns().record(checkIn(MONDAY.plusDays(6)));
    assertEquals(3, kring.checkIns().history().size());
  }

  @Test
  void s22_leavingIsOneCallAndWipesThePhone() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    kring.checkIns().record(checkIn(MONDAY));
    kring.checkIns().record(checkIn(MONDAY.plusDays(1)));
    server.fail("/api/v1/check-ins", 503, null, null);
    server.fail("/api/v1/check-ins", 503, null, null);
    kring.sync();
    Files.writeString(directory.toPath().resolve("week-2026-W01.json.damaged"), "old secrets");

    kring.membership().leave();

    assertEquals(Set.of("lid-1"), server.left);
    assertTrue(kring.checkIns().history().isEmpty());
    assertTrue(kring.meetings().upcoming().isEmpty());
    assertEquals(null, kring.membership().current());
    assertFalse(kring.membership().isLeaving());
    assertEquals(0, kring.journal().drawn());
    assertEquals(List.of("sent-days.json"), List.of(directory.list()));
    String left = Files.readString(directory.toPath().resolve("sent-days.json"));
    assertEquals("{\"days\":[\"2026-11-23\",\"2026-11-24\"]}", left.split("\n")[1]);
    assertTrue(kring.sync().notices().isEmpty());
  }

  @Test
  void s22_withoutANetworkThePhoneIsWipedAtOnceAndTheServerIsToldLater() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    server.fail("/api/v1/memberships/me", 503, null, null);
    kring.membership().leave();
    assertTrue(kring.membership().isLeaving());
    assertTrue(server.left.isEmpty());
    assertEquals(Set.of("leaving.json", "sent-days.json"), Set.of(directory.list()));
    kring = TestPhone.open(directory, server, clock);
    assertTrue(kring.membership().isLeaving());
    assertEquals(1, kring.sync().notices(Kind.LEFT).size());
    assertEquals(Set.of("lid-1"), server.left);
    assertEquals(List.of("sent-days.json"), List.of(directory.list()));
  }

  @Test
  void s22_aLostAnswerToLeavingEndsWhenTheServerNoLongerKnowsTheMembership() throws Exception {
    kring.membership().join(TestPhone.code());
    server.loseAnswer("/api/v1/memberships/me");
    kring.membership().leave();
    clock.plus(Duration.ofHours(1));
    kring.sync();
    assertFalse(kring.membership().isLeaving());
  }

  @Test
  void s22_leavingWorksOnAFullDisk() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    kring.checkIns().record(checkIn(MONDAY));
    boolean[] isFull = {true};
    Kring full =
        TestPhone.open(
            directory,
            server,
            clock,
            step -> {
              if (step.startsWith("delete")) {
                isFull[0] = false;
              } else if (isFull[0] && step.startsWith("write-rest")) {
                throw new IOException("No space left on device");
              }
            });
    full.membership().leave();
    assertEquals(List.of("sent-days.json"), List.of(directory.list()));
  }

  @Test
  void s22_killedWhileLeavingEitherNothingHappenedOrTheNextStartFindsNothing() throws Exception {
    int wiped = 0;
    for (int step = 1; ; step++) {
      File phone = new File(directory, "killed-" + step);
      kring = TestPhone.open(phone, server, clock);
      kring.membership().join(TestPhone.code());
      kring.sync();
      kring.checkIns().record(checkIn(MONDAY));
      int[] left = {step};
      Kring killed =
          TestPhone.open(
              phone,
              server,
              clock,
              name -> {
                if (!name.startsWith("send") && --left[0] == 0) {
                  throw new StackOverflowError("killed");
                }
              });
      try {
        killed.membership().leave();
        assertTrue(wiped > 10, "leaving has many steps");
        return;
      } catch (StackOverflowError e) {
        kring = TestPhone.open(phone, server, clock);
      }
      if (kring.membership().current() == null) {
        wiped++;
        assertTrue(kring.checkIns().history().isEmpty(), "step " + step);
        List<String> files = new ArrayList<>(List.of(phone.list()));
        files.removeAll(List.of("leaving.json", "sent-days.json"));
        assertEquals(List.of(), files, "step " + step);
      } else {
        assertEquals(0, wiped, "once decided, it stays decided");
        assertEquals(1, kring.checkIns().history().size());
        assertEquals(7, kring.journal().drawn());
      }
    }
  }

  @Test
  void s22_aWipeThatFailedHalfwayIsFinishedBeforeAnythingNewIsKept() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.checkIns().record(checkIn(MONDAY));
    boolean[] fails = {true};
    Kring failing =
        TestPhone.open(
            directory,
            server,
            clock,
            step -> {
              if (fails[0] && step.startsWith("delete week")) {
                throw new IOException("the disk does not answer");
              }
            });
    assertThrows(IOException.class, () -> failing.membership().leave());
    assertTrue(failing.checkIns().history().isEmpty());
    assertThrows(IOException.class, () -> failing.checkIns().record(checkIn(MONDAY.plusDays(1))));
    fails[0] = false;
    failing.checkIns().record(checkIn(MONDAY.plusDays(1)));
    kring = TestPhone.open(directory, server, clock);
    assertEquals(List.of(checkIn(MONDAY.plusDays(1))), kring.checkIns().history());
  }

  @Test
  void theSentMarksOutliveLeavingForThreeWeeksOnly() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    kring.checkIns().record(checkIn(MONDAY));
    kring.sync();
    kring.membership().leave();
    kring.membership().join(TestPhone.code());
    kring.checkIns().record(checkIn(MONDAY));
    kring.sync();
    kring.sync();
    assertEquals(Map.of(MONDAY, 1), server.counted);
    assertEquals(0, kring.journal().waiting());
    clock.set("2026-12-21T12:00");
    kring.sync();
    kring.checkIns().record(checkIn(MONDAY.plusDays(28)));
    kring.sync();
    kring.membership().leave();
    String left = Files.readString(directory.toPath().resolve("sent-days.json"));
    assertEquals("{\"days\":[\"2026-12-21\"]}", left.split("\n")[1]);
  }

  @Test
  void publicSignaturesNeverMentionInternal() throws Exception {
    for (Class<?> type : publicTypes()) {
      for (Method method : type.getDeclaredMethods()) {
        if (isPublicApi(method)) {
          assertFalse(method.toGenericString().contains(".internal."), method.toString());
        }
      }
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Modifier.isPublic(constructor.getModifiers())) {
          assertFalse(constructor.toGenericString().contains(".internal."), constructor.toString());
        }
      }
    }
  }

  @Test
  void nothingThatIsPrintedTellsAnything() throws Exception {
    kring.membership().join(TestPhone.code());
    kring.sync();
    kring.checkIns().record(checkIn(MONDAY));
    server.fail("/api/v1/check-ins", 400, null, null);
    SyncReport report = kring.sync();
    String printed =
        ""
            + kring
            + kring.checkIns()
            + kring.meetings()
            + kring.membership()
            + kring.membership().current()
            + kring.checkIns().history()
            + report
            + kring.journal();
    for (String secret : List.of("lid-1", "groep-1", "2026", "Oost", "tension")) {
      assertFalse(printed.contains(secret), printed);
    }
  }
}
