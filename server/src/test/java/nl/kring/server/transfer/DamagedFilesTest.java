package nl.kring.server.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import nl.kring.server.platform.db.TestDatabases;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files that are damaged in every way that we could think of: each is refused with the line of the
 * damage, and no row of any table is another than before.
 */
@ParameterizedClass
@EnumSource
class DamagedFilesTest {
  private static final int CUTS = 20;

  @AutoClose private final Transfers here;

  /** A damaged file, the line of its first fault, and a piece of what is said of it. */
  private record Damaged(byte[] file, int line, String said) {}

  DamagedFilesTest(TestDatabases databases) {
    here = new Transfers(databases);
  }

  /** The example, with one text replaced by another. */
  private static Damaged replaced(String text, String by, String said) {
    return replaced(text, by, lineOf(text), said);
  }

  private static Damaged replaced(String text, String by, int line, String said) {
    String example = Transfers.example();
    assertTrue(example.contains(text), text);
    int at = example.indexOf(text);
    String file = example.substring(0, at) + by + example.substring(at + text.length());
    return new Damaged(file.getBytes(StandardCharsets.UTF_8), line, said);
  }

  private static int lineOf(String text) {
    String example = Transfers.example();
    return Place.after(example.substring(0, example.indexOf(text))).line();
  }

  private static Damaged whole(String file, int line, String said) {
    return new Damaged(file.getBytes(StandardCharsets.UTF_8), line, said);
  }

  private static byte[] withByte(String before, int... bytes) {
    byte[] example = Transfers.example().getBytes(StandardCharsets.UTF_8);
    int at = Transfers.example().indexOf(before);
    byte[] file = Arrays.copyOf(example, example.length + bytes.length);
    System.arraycopy(example, at, file, at + bytes.length, example.length - at);
    for (int i = 0; i < bytes.length; i++) {
      file[at + i] = (byte) bytes[i];
    }
    return file;
  }

