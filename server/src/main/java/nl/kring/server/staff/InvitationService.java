package nl.kring.server.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;
import nl.kring.server.provider.ProviderService;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Invitations by a link that works once, within three days. Thread-safe. */
public final class InvitationService {
  /** How long a link works. */
  public static final Duration LIFETIME = Duration.ofDays(3);

  private final Database people;
  private final StaffService staff;
  private final GroupService groups;
  private final ProviderService providers;
  private final MunicipalityService municipalities;
  private final AuditTrail audit;
  private final Clock clock;
  private final String publicUrl;
  private final Wrapping enrolments;

  /** Over {@code people}; secrets derive from {@code master}. */
  public InvitationService(
      Database people,
      StaffService staff,
      GroupService groups,
      ProviderService providers,
      MunicipalityService municipalities,
      AuditTrail audit,
      Clock clock,
      String publicUrl,
      Secret master) {
    this.people = people;
    this.staff = staff;
    this.groups = groups;
    this.providers = providers;
    this.municipalities = municipalities;
    this.audit = audit;
    this.clock = clock;
    this.publicUrl = publicUrl;
    this.enrolments = new Wrapping(master, "enrolment wrapping");
  }

  /**
   * Invites somebody: an administrator any role, a coordinator facilitators and coordinators of the
   * own provider.
   *
   * @throws ProblemException 400 when something is missing or unknown, 403 when {@code by} may not
   *     invite in this role or to this provider, 409 when the name is taken
   */
  public Invitation invite(Caller.Staff by, NewInvitation wanted) {
    String providerId = wanted.providerId();
    if (by.role() == Role.COORDINATOR) {
      boolean isOwn = providerId == null || providerId.equals(by.providerId());
      if (!isOwn || (wanted.role() != Role.FACILITATOR && wanted.role() != Role.COORDINATOR)) {
        throw new ProblemException(
            ProblemType.FORBIDDEN,
            "a coordinator invites facilitators and coordinators of the own provider");
      }
      providerId = by.providerId();
    } else if (by.role() != Role.ADMINISTRATOR) {
      throw new ProblemException(ProblemType.FORBIDDEN);
    }
    require(wanted, providerId);
    if (staff.isTaken(wanted.name())) {
      throw new ProblemException(ProblemType.CONFLICT, "there is somebody of this name");
    }
    NewInvitation whole =
        new NewInvitation(
            wanted.name().trim(),
            wanted.role(),
            providerId,
            wanted.municipality(),
            wanted.groupIds());
    return people
        .writer()
        .inTransaction(
            handle -> {
              // Whose access ends at this very moment leaves no invitation behind.
              audit.lock(handle);
              if (handle
                  .attach(StaffDao.class)
                  .find(by.staffId())
                  .filter(row -> !row.hasLeft())
                  .isEmpty()) {
                throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
              }
              return insert(handle, by.staffId(), whole);
            });
  }

  private void require(NewInvitation wanted, @Nullable String providerId) {
    StaffService.requireArea(wanted.name(), wanted.role(), providerId, wanted.municipality());
    StaffService.require(
        providerId == null || providers.find(providerId).isPresent(), "unknown provider");
    StaffService.require(
        wanted.municipality() == null || municipalities.find(wanted.municipality()).isPresent(),
        "municipality is a CBS code such as GM0363");
    StaffService.require(
        wanted.groupIds().isEmpty() || wanted.role() == Role.FACILITATOR,
        "only facilitators lead groups");
    StaffService.require(
        wanted.groupIds().stream()
            .allMatch(id -> providerId != null && groups.isRunBy(id, providerId)),
        "groupIds are groups of the provider");
  }

  /**
   * Invites the first administrator; an earlier such invitation does not work any more.
   *
   * @return empty when there is an administrator already
   */
  public Optional<Invitation> inviteFirstAdministrator(String name) {
    StaffService.requireArea(name, Role.ADMINISTRATOR, null, null);
    return people
        .writer()
        .inTransaction(
            handle -> {
              audit.lock(handle);
              if (handle.attach(StaffDao.class).countAdministrators() > 0) {
                return Optional.empty();
              }
              handle.attach(InvitationDao.class).deleteInvitedByNobody();
              NewInvitation first =
                  new NewInvitation(name.trim(), Role.ADMINISTRATOR, null, null, List.of());
              return Optional.of(insert(handle, null, first));
            });
  }

  private Invitation insert(Handle handle, @Nullable String invitedBy, NewInvitation invitation) {
    String secret = BearerSecret.random();
    Instant expiresAt = Instant.ofEpochSecond(now()).plus(LIFETIME);
    handle
        .attach(InvitationDao.class)
        .insert(
            BearerSecret.hash(secret),
            invitation.name(),
            invitation.role().name(),
            invitation.providerId(),
            invitation.municipality(),
            String.join(" ", invitation.groupIds()),
            invitedBy,
            expiresAt.getEpochSecond());
    audit.append(handle, Act.INVITED, invitedBy, null, null);
    return new Invitation(publicUrl + "/staff/invitations/" + secret, expiresAt);
  }

