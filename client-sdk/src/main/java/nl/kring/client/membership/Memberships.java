package nl.kring.client.membership;

import java.io.IOException;
import nl.kring.model.membership.Membership;
import org.jspecify.annotations.Nullable;

/** Joining a group and leaving it; a phone has one membership at the most. Thread-safe. */
public interface Memberships {
  /**
   * Joins the group of a code; the membership is durable on return.
   *
   * <p>The phone's key is durable before anything is sent: when the answer is lost, the same code
   * asked again gives the same membership.
   *
   * @param codeOrQrText five words as people type them, or the text of the QR code
   * @throws IllegalArgumentException when these are not the words of a code; the message is Dutch
   *     and for people
   * @throws nl.kring.client.ProblemException when the server refuses, for example with {@code
   *     JOIN_CODE_UNKNOWN}, or asks to wait
   * @throws IOException when the server cannot be reached or the disk cannot be written; ask again
   */
  Membership join(String codeOrQrText) throws IOException;

  /** The membership; null when there is none. */
  @Nullable Membership current();

  /**
   * Leaves and wipes: check-ins, tokens, slips, meetings, group and key are deleted from the phone,
   * durably, before the network is tried. Nothing but the dates of slips sent stays (three weeks),
   * so that no day is counted twice, and what is needed to tell the server.
   *
   * <p>The server is told at once when it can be reached, otherwise at a next {@code sync}; see
   * {@link #isLeaving()}. Blocks on disk, then on the network; never fails for want of a network.
   *
   * @throws IOException when the disk cannot be written. Once begun, a wipe that failed or was cut
   *     short is finished when the SDK is next opened
   */
  void leave() throws IOException;

  /** Whether the server still has to be told that this phone left. */
  boolean isLeaving();
}