  private static Map<String, Damaged> damaged() {
    Map<String, Damaged> all = new LinkedHashMap<>();
    String example = Transfers.example();
    Random random = new Random(3);
    for (int i = 0; i < CUTS; i++) {
      int at = 1 + random.nextInt(example.stripTrailing().length() - 2);
      String file = example.substring(0, at).stripTrailing();
      all.put("cut off at " + at, whole(file, Place.after(file).line(), ""));
    }
    all.put("empty", whole("", 1, "empty"));
    all.put("blank", whole("  \n \n", 1, "empty"));
    all.put("a list", whole("\n[]", 2, "expected an object"));
    all.put("a number", whole("42", 1, "expected an object"));
    all.put("no version", whole("{\n}", 1, "formatVersion is missing"));
    all.put(
        "another version",
        replaced("\"formatVersion\": 1", "\"formatVersion\": 2", "reads formatVersion 1"));
    all.put("two documents", whole(example + "{}", Place.after(example).line(), "end of the file"));
    all.put("not JSON", replaced("\"kind\": \"sessions\"", "\"kind\": sessions", "not JSON"));
    all.put(
        "a missing comma",
        replaced("\"name\": \"Acht avonden\",", "\"name\": \"Acht avonden\"", 7, "not JSON"));
    all.put("a comment", replaced("\"capacity\": 8,", "// acht\n\"capacity\": 8,", "not JSON"));
    all.put(
        "a line break in a text",
        replaced("Stichting Voorbeeld, h", "Stichting\nVoorbeeld, h", "not JSON"));
    all.put(
        "a byte order mark", new Damaged(withByte("{", 0xEF, 0xBB, 0xBF), 1, "byte order mark"));
    all.put("UTF-16", new Damaged(example.getBytes(StandardCharsets.UTF_16LE), 1, ""));
    all.put("Latin-1", new Damaged(withByte("Samir", 0xE9), lineOf("Samir"), "not UTF-8"));
    all.put(
        "a cut character",
        new Damaged(withByte("Bibliotheek", 0xE2, 0x82), lineOf("Bibliotheek"), "not UTF-8"));
    all.put(
        "an overlong character",
        new Damaged(withByte("Kennismaken", 0xC0, 0xAF), lineOf("Kennismaken"), "not UTF-8"));
    all.put(
        "a character that ends with the file",
        new Damaged(new byte[] {'{', '\n', (byte) 0xE2, (byte) 0x82}, 2, "not UTF-8"));
    all.put(
        "deep nesting",
        whole("{\"formatVersion\": 1,\n\"groups\": " + "[".repeat(5000), 2, "nested"));
    all.put(
        "deep objects",
        whole("{\"formatVersion\": 1,\n" + "\"a\": {\n".repeat(2000), 13, "nested"));
    all.put(
        "a long text",
        whole("{\"formatVersion\": 1,\n\"x\": \"" + "a".repeat(200_000) + "\"}", 2, ""));
    all.put(
        "a long number",
        whole("{\"formatVersion\": 1,\n\"groups\": " + "9".repeat(5000) + "}", 2, ""));
    all.put(
        "a field twice",
        replaced(
            "\"size\": 10,",
            "\"size\": 10,\n\"size\": 10,",
            lineOf("\"size\"") + 1,
            "second time"));
    all.put(
        "an unknown field",
        replaced(
            "\"addressPublic\": false",
            "\"adressPublic\": false",
            "did you mean \"addressPublic\"?"));
    all.put(
        "an unknown field of the file",
        replaced("\"providers\"", "\"provider\"", "did you mean \"providers\"?"));
    all.put(
        "a key twice",
        replaced(
            "\"key\": \"amsterdam-cursus\"",
            "\"key\": \"utrecht-woensdag\"",
            "used before, in line"));
    all.put(
        "a key of a series twice",
        replaced("\"key\": \"open-avond\"", "\"key\": \"wekelijks\"", "used before, in line"));
    all.put(
        "a key with a space",
        replaced("\"key\": \"voorbeeld\"", "\"key\": \"voor beeld\"", "key has"));
    all.put("an empty key", replaced("\"key\": \"voorbeeld\"", "\"key\": \"\"", "key is empty"));
    all.put(
        "a key that is a number",
        replaced("\"key\": \"voorbeeld\"", "\"key\": 7", "expected a text"));
    all.put("no key", replaced("\"key\": \"voorbeeld\", ", "", "key is missing"));
    all.put(
        "no name",
        replaced(
            "      \"name\": \"Maandagkring\",\n",
            "",
            lineOf("\"key\": \"amsterdam-cursus\"") - 1,
            "name is missing"));
    all.put(
        "a name that is null",
        replaced("\"name\": \"Maandagkring\"", "\"name\": null", "name is missing"));
    all.put("a blank name", replaced("\"Maandagkring\"", "\" \"", "name has 1 to 80"));
    all.put(
        "a long name",
        replaced("\"Maandagkring\"", "\"" + "x".repeat(81) + "\"", "name has 1 to 80"));
    all.put("a name that is a list", replaced("\"Maandagkring\"", "[\"M\"]", "name is a list"));
    all.put(
        "an unknown type",
        replaced("\"type\": \"men\"", "\"type\": \"mannen\"", "type is men, women"));
    all.put(
        "an unknown form",
        replaced("\"form\": \"both\"", "\"form\": \"hybrid\"", "form is in-person"));
    all.put(
        "an unknown kind",
        replaced(
            "\"kind\": \"sessions\"", "\"kind\": \"meetings\"", "kind is one of steps, sessions"));
    all.put(
        "an unknown entry",
        replaced("\"entry\": \"closed\"", "\"entry\": \"shut\"", "entry is one of open, closed"));
    all.put(
        "an unknown evidence",
        replaced("\"evidence\": \"unknown\"", "\"evidence\": \"proven\"", "evidence is one of"));
    all.put(
        "an unknown municipality",
        replaced("\"GM0363\"", "\"GM9999\"", "no municipality \"GM9999\""));
    all.put(
        "a municipality by name",
        replaced("\"GM0363\"", "\"Amsterdam\"", "CBS code such as GM0363"));
    all.put(
        "an unknown programme",
        replaced(
            "\"programme\": \"acht-avonden\"",
            "\"programme\": \"acht-avonde\"",
            "did you mean \"acht-avonden\"?"));
    all.put(
        "an unknown provider",
        replaced(
            "\"provider\": \"voorbeeld\"",
            "\"provider\": \"vorbeeld\"",
            "did you mean \"voorbeeld\"?"));
    all.put(
        "a language by name",
        replaced("[\"nl\", \"en\"]", "[\"Nederlands\"]", "languages are ISO"));
    all.put("no language", replaced("[\"nl\", \"en\"]", "[]", "languages are ISO"));
    all.put(
        "a language that is no text",
        replaced(
            "[\"nl\", \"en\"]",
            "[\"nl\",\n 3]",
            lineOf("[\"nl\", \"en\"]") + 1,
            "expected a text"));
    all.put("a day that there is not", replaced("2027-02-01", "2027-02-30", "a day such as"));
    all.put("a Dutch day", replaced("2027-02-01", "01-02-2027", "a day such as"));
    all.put("a day far away", replaced("2027-02-01", "9027-02-01", "between 2000 and 2099"));
    all.put(
        "an end before the begin",
        replaced(
            "\"ends\": \"2027-04-26\"", "\"ends\": \"2026-04-26\"", "ends is not before begins"));
    all.put(
        "a begin without an end",
        replaced(
            ",\n      \"ends\": \"2027-04-26\"",
            "",
            lineOf("\"key\": \"amsterdam-cursus\"") - 1,
            "ends goes together"));
    all.put(
        "a closed course without days",
        replaced(
            ",\n      \"begins\": \"2027-02-01\",\n      \"ends\": \"2027-04-26\"",
            "",
            lineOf("\"key\": \"amsterdam-cursus\"") - 1,
            "begins and ends are needed"));
    all.put(
        "an open group with days",
        replaced(
            "\"programme\": \"acht-avonden\"",
            "\"programme\": \"twelve-steps\"",
            lineOf("\"begins\""),
            "begins and ends are for"));
    all.put(
        "a negative capacity",
        replaced("\"capacity\": 8", "\"capacity\": -8", "capacity is 1 to 1000"));
    all.put(
        "a capacity of none",
        replaced("\"capacity\": 8", "\"capacity\": 0", "capacity is 1 to 1000"));
    all.put(
        "half a person",
        replaced("\"capacity\": 8", "\"capacity\": 8.5", "expected a whole number"));
    all.put(
        "a huge capacity",
        replaced("\"capacity\": 8", "\"capacity\": 99999999999", "not so large"));
    all.put(
        "a number as text",
        replaced(
            "\"durationMinutes\": 90", "\"durationMinutes\": \"90\"", "expected a whole number"));
    all.put(
        "a short meeting",
        replaced(
            "\"durationMinutes\": 90", "\"durationMinutes\": 5", "durationMinutes is 15 to 600"));
    all.put(
        "a boolean as text",
        replaced(
            "\"addressPublic\": false", "\"addressPublic\": \"false\"", "expected true or false"));
    all.put("a time that there is not", replaced("\"20:00\"", "\"25:00\"", "a time such as 20:00"));
    all.put("seconds", replaced("\"20:00\"", "\"20:00:30\"", "whole minutes"));
    all.put(
        "an unknown recurrence", replaced("\"weekly\"", "\"yearly\"", "once, weekly or monthly"));
    all.put(
        "a last day before the first",
        replaced(
            "\"firstDay\": \"2026-12-02\"",
            "\"firstDay\": \"2026-12-02\",\n\"lastDay\": \"2026-12-01\"",
            lineOf("\"2026-12-02\"") + 1,
            "lastDay is not before"));
    all.put(
        "sessions without a number",
        replaced(
            "\"groupMeetings\": 8,",
            "",
            lineOf("\"key\": \"acht-avonden\"") - 1,
            "groupMeetings is needed"));
    all.put(
        "a step that is a text",
        replaced("{\"name\": \"Kennismaken\"}", "\"Kennismaken\"", "expected an object"));
    all.put(
        "a step without a name", replaced("{\"name\": \"Kennismaken\"}", "{}", "name is missing"));
    String two = "\"facilitators\": [\"Samir\", \"Jamila\"]";
    int open = lineOf("\"open\": true");
    all.put(
        "an open group with one facilitator",
        replaced(two, "\"facilitators\": [\"Samir\"]", open, "expected two facilitators"));
    all.put(
        "an open group with one facilitator twice",
        replaced(two, "\"facilitators\": [\"Ruud\", \"Ruud\"]", open, "expected two facilitators"));
    all.put("an open group without facilitators", replaced(two, "\"x\": 1", "no field \"x\""));
    all.put(
        "an open group without a region",
        replaced(
            "      \"safeHomeRegion\": \"Utrecht\",\n", "", open - 1, "expected a safeHomeRegion"));
    all.put(
        "an open group without a backstop",
        replaced("\"backstop\": {", "\"backstop\": null, \"x\": {", "no field \"x\""));
    all.put(
        "a backstop without a phone",
        replaced(", \"phone\": \"030 000 00 00\"", "", lineOf("\"backstop\""), "phone is missing"));
    all.put(
        "a backstop with words for a phone",
        replaced("\"030 000 00 00\"", "\"bel maar\"", "phone is a number such as"));
    all.put(
        "a backstop that is a text",
        replaced(
            "{\"name\": \"Marijke de Boer\", \"organisation\": \"Instelling Voorbeeld\", \"phone\": \"030 000 00 00\"}",
            "\"Marijke\"",
            "expected an object"));
    all.put(
        "a blank region",
        replaced(
            "\"safeHomeRegion\": \"Utrecht\"",
            "\"safeHomeRegion\": \" \"",
            "safeHomeRegion has 1 to 100"));
    all.put(
        "open as a text",
        replaced("\"open\": true", "\"open\": \"true\"", "expected true or false"));
    all.put(
        "a change of a day without a meeting",
        replaced(
            "\"ofDay\": \"2027-02-03\"", "\"ofDay\": \"2027-02-04\"", "no meeting on 2027-02-04"));
    all.put(
        "two changes of a day",
        replaced("\"ofDay\": \"2027-02-03\"", "\"ofDay\": \"2026-12-30\"", "used before"));
    all.put(
        "a cancelled meeting with an address",
        replaced(
            "\"status\": \"cancelled\"",
            "\"status\": \"cancelled\", \"address\": \"Plein 1\"",
            "a cancelled meeting has no address"));
    all.put(
        "an unknown status",
        replaced("\"changed\"", "\"planned\"", "status is cancelled or changed"));
    all.put(
        "a pause that ends before it begins",
        replaced("\"2027-08-22\"", "\"2027-07-09\"", "lastDay is 0 to 366 days"));
    all.put(
        "an unknown kind of pause",
        replaced("\"location-closed\"", "\"dicht\"", "no-meetings or location-closed"));
    all.put(
        "groups that are an object",
        replaced("\"groups\": [", "\"groups\": {}, \"x\": [", "expected a list"));
    return all;
  }