  /**
   * What to show of an invitation, with a fresh secret for the authenticator app.
   *
   * @throws ProblemException 404 when it is unknown, used or over
   */
  Enrolment open(String linkSecret) {
    InvitationRow row = find(linkSecret);
    return enrolment(row, Totp.newSecret());
  }

  /**
   * The same again, with the secret that was shown before.
   *
   * @throws ProblemException 404 when it is unknown, used or over; 400 when {@code sealed} is not
   *     of this invitation
   */
  Enrolment reopen(String linkSecret, String sealed) {
    InvitationRow row = find(linkSecret);
    return enrolment(row, unseal(row, sealed));
  }

  private InvitationRow find(String linkSecret) {
    return people
        .reader()
        .withExtension(InvitationDao.class, dao -> dao.find(BearerSecret.hash(linkSecret), now()))
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  private Enrolment enrolment(InvitationRow row, byte[] totpSecret) {
    String sealed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(enrolments.wrap(totpSecret, Hex.toHexString(row.hash())));
    return new Enrolment(
        row.name(), Totp.uri(row.name(), totpSecret), Totp.base32(totpSecret), sealed);
  }

  private byte[] unseal(InvitationRow row, String sealed) {
    try {
      return enrolments.unwrap(Base64.getUrlDecoder().decode(sealed), Hex.toHexString(row.hash()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "open the invitation again");
    }
  }

  /**
   * Accepts an invitation: makes the account, with the secret that was shown, and signs in. Of two
   * at once, one does.
   *
   * @param sealed as the page had it
   * @param code what the authenticator app shows for that secret
   * @throws ProblemException 404 when it is unknown, used or over; 400 when the password is too
   *     weak; 401 when the code is wrong; 409 when the name was taken meanwhile
   */
  StaffSignIn accept(String linkSecret, String sealed, String password, String code) {
    InvitationRow row = find(linkSecret);
    byte[] totpSecret = unseal(row, sealed);
    OptionalLong step = Totp.stepOf(code, totpSecret, clock.instant());
    if (step.isEmpty()) {
      throw new ProblemException(ProblemType.SIGN_IN_FAILED);
    }
    StaffService.NewAccount account =
        staff.newAccount(
            row.name(),
            row.asRole(),
            row.providerId(),
            row.municipality(),
            password,
            totpSecret,
            step.getAsLong());
    return people.writer().inTransaction(handle -> accept(handle, row, account));
  }

  private StaffSignIn accept(Handle handle, InvitationRow row, StaffService.NewAccount account) {
    audit.lock(handle);
    boolean isForFirst = row.invitedBy() == null;
    if (handle.attach(InvitationDao.class).take(row.hash(), now()) == 0
        || (isForFirst && handle.attach(StaffDao.class).countAdministrators() > 0)) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    staff.insert(handle, account);
    row.groups().forEach(groupId -> groups.assign(handle, groupId, account.id()));
    StaffSignIn signIn = staff.newSignIn(handle, account.caller());
    audit.append(handle, Act.INVITATION_ACCEPTED, account.id(), row.invitedBy(), null);
    return signIn;
  }

  /**
   * The invitations that nobody accepted yet, those that end first at the front: for an
   * administrator all, for a coordinator those to the own provider.
   */
  public List<OpenInvitation> openFor(Caller.Staff by) {
    return people.reader().withExtension(InvitationDao.class, dao -> dao.all(now())).stream()
        .filter(row -> isOver(by, row))
        .map(
            row ->
                new OpenInvitation(
                    Ids.ofHash(row.hash()),
                    row.name(),
                    row.asRole(),
                    row.providerId(),
                    row.municipality(),
                    Instant.ofEpochSecond(row.expiresAt())))
        .toList();
  }

  private static boolean isOver(Caller.Staff by, InvitationRow row) {
    String providerId = row.providerId();
    return switch (by.role()) {
      case ADMINISTRATOR -> true;
      case COORDINATOR -> providerId != null && providerId.equals(by.providerId());
      default -> false;
    };
  }

  /**
   * Makes an invitation worthless. Of withdrawing and accepting at once, one happens.
   *
   * @param invitationId as {@link OpenInvitation} has it
   * @throws ProblemException 404 when there is none that {@code by} can see: it is unknown, over,
   *     or was accepted
   */
  public void withdraw(Caller.Staff by, String invitationId) {
    people
        .writer()
        .useTransaction(
            handle -> {
              audit.lock(handle);
              InvitationDao dao = handle.attach(InvitationDao.class);
              InvitationRow row =
                  dao.all(now()).stream()
                      .filter(each -> isOver(by, each))
                      .filter(each -> Ids.ofHash(each.hash()).equals(invitationId))
                      .findAny()
                      .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
              dao.take(row.hash(), now());
              audit.append(handle, Act.INVITATION_WITHDRAWN, by.staffId(), row.invitedBy(), null);
            });
  }

  /** Deletes invitations that are over. */
  public int deleteExpired() {
    return people.writer().withExtension(InvitationDao.class, dao -> dao.deleteUntil(now()));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }
}
