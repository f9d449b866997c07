package nl.kring.server.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.server.platform.Thorough;
import nl.kring.server.platform.db.Database;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole demonstration, and then a search of every table, file and line of the server for what
 * must not be there; and the same search again after planting it.
 */
class PrivacyScanTest {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]{400,}");

  /** Tables in which a time or an instant is about the server or its staff, not a participant. */
  private static final Set<String> NOT_OF_PARTICIPANTS =
      Set.of(
          "flyway_schema_history",
          "scheduled_tasks",
          "staff_token",
          "staff_invitation",
          "sign_in_delay",
          "audit_event",
          "meeting_series",
          "meeting_change",
          "token_key");

  private static final Pattern TIME_OF_DAY = Pattern.compile("(?<!\\d)([01]\\d|2[0-3]):[0-5]\\d");

  @Test
  void afterAWholeDemonstrationNothingOfAPersonIsAnywhere(@TempDir Path folder) throws Exception {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream realErr = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    // Without the groups that nobody joins, whose keys take as long to make as the others..
    List<DemoGroup> joined =
        DemoGroup.all().stream()
            .filter(group -> group.phones() > 0)
            .limit(Thorough.or(2, Integer.MAX_VALUE))
            .toList();
    int phones = joined.stream().mapToInt(DemoGroup::phones).sum();
    Demo demo = new Demo(folder, 0, joined, new PrintStream(lines, true, StandardCharsets.UTF_8));
    try {
      demo.run();
      assertEquals(demo.totals().counted(), demo.totals().spent());
      assertTrue(demo.totals().drawn() >= demo.totals().spent());
      assertTrue(demo.totals().spent() > 16 * phones, "the phones really lived");

      Map<String, List<byte[]>> secrets = secrets(demo);
      assertTrue(secrets.get("token").size() > phones, "tokens were found on the phones");
      assertEquals(phones, secrets.get("join code").size() / 2);
      Path data = folder.resolve("kring-data");
      assertEquals(Set.of(), search(data, log, secrets));
      assertEquals(List.of(), timesOfDay(demo));
      everyTableIsExplained(demo.app().people());
      everyTableIsExplained(demo.app().counts());

      // The search itself is searched: each secret, planted in a table, a file or the log, is
      // found.
      byte[] token = secrets.get("token").get(0);
      byte[] code = secrets.get("join code").get(0);
      demo.app()
          .counts()
          .writer()
          .useHandle(
              handle -> {
                handle.execute(
                    "INSERT INTO spent_m0 (key_no, hash, tag) VALUES (1, ?, ?)", token, code);
                handle.execute("INSERT INTO closed_week (week) VALUES ('2026-11-24T21:30:00Z')");
              });
      assertEquals(1, timesOfDay(demo).size(), "a planted time is found");
      assertFalse(search(data, log, secrets).isEmpty(), "a planted token is found");
      log.writeBytes("request from 127.0.0.1 by okhttp/5".getBytes(StandardCharsets.UTF_8));
      Set<String> found = new TreeSet<>();
      search(data, log, secrets).forEach(finding -> found.add(finding.split(" in ")[0]));
      assertEquals(Set.of("IP address", "join code", "token", "user agent"), found);
    } finally {
      System.setErr(realErr);
      demo.app().close();
    }
  }

  /**
   * What the phones and codes of this demonstration were, in the forms in which they could lie
   * about; of a token the last sixteen bytes of its signature, which stand in every form of it.
   */
  private static Map<String, List<byte[]>> secrets(Demo demo) throws IOException {
    Map<String, List<byte[]>> secrets = new LinkedHashMap<>();
    secrets.put("join code", new ArrayList<>());
    for (String code : demo.usedJoinCodes()) {
      secrets.get("join code").add(code.getBytes(StandardCharsets.UTF_8));
      secrets.get("join code").add(code.replace('-', ' ').getBytes(StandardCharsets.UTF_8));
    }
    secrets.put("token", new ArrayList<>());
    try (Stream<Path> files = Files.walk(demo.folder().resolve("phones"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = BASE64.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
          byte[] bytes = Base64.getDecoder().decode(matcher.group());
          if (isToken(bytes)) {
            secrets.get("token").add(Arrays.copyOfRange(bytes, Token.BYTES - 16, Token.BYTES));
          }
        }
      }
    }
    secrets.put("IP address", List.of("127.0.0.1".getBytes(StandardCharsets.UTF_8)));
    secrets.put("user agent", List.of("okhttp".getBytes(StandardCharsets.UTF_8)));
    return secrets;
  }

  /** A token, and not the public key of one, which is as long a text and may lie anywhere. */
  private static boolean isToken(byte[] bytes) {
    return bytes.length == Token.BYTES && bytes[0] == 0 && bytes[1] == TokenChallenge.TOKEN_TYPE;
  }

  /** What was found, and in which place; each once. */
  private static Set<String> search(
      Path data, ByteArrayOutputStream log, Map<String, List<byte[]>> secrets) throws IOException {
    Map<String, byte[]> places = new LinkedHashMap<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        places.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    places.put("the log", log.toByteArray());
    Set<String> findings = new TreeSet<>();
    for (Map.Entry<String, byte[]> place : places.entrySet()) {
      String raw = new String(place.getValue(), StandardCharsets.ISO_8859_1);
      for (Map.Entry<String, List<byte[]>> secret : secrets.entrySet()) {
        for (byte[] bytes : secret.getValue()) {
          String text = new String(bytes, StandardCharsets.ISO_8859_1);
          if (raw.contains(text) || raw.contains(Hex.toHexString(bytes))) {
            findings.add(secret.getKey() + " in " + place.getKey());
          }
        }
      }
    }
    return findings;
  }

  /** Every value of every table about participants that looks like a time of day or an instant. */
  private static List<String> timesOfDay(Demo demo) {
    List<String> findings = new ArrayList<>();
    for (Database database : List.of(demo.app().people(), demo.app().counts())) {
      for (String table : ThiefView.tables(database).keySet()) {
        if (!NOT_OF_PARTICIPANTS.contains(table)) {
          database
              .reader()
              .useHandle(
                  handle ->
                      handle
                          .createQuery("SELECT * FROM " + table)
                          .mapToMap()
                          .forEach(
                              row ->
                                  row.forEach(
                                      (column, value) -> {
                                        if (isTime(value) && !column.equals("key_no")) {
                                          findings.add(table + "." + column);
                                        }
                                      })));
        }
      }
    }
    return findings;
  }

  private static boolean isTime(Object value) {
    if (value instanceof Number number) {
      // Seconds or milliseconds since 1970, of any day in this century.
      long n = number.longValue();
      return n > 946_684_800L;
    }
    return value instanceof String text && TIME_OF_DAY.matcher(text).find();
  }

  private static void everyTableIsExplained(Database database) {
    for (String table : ThiefView.tables(database).keySet()) {
      assertNotNull(ThiefView.whyOrNull(table), table + ": say what a thief learns from it");
    }
  }
}
