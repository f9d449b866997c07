package nl.kring.server.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import nl.kring.client.Kring;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.membership.Recovery;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Slip;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.server.app.KringProcess.Ended;
import nl.kring.server.platform.OwnerOnly;
import nl.kring.server.platform.Thorough;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.DatabaseInUseException;
import nl.kring.server.platform.db.RawFiles;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.MasterSecretFile;
import nl.kring.server.platform.security.Rewrapping;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;
import nl.kring.server.staff.Totp;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The master secret is changed under everything that lives: phones, tokens, staff, codes. */
class KeyRotationTest {
  private static final IsoWeek W47 = IsoWeek.parse("2026-W47");
  private static final KeyRotation.Steps NOBODY = (step, rows) -> {};

  /** As a kill would, but at a place of one's choice. */
  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** One wrapped value, and what it must open for. */
  private record Wrapped(String name, String label, String usedFor, byte[] bytes) {}

  /** A server with phones, staff and codes, stopped; and what they had of it. */
  private static final class Life {
    final TestServer server;
    final AppConfig config;
    final byte[] totpSecret = new byte[20];
    final List<Token> tokens;
    final TestServer.Phone drawer;
    final Kring phone;
    final RecoveryCode recoveryCode;
    final String unusedJoinCode;
    final Map<IsoWeek, String> roots = new LinkedHashMap<>();

    Life(TestDatabases databases, Path folder) throws Exception {
      server = new TestServer(databases, folder);
      config = AppConfig.of(server.environment);
      for (int i = 0; i < 4; i++) {
        server.join();
      }
      drawer = server.join();
      tokens = server.draw(drawer, W47);
      phone = open("phone");
      phone.membership().join(server.joinCode());
      phone.sync();
      recordDay(0);
      phone.sync();
      assertEquals(1, phone.journal().spent());
      recoveryCode = phone.membership().newRecoveryCode();
      phone.membership().confirmRecoveryCode(recoveryCode.words());
      unusedJoinCode = server.joinCode();
      new Random(1).nextBytes(totpSecret);
      server
          .app
          .staff()
          .create("Tess", Role.FACILITATOR, server.providerId, null, server.password, totpSecret);
      signIn("000000", 401);
      for (IsoWeek week : List.of(W47, W47.plusWeeks(1))) {
        roots.put(week, root(week));
      }
      server.close();
    }

    private Kring open(String name) throws IOException {
      return Kring.builder(server.folder.resolve(name).toFile(), server.address)
          .clock(server.clock())
          .jitter(() -> 0)
          .build();
    }

    private void recordDay(int day) throws IOException {
      phone
          .checkIns()
          .record(
              CheckIn.builder(W47.days().get(day))
                  .tension(3)
                  .urge(2)
                  .timeOut(TimeOut.NOT_NEEDED)
                  .build());
    }

    private void signIn(String code, int expected) throws Exception {
      server.json(
          "POST",
          "/api/v1/staff-sign-ins",
          null,
          Map.of("name", "Tess", "password", server.password, "totpCode", code),
          expected);
    }

    private String root(IsoWeek week) throws Exception {
      return server.json("GET", "/api/v1/token-key-roots/" + week, null, null, 200).toString();
    }

    private int spend(Token token) throws Exception {
      Map<String, String> headers =
          Map.of("Authorization", token.headerValue(), "Content-Type", "application/json");
      byte[] body = new Slip(2, 4, TimeOut.USED).paddedBytes();
      return server.send("POST", "/api/v1/check-ins", headers, body).statusCode();
    }

    Path file() {
      return config.masterSecretFile();
    }

    Path next() throws IOException {
      return MasterSecretFile.next(file());
    }

    Secret secret() throws IOException {
      return MasterSecretFile.read(file());
    }

    KeyRotation.Report rotate() throws IOException {
      return RotateKeysCommand.rotate(config, NOBODY);
    }

    /** Why a server does not start now; null when it does. */
    String whyNotStarted() {
      try (App app = new App(config)) {
        return app.config() == config ? null : "";
      } catch (IOException e) {
        assertEquals(1, e.getMessage().lines().count(), "one line");
        return e.getMessage();
      }
    }

