package nl.kring.client.internal.directory;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import nl.kring.client.KeyRefusal;
import nl.kring.client.internal.http.Answer;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.SyncLog;
import nl.kring.client.internal.store.Phone;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.Membership;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.TokenKeyRoot;
import nl.kring.model.token.TokenKeySlice;
import org.jspecify.annotations.Nullable;

/**
 * Looks, as nobody, which keys everybody is shown: once for each week, before anything of it is
 * drawn.
 *
 * <p>Not thread-safe: one network call is made at a time. Blocks on disk and network.
 */
public final class DirectoryLook {
  private static final String KEYS = "public keys";

  private final Phone phone;
  private final ServerHttp http;
  private final Backoff backoff;
  private final Clock clock;

  /** Of one phone and one server. */
  public DirectoryLook(Phone phone, ServerHttp http, Backoff backoff, Clock clock) {
    this.phone = phone;
    this.http = http;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * Looks at the weeks that this phone could draw and has not looked at.
   *
   * @throws IOException when the disk cannot be read or written; never for the network
   */
  public void lookIfDue(SyncLog log) throws IOException {
    Membership membership = phone.membership();
    if (membership == null || !backoff.isDue(KEYS)) {
      return;
    }
    IsoWeek current = IsoWeek.at(clock.instant());
    List<IsoWeek> unseen = new ArrayList<>(Arrays.asList(current, current.plusWeeks(1)));
    unseen.removeIf(week -> phone.directory().view(membership.group().id(), week) != null);
    if (!unseen.isEmpty()) {
      look(membership, unseen, log);
    }
  }

  private void look(Membership membership, List<IsoWeek> unseen, SyncLog log) throws IOException {
    String groupId = membership.group().id();
    Answer answer;
    TokenKeySlice slice;
    try {
      answer = http.getAsNobody("api/v1/groups/" + groupId + "/token-keys");
      slice = answer.isSuccess() ? answer.read(TokenKeySlice.class) : null;
    } catch (IOException e) {
      backoff.failed(KEYS, null);
      return;
    }
    if (slice == null || !slice.groupId().equals(groupId)) {
      backoff.failed(KEYS, answer.retryAfter(clock.instant()));
      return;
    }
    boolean hasAll = true;
    for (IsoWeek week : unseen) {
      hasAll &= look(membership, slice, week, log);
    }
    if (hasAll) {
      backoff.clear(KEYS);
    } else {
      backoff.failed(KEYS, null);
    }
  }

  /** Whether the phone knows now what everybody is shown of this week. */
  private boolean look(Membership membership, TokenKeySlice slice, IsoWeek week, SyncLog log)
      throws IOException {
    TokenKeySlice.Week keys = slice.week(week);
    TokenKeyRoot root = keys == null ? null : root(week);
    if (keys == null || root == null) {
      return false;
    }
    DevicePublicKey pinned = phone.directory().signingKey();
    if (!root.isSignedBy(pinned == null ? root.publicKey() : pinned, http.host())) {
      log.refusedKeys(KeyRefusal.ROOT_NOT_SIGNED, week);
      return false;
    }
    phone.keep(membership, KeyLeaves.view(slice, keys, root));
    return true;
  }

  /** The public root; null when it cannot be had now. */
  private @Nullable TokenKeyRoot root(IsoWeek week) {
    try {
      Answer answer = http.getAsNobody("api/v1/token-key-roots/" + week);
      TokenKeyRoot root = answer.isSuccess() ? answer.read(TokenKeyRoot.class) : null;
      return root != null && root.week().equals(week) ? root : null;
    } catch (IOException e) {
      return null;
    }
  }
}
