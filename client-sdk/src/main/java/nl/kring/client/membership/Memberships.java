package nl.kring.client.membership;

import java.io.IOException;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.MembershipExport;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryCode;
import org.jspecify.annotations.Nullable;

/**
 * Joining a group, leaving it, and moving the membership to a new phone; a phone has one membership
 * at the most. Thread-safe.
 */
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
   * @throws IllegalStateException when this phone waits for a recovery; {@link #leave} gives that
   *     up
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

  /**
   * Makes a recovery code to show: the words with which this membership can be moved to a new
   * phone. It is kept in memory only, never in a file, and does not work before {@link
   * #confirmRecoveryCode}.
   *
   * @throws IllegalStateException without a membership
   */
  RecoveryCode newRecoveryCode();

  /**
   * Makes the code that was last shown work, once its owner typed it back; an earlier code is void
   * from then on. Blocks on the network.
   *
   * @throws IllegalArgumentException when these are not the words shown; the message is Dutch, for
   *     people, and names the position of the first wrong word
   * @throws IllegalStateException when no code was made since the app started, or it was confirmed
   * @throws nl.kring.client.ProblemException when the server refuses, for example with {@code
   *     RECOVERY_PENDING}: refuse that first
   * @throws IOException when the server cannot be reached; ask again
   */
  void confirmRecoveryCode(String typed) throws IOException;

  /**
   * Whether a recovery code works now, as the server last said; false when it said nothing yet. It
   * is false again once a code was used or refused: then a new one should be made.
   */
  boolean hasRecoveryCode();

  /**
   * Asks, on a new phone, for the membership of a recovery code. It takes effect at 04:00
   * (Europe/Amsterdam) on the second day after the day of asking, unless the old phone refuses it;
   * a {@code sync} from then on brings the membership. What is answered is durable on return.
   *
   * <p>The new phone knows nothing of what the old one recorded or sent. Weeks that the old phone
   * drew stay its own, so that no day is counted twice: this phone sends from the first week that
   * was not drawn.
   *
   * @param typed the twelve words
   * @throws IllegalArgumentException when these are not the words of a code; the message is Dutch
   *     and for people
   * @throws IllegalStateException when this phone has a membership
   * @throws nl.kring.client.ProblemException when the server refuses, for example with {@code
   *     RECOVERY_CODE_UNKNOWN}, or {@code RECOVERY_PENDING}: another phone asked with this code
   * @throws IOException when the server cannot be reached or the disk cannot be written; ask again
   */
  Recovery recover(String typed) throws IOException;

  /** What this phone waits to take over; null when it waits for nothing. */
  @Nullable PendingRecovery awaitedRecovery();

  /**
   * The recovery by which another phone is about to take this membership, as the server last said;
   * null when there is none that can still be refused.
   */
  @Nullable PendingRecovery pendingRecovery();

  /**
   * Refuses the pending recovery. The recovery code is void too, for somebody else has it: make a
   * new one. Blocks on the network.
   *
   * @throws IllegalStateException without a membership
   * @throws nl.kring.client.ProblemException when the server refuses: it has taken effect
   * @throws IOException when the server cannot be reached; ask again
   */
  void refuseRecovery() throws IOException;

  /**
   * Everything that the server holds on this membership, with a Dutch sentence for each thing (AVG
   * art. 15). It names no group and proves nothing, and says so. Blocks on the network; nothing is
   * kept.
   *
   * @throws IllegalStateException without a membership
   * @throws nl.kring.client.ProblemException when the server refuses
   * @throws IOException when the server cannot be reached
   */
  MembershipExport exportFromServer() throws IOException;
}
