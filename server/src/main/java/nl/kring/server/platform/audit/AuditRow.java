package nl.kring.server.platform.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_event}; {@code ''} stands for nobody and for no group. */
record AuditRow(
    long number,
    String actorId,
    @Nullable String moment,
    @Nullable String act,
    @Nullable String subjectId,
    @Nullable String groupId,
    @Nullable Integer times,
    byte @Nullable [] salt,
    byte[] contentHash,
    byte[] hash) {

  /** The next link after {@code previousHash}, which is null for the first. */
  static AuditRow of(
      byte @Nullable [] previousHash,
      long number,
      String actorId,
      String moment,
      Act act,
      String subjectId,
      String groupId,
      int times,
      byte[] salt) {
    byte[] content = contentHash(moment, act.wireName(), subjectId, groupId, times, salt);
    return new AuditRow(
        number,
        actorId,
        moment,
        act.wireName(),
        subjectId,
        groupId,
        times,
        salt,
        content,
        hash(previousHash, number, actorId, content));
  }

  /** Whether this is the link that was made after {@code previousHash}, as it was made. */
  boolean isIntact(byte @Nullable [] previousHash) {
    return Arrays.equals(hash, hash(previousHash, number, actorId, contentHash))
        && (isForgotten() || isContentIntact());
  }

  /** Whether its content was emptied; rows without an actor never are. */
  boolean isForgotten() {
    return !actorId.isEmpty()
        && moment == null
        && act == null
        && subjectId == null
        && groupId == null
        && times == null
        && salt == null;
  }

  private boolean isContentIntact() {
    return moment != null
        && act != null
        && subjectId != null
        && groupId != null
        && times != null
        && salt != null
        && Arrays.equals(contentHash, contentHash(moment, act, subjectId, groupId, times, salt));
  }

  AuditEvent event() {
    return new AuditEvent(
        number, orNull(actorId), moment, act, orNull(subjectId), orNull(groupId), times);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static byte[] contentHash(
      String moment, String act, String subjectId, String groupId, int times, byte[] salt) {
    return sha256(
        bytes(moment), bytes(act), bytes(subjectId), bytes(groupId), bytes("" + times), salt);
  }

  private static byte[] hash(
      byte @Nullable [] previousHash, long number, String actorId, byte[] contentHash) {
    return sha256(
        previousHash == null ? new byte[0] : previousHash,
        bytes("" + number),
        bytes(actorId),
        contentHash);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * SHA-256 of these fields, each after its length in four bytes, so that none runs into another.
   */
  private static byte[] sha256(byte[]... fields) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] field : fields) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        digest.update(field);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }
}
