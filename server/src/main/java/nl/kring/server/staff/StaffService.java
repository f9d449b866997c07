package nl.kring.server.staff;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Staff accounts, signing in and out. Thread-safe. */
public final class StaffService {
  /** The fewest characters of a password. */
  public static final int MIN_PASSWORD_LENGTH = 12;

  /** How long a sign-in lasts, however much it is used. */
  public static final Duration LIFETIME = Duration.ofHours(12);

  private static final int MAX_PASSWORD_LENGTH = 256;
  private static final int MAX_NAME_LENGTH = 100;
  private static final int TOKEN_BYTES = 32;

  private final Database people;
  private final Clock clock;
  private final PasswordHash passwords = new PasswordHash();
  private final SecureRandom random = new SecureRandom();
  private final String nobodysHash = passwords.of(Ids.random());

  /** Over {@code people}. */
  public StaffService(Database people, Clock clock) {
    this.people = people;
    this.clock = clock;
  }

  /**
   * Adds an account.
   *
   * @param name what is typed to sign in; unique
   * @param providerId needed for facilitators and coordinators, otherwise null
   * @param municipality CBS code; needed for municipality viewers, otherwise null
   * @param password 12 to 256 characters
   * @return its id
   * @throws ProblemException 400 when something is missing or too short, 409 when the name is taken
   */
  public String create(
      String name,
      Role role,
      @Nullable String providerId,
      @Nullable String municipality,
      String password) {
    String trimmed = name.trim();
    require(
        !trimmed.isEmpty() && trimmed.length() <= MAX_NAME_LENGTH,
        "name has 1 to " + MAX_NAME_LENGTH + " characters");
    require(role.isStaff(), "role is one of the staff's");
    require(
        (providerId != null) == (role == Role.FACILITATOR || role == Role.COORDINATOR),
        "facilitators and coordinators, and nobody else, belong to a provider");
    require(
        (municipality != null) == (role == Role.MUNICIPALITY_VIEWER),
        "municipality viewers, and nobody else, read for a municipality");
    int length = password.codePointCount(0, password.length());
    require(
        length >= MIN_PASSWORD_LENGTH && length <= MAX_PASSWORD_LENGTH,
        "password has " + MIN_PASSWORD_LENGTH + " to " + MAX_PASSWORD_LENGTH + " characters");
    String id = Ids.random();
    String hash = passwords.of(password);
    int added =
        people
            .writer()
            .withExtension(
                StaffDao.class,
                dao -> dao.insert(id, trimmed, role.name(), providerId, municipality, hash));
    if (added == 0) {
      throw new ProblemException(ProblemType.CONFLICT, "there is somebody of this name");
    }
    return id;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, sentence);
    }
  }

  /**
   * Signs in. An unknown name costs the same work and gets the same answer as a wrong password.
   *
   * @throws ProblemException 401 when name and password do not belong together
   */
  public StaffSignIn signIn(String name, String password) {
    Optional<StaffRow> known =
        people.reader().withExtension(StaffDao.class, dao -> dao.ofName(name.trim()));
    // Too long to be anybody's: hashing it would only be work for nothing.
    boolean isPossible = password.length() <= 2 * MAX_PASSWORD_LENGTH;
    boolean matches =
        passwords.matches(
            isPossible ? password : "", known.map(StaffRow::passwordHash).orElse(nobodysHash));
    if (known.isEmpty() || !matches) {
      throw new ProblemException(ProblemType.SIGN_IN_FAILED);
    }
    byte[] secret = new byte[TOKEN_BYTES];
    random.nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
    people
        .writer()
        .useExtension(
            StaffDao.class,
            dao -> dao.insertToken(hash(token), known.get().id(), expiresAt.getEpochSecond()));
    return new StaffSignIn(token, expiresAt, known.get().caller());
  }

  /** Whose token this is; looked up each time, so that access ends at once everywhere. */
  public Optional<Caller.Staff> authenticate(String token) {
    return people
        .reader()
        .withExtension(StaffDao.class, dao -> dao.ofToken(hash(token), now()))
        .map(StaffRow::caller);
  }

  /** Ends a sign-in; twice is once. */
  public void signOut(String token) {
    people.writer().useExtension(StaffDao.class, dao -> dao.deleteToken(hash(token)));
  }

  /**
   * Deletes the tokens of sign-ins that are over.
   *
   * @return how many
   */
  public int deleteExpired() {
    return people.writer().withExtension(StaffDao.class, dao -> dao.deleteTokensUntil(now()));
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every platform has SHA-256", e);
    }
  }

  /** Somebody who can lead groups of a provider. */
  public record Facilitator(String staffId, String name, String providerId) {}

  /** All facilitators, as this transaction sees them. */
  public List<Facilitator> facilitators(Handle handle) {
    return handle.attach(StaffDao.class).facilitators();
  }
}
