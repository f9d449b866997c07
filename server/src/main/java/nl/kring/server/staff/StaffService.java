package nl.kring.server.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.platform.security.Wrapping;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Staff accounts, signing in and out, and who may end whose access. Thread-safe. */
public final class StaffService {
  /** The fewest characters of a password. */
  public static final int MIN_PASSWORD_LENGTH = PasswordRules.MIN_LENGTH;

  /** How long a sign-in lasts, however much it is used. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final int MAX_NAME_LENGTH = 100;
  private static final int YEARS_AFTER_LEAVING = 1;

  private final Database people;
  private final GroupService groups;
  private final AuditTrail audit;
  private final Clock clock;
  private final boolean mayLackTotp;
  private final SignInDelays delays;
  private final Wrapping totpSecrets;
  private final PasswordHash passwords = new PasswordHash();
  private final PasswordRules passwordRules = new PasswordRules();
  private final StaffRow nobody;

  /**
   * Over {@code people}; secrets derive from {@code master}.
   *
   * @param mayLackTotp whether an account without a TOTP secret can sign in: in development only
   */
  public StaffService(
      Database people,
      GroupService groups,
      AuditTrail audit,
      Clock clock,
      Secret master,
      boolean mayLackTotp) {
    this.people = people;
    this.groups = groups;
    this.audit = audit;
    this.clock = clock;
    this.mayLackTotp = mayLackTotp;
    this.delays = new SignInDelays(people, clock, master);
    this.totpSecrets = new Wrapping(master, StaffSecrets.TOTP_LABEL);
    this.nobody =
        new StaffRow(
            "",
            "",
            Role.FACILITATOR.name(),
            null,
            null,
            passwords.of(Ids.random()),
            wrapTotp("", Totp.newSecret()),
            null);
  }

  /**
   * Adds an account without TOTP, which can sign in in development only: for tests.
   *
   * @see #create(String, Role, String, String, String, byte[])
   */
  public String create(
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality,
      String password) {
    return create(name, role, providerId, municipality, password, null);
  }

  /**
   * Adds an account.
   *
   * @param name what is typed to sign in; unique
   * @param providerId needed for facilitators and coordinators, otherwise null
   * @param municipality CBS code; needed for municipality viewers, otherwise null
   * @param password 12 to 256 characters, and none that is guessed first
   * @param totpSecret 20 bytes; null for an account that can sign in in development only
   * @return its id
   * @throws ProblemException 400 when something is missing or too weak, 409 when the name is taken
   */
  public String create(
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality,
      String password,
      byte @Nullable [] totpSecret) {
    requireArea(name, role, providerId, municipality);
    NewAccount account = newAccount(name, role, providerId, municipality, password, totpSecret, 0);
    people.writer().useTransaction(handle -> insert(handle, account));
    return account.id();
  }

  /** An account whose password is hashed already, so that a transaction need not wait for that. */
  record NewAccount(
      String id,
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality,
      String passwordHash,
      byte @Nullable [] totpSecret,
      long totpLastStep) {

    Caller.Staff caller() {
      return new Caller.Staff(id, name, role, providerId, municipality);
    }

    @Override
    public String toString() {
      return "NewAccount";
    }
  }

  NewAccount newAccount(
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality,
      String password,
      byte @Nullable [] totpSecret,
      long totpLastStep) {
    String id = Ids.random();
    return new NewAccount(
        id,
        name.trim(),
        role,
        providerId,
        municipality,
        newHash(name, password),
        totpSecret == null ? null : wrapTotp(id, totpSecret),
        totpLastStep);
  }

