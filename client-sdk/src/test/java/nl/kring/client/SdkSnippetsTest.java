package nl.kring.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.kring.client.checkin.CheckIn;
import nl.kring.client.testing.MutableClock;
import nl.kring.client.testing.TinyServer;
import nl.kring.model.checkin.TimeOut;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.membership.GroupMark;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.time.IsoWeek;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The code in {@code docs/sdk.md} is this code: it compiles, runs, and stands there letter for
 * letter.
 */
class SdkSnippetsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "sdk.md");
  private static final Path SOURCE = Path.of("src/test/java/nl/kring/client/SdkSnippetsTest.java");
  private static final Pattern SNIPPET =
      Pattern.compile("( *)// snippet: (\\S+)\\n(.*?) *// end\\n", Pattern.DOTALL);

  private final List<String> shown = new ArrayList<>();

  private void show(Object text) {
    shown.add(String.valueOf(text));
  }

  @Test
  void thePhoneOfTheDocumentJoinsChecksInAndLeaves(@TempDir File filesDir) throws IOException {
    MutableClock clock = new MutableClock("2026-11-25T12:00");
    try (TinyServer server = new TinyServer(clock)) {
      String serverUrl = server.url();
      String typedByTheOwner = TestPhone.code();
      // snippet: open
      Kring kring =
          Kring.builder(new File(filesDir, "kring"), serverUrl)
              .clock(clock) // only tests give one; an app leaves it out
              .build();
      // end
      // snippet: join
      try {
        kring.membership().join(typedByTheOwner); // five words, or the text of the QR code
      } catch (IllegalArgumentException notACode) {
        show(notACode.getMessage()); // Dutch, for people: which word is wrong
      } catch (ProblemException refused) {
        show(refused.type()); // for example JOIN_CODE_UNKNOWN
      } catch (IOException noNetwork) {
        show("Geen verbinding. Probeer het zo nog eens."); // nothing is used up
      }
      // end
      // snippet: mark
      Membership membership = kring.membership().current();
      if (membership != null) {
        // The same on each phone of the group, and on its join card: people compare them.
        show(String.join(" ", GroupMark.of(membership.group().id())));
      }
      // end
      kring.sync();
      // snippet: check-in
      LocalDate today = LocalDate.now(clock.withZone(IsoWeek.ZONE));
      kring
          .checkIns()
          .record(
              CheckIn.builder(today)
                  .tension(3)
                  .urge(2)
                  .timeOut(TimeOut.USED)
                  .lapse(false) // never leaves the phone
                  .step(4) // neither does this
                  .build());
      // end
      // snippet: sync
      SyncReport report = kring.sync(); // first as nobody, then, apart, as a member
      for (SyncNotice notice : report.notices()) {
        show(notice.kind()); // nothing is dropped silently
      }
      // end
      kring.sync();
      // snippet: read
      List<Meeting> meetings = kring.meetings().upcoming(); // from the phone's own copy
      List<CheckIn> history = kring.checkIns().history();
      int waiting = kring.journal().waiting();
      // end
      assertEquals(1, history.size());
      assertEquals(0, waiting);
      assertFalse(meetings == null);
      assertEquals(1, server.counted.size(), "one slip was counted");
      // snippet: recovery-code
      RecoveryCode code = kring.membership().newRecoveryCode();
      show(code.words()); // once, to be written down on paper
      String typedBack = code.words(); // what its owner types
      kring.membership().confirmRecoveryCode(typedBack); // from now on it works
      // end
      assertTrue(kring.membership().hasRecoveryCode() || kring.sync() != null);
      // snippet: leave
      kring.membership().leave(); // wipes the phone first, then tells the server
      // end
      assertEquals(List.of(), kring.checkIns().history());
    }
  }

  @Test
  void theDocumentHoldsTheseSnippetsLetterForLetter() throws IOException {
    String document = Files.readString(DOCUMENT);
    Matcher snippets = SNIPPET.matcher(Files.readString(SOURCE));
    int found = 0;
    while (snippets.find()) {
      String code = snippets.group(3).replaceAll("(?m)^" + snippets.group(1), "");
      assertTrue(
          document.contains("```java\n" + code + "```"),
          "docs/sdk.md lacks or changes the snippet " + snippets.group(2) + ":\n" + code);
      found++;
    }
    assertEquals(8, found);
    assertEquals(found, document.split("```java\n", -1).length - 1, "and no other code");
  }
}