    /** Everything that is wrapped, as the tables have it. */
    List<Wrapped> wrapped() {
      List<Wrapped> all = new ArrayList<>();
      try (Database people = Database.open("people", config.peopleUrl());
          Database counts = Database.open("counts", config.countsUrl())) {
        String totp = "SELECT id, totp_secret FROM staff WHERE totp_secret IS NOT NULL";
        add(all, people, "totp secret wrapping", totp);
        String pepper = "SELECT 'recovery pepper', wrapped FROM recovery_pepper";
        add(all, people, "recovery pepper", pepper);
        add(all, people, "secret check", "SELECT 'secret check', wrapped FROM secret_check");
        String keys =
            "SELECT purpose || '/' || group_id || '/' || scope, wrapped_private_key FROM token_key";
        add(all, counts, "token key wrapping", keys);
        String signingKey = "SELECT 'signing-key', wrapped_private_key FROM signing_key";
        add(all, counts, "token key wrapping", signingKey);
      }
      assertEquals(20, all.size(), "16 token keys, and one of each other");
      return all;
    }

    private static void add(List<Wrapped> all, Database database, String label, String sql) {
      database
          .reader()
          .useHandle(
              handle ->
                  handle
                      .createQuery(sql)
                      .map(
                          (row, context) ->
                              new Wrapped(
                                  label + " " + row.getString(1),
                                  label,
                                  row.getString(1),
                                  row.getBytes(2)))
                      .forEach(all::add));
    }

    /** Which of these stand in the raw files; both ends of each are looked for. */
    List<String> found(List<Wrapped> searched) throws IOException {
      Map<String, byte[]> pieces = new LinkedHashMap<>();
      for (Wrapped each : searched) {
        int length = each.bytes().length;
        pieces.put(each.name() + " begin", Arrays.copyOf(each.bytes(), 24));
        pieces.put(each.name() + " end", Arrays.copyOfRange(each.bytes(), length - 24, length));
      }
      try (Database people = Database.open("people", config.peopleUrl());
          Database counts = Database.open("counts", config.countsUrl())) {
        return RawFiles.found(config.dataDir(), List.of(people, counts), pieces);
      }
    }