  void insert(Handle handle, NewAccount account) {
    int added =
        handle
            .attach(StaffDao.class)
            .insert(
                account.id(),
                account.name(),
                account.role().name(),
                account.providerId(),
                account.municipality(),
                account.passwordHash(),
                account.totpSecret(),
                account.totpLastStep());
    if (added == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "there is somebody of this name");
    }
  }

  /** Checks what an account is made of, but for its password. */
  static void requireArea(
      String name, Role role, @Nullable String providerId, @Nullable String municipality) {
    int length = name.trim().length();
    require(
        length > 0 && length <= MAX_NAME_LENGTH,
        "name has 1 to " + MAX_NAME_LENGTH + " characters");
    require(role.isStaff(), "role is one of the staff's");
    require(
        (providerId != null) == (role == Role.FACILITATOR || role == Role.COORDINATOR),
        "facilitators and coordinators, and nobody else, belong to a provider");
    require(
        (municipality != null) == (role == Role.MUNICIPALITY_VIEWER),
        "municipality viewers, and nobody else, read for a municipality");
  }

  static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, sentence);
    }
  }

  private String newHash(String name, String password) {
    passwordRules
        .fault(name, password)
        .ifPresent(
            fault -> {
              throw new ProblemException(ProblemType.INVALID_REQUEST, fault);
            });
    return passwords.of(password);
  }

  private byte[] wrapTotp(String staffId, byte[] secret) {
    return totpSecrets.wrap(secret, staffId);
  }

  /** As {@link #signIn(String, String, String)}, of an account without TOTP. */
  public StaffSignIn signIn(String name, String password) {
    return signIn(name, password, null);
  }

  /**
   * Signs in. An unknown name costs the same work and gets the same answer as a wrong password, and
   * so does a wrong, old or used code.
   *
   * @param code what the authenticator app shows; null only for an account without TOTP
   * @throws ProblemException 401 when they do not belong together; 429 when it is too early to try
   *     again under this name
   */
  public StaffSignIn signIn(String name, String password, @Nullable String code) {
    return prove(
        name,
        password,
        code,
        (handle, row) -> {
          StaffSignIn signIn = newSignIn(handle, row.caller());
          audit.append(handle, Act.SIGNED_IN, row.id(), null, null);
          return signIn;
        });
  }

  /** Does something in the transaction that uses up the code. */
  private <T> T prove(
      String name, String password, @Nullable String code, BiFunction<Handle, StaffRow, T> then) {
    delays.takeTry(name);
    Optional<StaffRow> known =
        people.reader().withExtension(StaffDao.class, dao -> dao.ofName(name.trim()));
    StaffRow row = known.orElse(nobody);
    // Too long to be anybody's: hashing it would only be work for nothing.
    boolean isPossible = password.length() <= 2 * PasswordRules.MAX_LENGTH;
    boolean matches = passwords.matches(isPossible ? password : "", row.passwordHash());
    OptionalLong step = stepOf(row, code);
    Optional<T> done =
        known.isPresent() && matches && step.isPresent()
            ? people
                .writer()
                .inTransaction(
                    handle -> {
                      StaffDao dao = handle.attach(StaffDao.class);
                      if (dao.useStep(row.id(), row.passwordHash(), step.getAsLong()) == 0) {
                        return Optional.empty();
                      }
                      delays.forget(handle, name);
                      return Optional.of(then.apply(handle, row));
                    })
            : Optional.empty();
    return done.orElseThrow(this::failed);
  }

  private ProblemException failed() {
    people.writer().useTransaction(handle -> audit.count(handle, Act.SIGN_IN_FAILED, null, null));
    return new ProblemException(ProblemType.SIGN_IN_FAILED);
  }

  /** The step of a right code; 0 for an account that may do without; empty for a wrong code. */
  private OptionalLong stepOf(StaffRow row, @Nullable String code) {
    byte[] wrapped = row.totpSecret();
    if (wrapped == null) {
      return mayLackTotp ? OptionalLong.of(0) : OptionalLong.empty();
    }
    byte[] secret = totpSecrets.unwrap(wrapped, row.id());
    return Totp.stepOf(code == null ? "" : code, secret, clock.instant());
  }

  StaffSignIn newSignIn(Handle handle, Caller.Staff staff) {
    String token = BearerSecret.random();
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
    handle
        .attach(StaffDao.class)
        .insertToken(BearerSecret.hash(token), staff.staffId(), expiresAt.getEpochSecond());
    return new StaffSignIn(token, expiresAt, staff);
  }

  /** Whose token this is; looked up each time, so that access ends at once everywhere. */
  public Optional<Caller.Staff> authenticate(String token) {
    return people
        .reader()
        .withExtension(StaffDao.class, dao -> dao.ofToken(BearerSecret.hash(token), now()))
        .map(StaffRow::caller);
  }

  /** Ends a sign-in; twice is once. */
  public void signOut(String token) {
    people.writer().useExtension(StaffDao.class, dao -> dao.deleteToken(BearerSecret.hash(token)));
  }

  /** Ends all sign-ins of somebody. */
  public void signOutEverywhere(Caller.Staff staff) {
    people
        .writer()
        .useTransaction(
            handle -> {
              handle.attach(StaffDao.class).deleteTokensOf(staff.staffId());
              audit.append(handle, Act.SIGNED_OUT_EVERYWHERE, staff.staffId(), null, null);
            });
  }

  /**
   * Changes one's own password, and ends all other sign-ins.
   *
   * @param token the sign-in that stays
   * @throws ProblemException 400 when the new password is too weak; otherwise as {@link #signIn}
   */
  public void changePassword(
      Caller.Staff staff, String token, String current, @Nullable String code, String fresh) {
    String hash = newHash(staff.name(), fresh);
    prove(
        staff.name(),
        current,
        code,
        (handle, row) -> {
          StaffDao dao = handle.attach(StaffDao.class);
          dao.setPassword(row.id(), hash);
          audit.append(handle, Act.PASSWORD_CHANGED, row.id(), null, null);
          return dao.deleteTokensOfBut(row.id(), BearerSecret.hash(token));
        });
  }

  /** Those whose access somebody may end, by name; nobody for facilitators and viewers. */
  public List<Caller.Staff> staffOf(Caller.Staff by) {
    return people.reader().withExtension(StaffDao.class, StaffDao::all).stream()
        .filter(row -> !row.hasLeft())
        .map(StaffRow::caller)
        .filter(each -> isOver(by, each))
        .toList();
  }

  /** An administrator is over everybody, a coordinator over the provider's own people. */
  private static boolean isOver(Caller.Staff by, Caller.Staff other) {
    return by.role() == Role.ADMINISTRATOR
        || (by.role() == Role.COORDINATOR
            && by.providerId() != null
            && by.providerId().equals(other.providerId()));
  }

  /**
   * Ends somebody's access, at once and everywhere. The name stays for a year, without a password.
   *
   * @throws ProblemException 404 when there is nobody of this id over whom {@code by} is; 409 for
   *     the last administrator
   */
  public void end(Caller.Staff by, String staffId) {
    people
        .writer()
        .useTransaction(
            handle -> {
              // Two administrators who end each other at the same moment leave one.
              audit.lock(handle);
              StaffDao dao = handle.attach(StaffDao.class);
              Caller.Staff other = staffOver(dao, by, staffId);
              if (other.role() == Role.ADMINISTRATOR && dao.countAdministrators() == 1) {
                throw new ProblemException(
                    ProblemType.CONFLICT, "the last administrator cannot leave");
              }
              dao.end(staffId, today().toString());
              dao.deleteTokensOf(staffId);
              dao.deleteCalendarAddress(staffId);
              groups.unassign(handle, staffId);
              handle.attach(InvitationDao.class).deleteInvitedBy(staffId);
              audit.append(handle, Act.ACCESS_ENDED, by.staffId(), staffId, null);
            });
  }

  private static Caller.Staff staffOver(StaffDao dao, Caller.Staff by, String staffId) {
    return dao.find(staffId)
        .filter(row -> !row.hasLeft())
        .map(StaffRow::caller)
        .filter(each -> isOver(by, each))
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  /**
   * Checks that a group is of a coordinator's provider.
   *
   * @throws ProblemException 404
   */
  void requireGroup(Caller.Staff coordinator, String groupId) {
    if (coordinator.role() != Role.COORDINATOR || !groups.mayLead(coordinator, groupId)) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
  }

  /**
   * Lets a facilitator of the same provider lead a group; twice is once.
   *
   * @throws ProblemException 404 when there is no such group or facilitator of this coordinator's
   */
  public void assign(Caller.Staff coordinator, String groupId, String staffId) {
    requireGroup(coordinator, groupId);
    people
        .writer()
        .useTransaction(
            handle -> {
              audit.lock(handle);
              Caller.Staff other = staffOver(handle.attach(StaffDao.class), coordinator, staffId);
              if (other.role() != Role.FACILITATOR) {
                throw new ProblemException(ProblemType.NOT_FOUND);
              }
              groups.assign(handle, groupId, staffId);
              audit.append(
                  handle, Act.FACILITATOR_ASSIGNED, coordinator.staffId(), staffId, groupId);
            });
  }

  /** The names of all accounts, also of those who left, by id. */
  public Map<String, String> names() {
    return people.reader().withExtension(StaffDao.class, StaffDao::all).stream()
        .collect(Collectors.toUnmodifiableMap(StaffRow::id, StaffRow::name));
  }

  /** Whether a name is somebody's, or was until a year ago. */
  boolean isTaken(String name) {
    return people.reader().withExtension(StaffDao.class, dao -> dao.countOfName(name.trim())) > 0;
  }

  /**
   * Deletes the tokens of sign-ins that are over, delays that nobody needs any more, and accounts a
   * year after leaving, with what they did.
   *
   * @return how many tokens
   */
  public int deleteExpired() {
    delays.deleteOld();
    deleteLeft();
    return people.writer().withExtension(StaffDao.class, dao -> dao.deleteTokensUntil(now()));
  }

  private void deleteLeft() {
    String day = today().minusYears(YEARS_AFTER_LEAVING).toString();
    List<String> left = people.reader().withExtension(StaffDao.class, dao -> dao.endedUntil(day));
    for (String id : left) {
      people
          .writer()
          .useTransaction(
              handle -> {
                handle.attach(StaffDao.class).delete(id);
                audit.forget(handle, id);
              });
    }
    if (!left.isEmpty()) {
      people.forgetDeletedRows(List.of("staff", "audit_event"));
    }
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  /** Somebody who can lead groups of a provider. */
  public record Facilitator(String staffId, String name, String providerId) {}

  /** All facilitators who have not left, as this transaction sees them. */
  public List<Facilitator> facilitators(Handle handle) {
    return handle.attach(StaffDao.class).facilitators();
  }
}
