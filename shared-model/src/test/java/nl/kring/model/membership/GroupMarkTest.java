package nl.kring.model.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupMarkTest {

  /** The number is of Python's hashlib.pbkdf2_hmac, cut into words of eleven bits. */
  @Test
  void theWordsFollowFromTheIdAsAnotherProgramComputesThem() {
    assertEquals(expected(), GroupMark.of("groep-1"));
  }

  private static List<String> expected() {
    long number = 0x3da076a5b98d077aL;
    return List.of(
        WordList.word((int) ((number >>> 53) & 2047)),
        WordList.word((int) ((number >>> 42) & 2047)),
        WordList.word((int) ((number >>> 31) & 2047)),
        WordList.word((int) ((number >>> 20) & 2047)),
        WordList.word((int) ((number >>> 9) & 2047)));
  }

  @Test
  void eachGroupHasWordsOfItsOwn() {
    Set<List<String>> marks = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      marks.add(GroupMark.of("groep-" + i));
    }
    assertEquals(100, marks.size());
  }
}