    /** Everything is under the secret in the file, and nothing of before is left. */
    void requireChanged(Secret old, List<Wrapped> before) throws IOException {
      Secret fresh = secret();
      for (Wrapped each : wrapped()) {
        assertTrue(
            new Wrapping(fresh, each.label()).opens(each.bytes(), each.usedFor()), each.name());
        assertFalse(
            new Wrapping(old, each.label()).opens(each.bytes(), each.usedFor()), each.name());
      }
      assertEquals(List.of(), found(before));
      assertFalse(Files.exists(next()));
      if (OwnerOnly.isPossible()) {
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file()));
        assertEquals("rw-------", permissions);
      }
    }

    /** A server starts, and everything that people had of it goes on. */
    void requireGoesOn() throws Exception {
      try (App app = new App(config, TestKeys.ofAnother()).start()) {
        assertEquals(204, spend(tokens.get(0)), "a token that was drawn before");
        recordDay(1);
        phone.sync();
        assertEquals(2, phone.journal().spent(), "by a phone that was told nothing");
        assertEquals(0, phone.journal().setAside());

        for (Map.Entry<IsoWeek, String> each : roots.entrySet()) {
          assertEquals(each.getValue(), root(each.getKey()), "the same root, of the same key");
        }
        String code =
            app.memberships().newJoinCode(server.groupId, server.staffId).joinCode().words();
        TestServer.Phone newcomer = server.join(code);
        assertEquals(204, spend(server.draw(newcomer, W47).get(1)), "a new draw of this week");
        assertEquals(7, server.draw(newcomer, W47.plusWeeks(1)).size(), "and of the next");

        String tokenKeys = "/api/v1/groups/" + server.groupId + "/token-keys";
        server.json("GET", tokenKeys, drawer.accessToken(), null, 401);
        String renewed = server.accessToken(drawer.membershipId(), drawer.key());
        server.json("GET", tokenKeys, renewed, null, 200);
        signIn(Totp.code(totpSecret, server.clock().instant()), 201);
        AssertionError refused =
            assertThrows(AssertionError.class, () -> server.join(unusedJoinCode));
        assertTrue(refused.getMessage().contains("answered 404"), refused.getMessage());

        server.setClock(TestServer.THURSDAY.plus(Duration.ofDays(7)));
        app.upkeep();
        assertEquals(
            signer(roots.get(W47)), signer(root(W47.plusWeeks(2))), "a new root, of the same key");
        Kring follower = open("follower");
        Recovery asked = follower.membership().recover(recoveryCode.words());
        Instant due = asked.takesEffectAt();
        assertNotNull(due, "a recovery code that was made before");
        server.setClock(due);
        assertNotNull(follower.membership().recover(recoveryCode.words()).membership());
      }
    }

    private static String signer(String root) throws IOException {
      return WireJson.mapper().readTree(root).get("publicKey").toString();
    }
  }

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  void afterAChangeEverythingGoesOnAndTheOldSecretOpensNothing(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Life life = new Life(databases, folder);
    Secret old = life.secret();
    Path kept = folder.resolve("old");
    Files.copy(life.file(), kept, StandardCopyOption.COPY_ATTRIBUTES);
    List<Wrapped> before = life.wrapped();
    assertEquals(40, life.found(before).size(), "the search finds what is there");

    KeyRotation.Report report = life.rotate();
    assertEquals(new KeyRotation.Report(19, 1), report);
    life.requireChanged(old, before);

    Path fresh = folder.resolve("fresh");
    Files.move(life.file(), fresh);
    Files.copy(kept, life.file(), StandardCopyOption.COPY_ATTRIBUTES);
    assertTrue(life.whyNotStarted().contains("is another secret"), life.whyNotStarted());
    assertThrows(IOException.class, life::rotate);
    Files.move(fresh, life.file(), StandardCopyOption.REPLACE_EXISTING);
    life.requireGoesOn();
  }

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  void cutOffAtAnyStepNoServerStartsAndRunningItAgainEndsIt(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Life life = new Life(databases, folder);
    List<String> steps = new ArrayList<>();
    RotateKeysCommand.rotate(life.config, (step, rows) -> steps.add(step));
    assertEquals(
        "look look look write begin counts counts counts people void check commit forget rename",
        String.join(" ", steps));
    // Every fifth one on each database, other ones; all where CI asks for it.
    int every = Thorough.or(5, 1);
    for (int kill = databases.ordinal() % every; kill < steps.size(); kill += every) {
      Secret old = life.secret();
      List<Wrapped> before = life.wrapped();
      int[] left = {kill};
      assertThrows(
          Killed.class,
          () ->
              RotateKeysCommand.rotate(
                  life.config,
                  (step, rows) -> {
                    if (left[0]-- == 0) {
                      throw new Killed();
                    }
                  }));
      String why = life.whyNotStarted();
      if (kill <= steps.indexOf("write")) {
        assertNull(why, "nothing was changed before " + steps.get(kill));
      } else {
        assertNotNull(why, "killed before " + steps.get(kill));
        assertTrue(why.contains("./kring rotate-keys"), why);
      }
      life.rotate();
      life.requireChanged(old, before);
    }
    life.requireGoesOn();
  }

  @Test
  @EnabledIfSystemProperty(
      named = "kring.thorough",
      matches = "true",
      disabledReason = "skipped: a long one, for -Dkring.thorough=true")
  void aProcessThatIsKilledIsGoneOnWithByTheNext(@TempDir Path folder) throws Exception {
    Life life = new Life(TestDatabases.POSTGRESQL, folder);
    Secret old = life.secret();
    List<Wrapped> before = life.wrapped();
    long begun = System.nanoTime();
    assertEquals(0, run(life, folder).exitCode());
    int millis = (int) ((System.nanoTime() - begun) / 1_000_000);
    for (int kill = 1; kill <= Thorough.or(1, 4); kill++) {
      Process process = KringProcess.start(folder, life.server.environment, "rotate-keys");
      process.waitFor(millis * (kill + 3) / 8, TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
    }
    Ended ended = run(life, folder);
    assertEquals(0, ended.exitCode(), ended.err());
    assertTrue(ended.out().contains("The master secret is a new one"), ended.out());
    String secret = Files.readString(life.file()).strip();
    assertFalse((ended.out() + ended.err()).contains(secret), "it is never printed");
    life.requireChanged(old, before);
    life.requireGoesOn();
  }

  private static Ended run(Life life, Path folder) throws Exception {
    return KringProcess.run(folder, 120, life.server.environment, "rotate-keys");
  }

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  void itIsRefusedWhileAServerRunsAndWhileAnotherRuns(TestDatabases databases, @TempDir Path folder)
      throws Exception {
    Life life = new Life(databases, folder);
    byte[] secret = Files.readAllBytes(life.file());
    App second = new App(life.config);
    try (App first = new App(life.config)) {
      Ended ended = run(life, folder);
      assertEquals(1, ended.exitCode());
      assertEquals(
          "kring: another process works with these databases: stop the server first\n",
          ended.err());
      first.upkeep();
      second.close();
      assertThrows(DatabaseInUseException.class, life::rotate, "one of the two still runs");
      if (databases == TestDatabases.SQLITE) {
        Path file = Path.of(life.config.peopleUrl().substring("jdbc:sqlite:".length()));
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), file.toAbsolutePath());
        assertThrows(
            DatabaseInUseException.class,
            () -> Database.openAlone("people", "jdbc:sqlite:" + link),
            "also by another name of the file");
      }
    }
    assertArrayEquals(secret, Files.readAllBytes(life.file()));
    List<String> refused = new ArrayList<>();
    RotateKeysCommand.rotate(
        life.config,
        (step, rows) -> {
          if (step.equals("people")) {
            assertThrows(DatabaseInUseException.class, life::rotate);
            refused.add(life.whyNotStarted());
          }
        });
    assertEquals(1, refused.size());
    assertTrue(refused.get(0).contains("wait until it has ended"), refused.get(0));
    assertNull(life.whyNotStarted());
  }

  @Test
  void aServerThatLostPostgresqlMeanwhileWrapsNothingUnderASecretThatWasChanged(
      @TempDir Path folder) throws Exception {
    Life life = new Life(TestDatabases.POSTGRESQL, folder);
    String lose =
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    try (App app = new App(life.config)) {
      app.people().writer().useHandle(handle -> handle.execute(lose));
      app.upkeep();
      assertThrows(DatabaseInUseException.class, life::rotate, "it is noticed again");
      app.people().writer().useHandle(handle -> handle.execute(lose));
      life.rotate();
      String message = assertThrows(IllegalStateException.class, app::upkeep).getMessage();
      assertEquals("the master secret was changed: start this server anew", message);
    }
  }

  @Test
  void whileSomebodyReadsAnEarlierStateOfAFileTheOldSecretStays(@TempDir Path folder)
      throws Exception {
    Life life = new Life(TestDatabases.SQLITE, folder);
    Secret old = life.secret();
    List<Wrapped> before = life.wrapped();
    try (Database counts = Database.open("counts", life.config.countsUrl());
        Handle reader = counts.reader().open()) {
      reader.begin();
      assertEquals(16, reader.createQuery("SELECT COUNT(*) FROM token_key").mapTo(int.class).one());
      String message = assertThrows(DatabaseInUseException.class, life::rotate).getMessage();
      assertTrue(message.contains("somebody still reads the database counts"), message);
      reader.rollback();
    }
    assertEquals(new KeyRotation.Report(0, 0), life.rotate());
    life.requireChanged(old, before);
  }

  @Test
  void whatOpensWithNeitherSecretStopsItBeforeAnythingIsChanged(@TempDir Path folder)
      throws Exception {
    Life life = new Life(TestDatabases.SQLITE, folder);
    byte[] secret = Files.readAllBytes(life.file());
    try (Database people = Database.open("people", life.config.peopleUrl());
        Database counts = Database.open("counts", life.config.countsUrl())) {
      Map<String, Database> columns =
          Map.of(
              "token_key wrapped_private_key", counts,
              "signing_key wrapped_private_key", counts,
              "staff totp_secret", people,
              "recovery_pepper wrapped", people);
      for (Map.Entry<String, Database> each : columns.entrySet()) {
        String table = each.getKey().split(" ")[0];
        String column = each.getKey().split(" ")[1];
        String of = " FROM " + table + " WHERE " + column + " IS NOT NULL";
        byte[] right =
            each.getValue()
                .reader()
                .withHandle(
                    h ->
                        h.createQuery("SELECT " + column + of + " LIMIT 1")
                            .map((row, context) -> row.getBytes(1))
                            .one());
        byte[] damaged = right.clone();
        damaged[20] ^= 1;
        String set = "UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?";
        each.getValue().writer().useHandle(h -> h.execute(set, damaged, right));
        String message =
            assertThrows(Rewrapping.NeitherOpensException.class, life::rotate).getMessage();
        assertTrue(message.contains("table " + table + " "), message);
        each.getValue().writer().useHandle(h -> h.execute(set, right, damaged));
      }
    }
    assertArrayEquals(secret, Files.readAllBytes(life.file()));
    assertNull(life.whyNotStarted());
  }

  @Test
  void aSecretThatAChangeWasBegunWithCannotBeReplacedOrMissed(@TempDir Path folder)
      throws Exception {
    Life life = new Life(TestDatabases.SQLITE, folder);
    Secret old = life.secret();
    List<Wrapped> before = life.wrapped();
    assertThrows(
        Killed.class,
        () ->
            RotateKeysCommand.rotate(
                life.config,
                (step, rows) -> {
                  if (step.equals("people")) {
                    throw new Killed();
                  }
                }));
    Path aside = folder.resolve("aside");
    Files.move(life.next(), aside);
    assertNotNull(life.whyNotStarted(), "another host has no such file, and must not start either");
    String missing = assertThrows(IOException.class, life::rotate).getMessage();
    assertTrue(missing.contains("put it back"), missing);
    MasterSecretFile.readOrCreate(life.next());
    String another = assertThrows(IOException.class, life::rotate).getMessage();
    assertTrue(another.contains("another secret than the change"), another);
    Files.move(aside, life.next(), StandardCopyOption.REPLACE_EXISTING);
    life.rotate();
    life.requireChanged(old, before);
  }

  @ParameterizedTest
  @MethodSource("nl.kring.server.platform.Thorough#databases")
  void codesOfBeforeThePepperWasASecretOfItsOwnGoOnWorking(
      TestDatabases databases, @TempDir Path folder) throws Exception {
    Life life = new Life(databases, folder);
    byte[] asItWas = life.secret().derive("recovery codes").hmac(life.recoveryCode.words());
    try (Database people = Database.open("people", life.config.peopleUrl())) {
      people
          .writer()
          .useHandle(
              handle -> {
                handle.execute("DELETE FROM recovery_pepper");
                assertEquals(1, handle.execute("UPDATE recovery SET hash = ?", asItWas));
              });
    }
    assertNull(life.whyNotStarted());
    life.rotate();
    life.requireGoesOn();
  }

  @Test
  void theSecretMayBeALinkToAFileElsewhere(@TempDir Path folder) throws Exception {
    Life life = new Life(TestDatabases.SQLITE, folder);
    Path elsewhere = Files.createDirectories(folder.resolve("etc")).resolve("secret");
    Files.move(life.file(), elsewhere);
    Files.createSymbolicLink(life.file(), elsewhere);
    String before = Files.readString(elsewhere);
    life.rotate();
    assertTrue(Files.isSymbolicLink(life.file()));
    assertNotEquals(before, Files.readString(elsewhere));
    assertNull(life.whyNotStarted());
  }

  @Test
  void withoutAServerThereIsNothingToChange(@TempDir Path folder) throws Exception {
    Map<String, String> environment = Map.of("KRING_DATA_DIR", folder.toString());
    IOException e =
        assertThrows(
            IOException.class, () -> RotateKeysCommand.rotate(AppConfig.of(environment), NOBODY));
    assertTrue(e.getMessage().contains("nothing to change"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("master-secret.next")));
  }
}
