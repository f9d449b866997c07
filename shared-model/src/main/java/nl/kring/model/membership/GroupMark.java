package nl.kring.model.membership;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Five words by which the members of a group see that their phones are in one and the same group:
 * they are on its join card, and the same on each phone.
 *
 * <p>A server that told each member the id of a group of his own could give him keys of his own,
 * and so know whose each check-in is. The words would differ then. They follow from the id by
 * PBKDF2 (RFC 8018, HMAC-SHA-256, 20,000 rounds), so that ids with the same words are hard to find.
 * Not secret; they open nothing.
 */
public final class GroupMark {
  private static final int ROUNDS = 20_000;
  private static final int BITS_A_WORD = 11;
  private static final byte[] SALT = "kring group mark".getBytes(StandardCharsets.UTF_8);

  private GroupMark() {}

  /** The words of a group; works for some hundredths of a second. */
  public static List<String> of(String groupId) {
    byte[] bits = stretched(groupId);
    List<String> words = new ArrayList<>(JoinCode.WORDS);
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      number = (number << Byte.SIZE) | (bits[i] & 0xff);
    }
    for (int word = 1; word <= JoinCode.WORDS; word++) {
      int shift = Long.SIZE - word * BITS_A_WORD;
      words.add(WordList.word((int) ((number >>> shift) & (WordList.SIZE - 1))));
    }
    return words;
  }

  private static byte[] stretched(String groupId) {
    PBEKeySpec asked = new PBEKeySpec(groupId.toCharArray(), SALT, ROUNDS, Long.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(asked)
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has PBKDF2 with HMAC-SHA-256", e);
    }
  }
}