  @Test
  void eachIsRefusedWithItsLineAndNothingIsHalfDone() {
    here.bringIn(
        Transfers.example().replace("-woensdag\"", "-eerder\"").replace("-cursus\"", "-voor\""));
    var before = here.rows();
    assertTrue(before.keySet().containsAll(Set.of("support_group", "membership")), "all tables");
    var all = damaged();
    assertTrue(all.size() >= 70, "there are " + all.size());
    all.forEach(
        (what, damaged) -> {
          FaultyFileException e =
              assertThrows(FaultyFileException.class, () -> here.bringIn(damaged.file()), what);
          FaultyFileException.Fault first = e.faults().get(0);
          assertEquals(damaged.line(), first.place().line(), what + ": " + first.sentence());
          assertTrue(first.sentence().contains(damaged.said()), what + ": " + first.sentence());
          assertEquals(1, first.sentence().lines().count(), what);
          assertTrue(first.sentence().length() < 400, first.sentence());
          assertEquals(before, here.rows(), what);
        });
  }

  @Test
  void aLineOfAHundredMegabytesIsRefusedBeforeItIsRead() {
    AtomicLong read = new AtomicLong();
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            long at = read.incrementAndGet();
            return at == 1 ? '{' : at == 2 ? '\n' : at < 100_000_000 ? ' ' : -1;
          }
        };
    FaultyFileException e =
        assertThrows(FaultyFileException.class, () -> here.service.bringIn(endless));
    assertEquals(2, e.faults().get(0).place().line());
    assertTrue(read.get() <= ImportFile.MAX_BYTES + 1L, "read " + read);
    assertEquals(0, here.count("support_group"));
  }

  @Test
  void aFileWithAThousandFaultsTellsTheFirstTwenty() {
    String file = Transfers.manyGroups(1000).replace("\"in-person\"", "\"ergens\"");
    FaultyFileException e = assertThrows(FaultyFileException.class, () -> here.bringIn(file));
    assertEquals(20, e.faults().size());
    assertEquals(5, e.faults().get(0).place().line());
    assertEquals(0, here.count("support_group"));
  }
}
