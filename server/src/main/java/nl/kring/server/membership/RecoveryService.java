package nl.kring.server.membership;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryCode;
import nl.kring.model.membership.RecoveryRequest;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Secret;
import org.jdbi.v3.core.Handle;

/**
 * Moving a membership to a new phone: asked with a code, refusable from the old phone until 04:00
 * on the second day after it was asked. Thread-safe.
 *
 * <p>The first who asks is the one who waits: a second phone with the same code is told so and
 * replaces nothing, for otherwise a thief of the code could take the place of its owner at the last
 * moment. What remains to an owner without the old phone is a fresh code at a meeting, or a renewal
 * of the group.
 */
public final class RecoveryService {
  private final Database people;
  private final MembershipService memberships;
  private final Clock clock;
  private final Secret pepper;

  /** Over {@code people}; the pepper of the codes is wrapped under {@code master}. */
  public RecoveryService(
      Database people, MembershipService memberships, Clock clock, Secret master) {
    this.people = people;
    this.memberships = memberships;
    this.clock = clock;
    this.pepper = MembershipSecrets.pepper(people, master);
  }

  /**
   * Gives the caller's membership this code; an earlier one is void.
   *
   * @throws ProblemException 409 while a recovery is pending: that must be refused first
   */
  void setCode(Caller.Member member, RecoveryCode code) {
    byte[] hash = hash(code);
    people
        .writer()
        .useTransaction(
            handle -> {
              String id = memberships.own(handle, member).id();
              RecoveryDao dao = handle.attach(RecoveryDao.class);
              if (dao.ofMembership(id).filter(row -> row.deviceKey() != null).isPresent()) {
                throw new ProblemException(ProblemType.RECOVERY_PENDING);
              }
              dao.delete(id);
              if (dao.insert(hash, id) == 0) {
                throw new ProblemException(ProblemType.CONFLICT, "make another code");
              }
            });
  }

  /** What became of asking. */
  sealed interface Outcome {
    /** The phone that asks has the membership. */
    record Moved(MembershipRow row) implements Outcome {}

    /** It will have it from an instant, unless it is refused before. */
    record Waiting(PendingRecovery recovery) implements Outcome {}
  }

  /**
   * Asks for a membership, or asks how far that is; the same phone may repeat it, so that a lost
   * answer costs nothing.
   *
   * @throws ProblemException 404 when the code is unknown, replaced, refused or used by another
   *     phone; 409 when another phone asked first, or when this phone is or will be in another
   *     membership
   */
  Outcome ask(RecoveryRequest request) {
    byte[] hash = hash(request.recoveryCode());
    String deviceKey = request.deviceKey().encoded();
    return people.writer().inTransaction(handle -> ask(handle, hash, deviceKey));
  }

  private Outcome ask(Handle handle, byte[] hash, String deviceKey) {
    memberships.alone(handle, deviceKey);
    RecoveryDao dao = handle.attach(RecoveryDao.class);
    // Locking the membership lets a recovery that is due take effect, which uses up its code.
    dao.ofHash(hash).ifPresent(row -> memberships.lock(handle, row.membershipId()));
    Optional<RecoveryRow> recovery = dao.ofHash(hash);
    Optional<MembershipRow> own = handle.attach(MembershipDao.class).ofDeviceKey(deviceKey);
    if (recovery.isEmpty()) {
      // Also a phone that already got what it asked for, and whose code is used up by that.
      return own.map(Outcome.Moved::new)
          .orElseThrow(() -> new ProblemException(ProblemType.RECOVERY_CODE_UNKNOWN));
    }
    RecoveryRow row = recovery.get();
    if (own.isPresent()) {
      if (own.get().id().equals(row.membershipId())) {
        return new Outcome.Moved(own.get());
      }
      throw new ProblemException(ProblemType.DEVICE_KEY_IN_USE);
    }
    PendingRecovery pending = row.pending();
    if (pending != null) {
      if (deviceKey.equals(row.deviceKey())) {
        return new Outcome.Waiting(pending);
      }
      throw new ProblemException(ProblemType.RECOVERY_PENDING);
    }
    if (dao.ofDeviceKey(deviceKey).isPresent()) {
      throw new ProblemException(ProblemType.DEVICE_KEY_IN_USE);
    }
    LocalDate today = KringClock.today(clock);
    dao.ask(hash, deviceKey, today.toString());
    return new Outcome.Waiting(PendingRecovery.of(today));
  }

  /** What the phone learns that has the membership now. */
  Membership view(Outcome.Moved moved) {
    return memberships.view(moved.row());
  }

  /** Refuses a pending recovery; its code, which somebody else has, is void. Twice is once. */
  void refuse(Caller.Member member) {
    people
        .writer()
        .useTransaction(
            handle ->
                handle
                    .attach(RecoveryDao.class)
                    .deletePending(memberships.own(handle, member).id()));
  }

  private byte[] hash(RecoveryCode code) {
    return pepper.hmac(code.words());
  }
}
