package nl.kring.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nl.kring.server.membership.MembershipSecrets;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.DatabaseInUseException;
import nl.kring.server.platform.security.MasterSecretFile;
import nl.kring.server.platform.security.Rewrapping;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.staff.StaffSecrets;
import nl.kring.server.token.TokenSecrets;
import org.jdbi.v3.core.Handle;

/**
 * Changes the master secret of databases on which nobody serves: everything that is wrapped under
 * the old one is wrapped under a new one, and the old one opens nothing any more.
 *
 * <p>Killed anywhere, doing it again ends it. First the new secret stands durably beside the old;
 * then {@code people} says that a change was begun, so that no server starts; {@code counts} is
 * rewrapped in small transactions, each row once; all of {@code people} in one, which also says
 * which secret counts; the files forget; and last the new secret takes the place of the old.
 */
final class KeyRotation {
  /** A seam for tests: told of each step just before it is taken, so that a test can stop there. */
  @FunctionalInterface
  interface Steps {
    /** The step is about to be taken; {@code rows} were rewrapped so far. */
    void reached(String step, int rows);
  }

  /**
   * What was done.
   *
   * @param secrets how many things were wrapped anew, those of an earlier run included
   * @param joinCodes how many unused join codes were deleted; 0 when an earlier run did that
   */
  record Report(int secrets, int joinCodes) {}

  /** Those of {@code people} that hold something wrapped, or hashed under the secret. */
  private static final List<String> PEOPLE =
      Stream.of(MembershipSecrets.TABLES, StaffSecrets.TABLES, List.of(SecretCheck.TABLE))
          .flatMap(List::stream)
          .toList();

  private static final int TRIES = 8;
  private static final long PAUSE_MILLIS = 250;

  private final Database people;
  private final Database counts;
  private final Path file;
  private final Steps steps;
  private final SecretCheck check;

  /**
   * Over both databases, of which {@code people} must be {@linkplain Database#openAlone had alone}.
   */
  KeyRotation(Database people, Database counts, Path file, Steps steps) {
    this.people = people;
    this.counts = counts;
    this.file = file;
    this.steps = steps;
    this.check = new SecretCheck(people);
  }

  /**
   * Changes the secret, or ends the change that an earlier run began.
   *
   * @throws IOException when a file is missing, is another than it must be, or cannot be written;
   *     the message is one line for people
   * @throws Rewrapping.NeitherOpensException when something opens with neither secret
   */
  Report run() throws IOException {
    if (!check.isBegun()) {
      throw new IOException("no server was started on these databases yet: nothing to change");
    }
    Path next = MasterSecretFile.next(file);
    boolean isWritten = Files.exists(next);
    if (check.isChanging() && !isWritten) {
      throw MasterSecret.fault(next, "is missing, and a change was begun with it: put it back");
    }
    Report report = new Report(0, 0);
    if (!isWritten || !check.isOf(read(next))) {
      report = rewrap(next);
    }
    steps.reached("forget", report.secrets());
    forget(people, PEOPLE);
    forget(counts, TokenSecrets.TABLES);
    steps.reached("rename", report.secrets());
    try {
      MasterSecretFile.replaceByNext(file);
    } catch (IOException e) {
      throw MasterSecret.fault(file, "cannot be replaced: move " + next + " into its place");
    }
    return report;
  }

  private Report rewrap(Path next) throws IOException {
    Secret old = read(file);
    if (!check.isOf(old)) {
      throw MasterSecret.fault(file, "is another secret than these databases were begun with");
    }
    boolean isChanging = check.isChanging();
    if (!isChanging) {
      // Before anything is changed: what does not open must not stop it half-way.
      Rewrapping nothing = new Rewrapping(old, old);
      rewrapCounts(nothing, "look");
      people.writer().useTransaction(handle -> rewrapPeople(handle, nothing));
    }
    steps.reached("write", 0);
    Secret fresh;
    try {
      fresh = MasterSecretFile.readOrCreate(next);
    } catch (IOException e) {
      throw MasterSecret.fault(next, "cannot be written");
    }
    if (isChanging && !check.isChangingTo(fresh)) {
      throw MasterSecret.fault(next, "is another secret than the change was begun with");
    }
    steps.reached("begin", 0);
    check.beginChange(fresh);
    Rewrapping rewrapping = new Rewrapping(old, fresh);
    int ofCounts = rewrapCounts(rewrapping, "counts");
    return people.writer().inTransaction(handle -> change(handle, rewrapping, fresh, ofCounts));
  }

  private Report change(Handle handle, Rewrapping rewrapping, Secret fresh, int ofCounts) {
    steps.reached("people", ofCounts);
    int rows = ofCounts + rewrapPeople(handle, rewrapping);
    steps.reached("void", rows);
    int joinCodes = MembershipSecrets.voidJoinCodes(handle);
    StaffSecrets.forgetDelays(handle);
    steps.reached("check", rows);
    check.change(handle, fresh);
    steps.reached("commit", rows);
    return new Report(rows, joinCodes);
  }

  private static Secret read(Path file) throws IOException {
    try {
      return MasterSecretFile.read(file);
    } catch (IOException e) {
      throw MasterSecret.fault(
          file, Files.exists(file) ? String.valueOf(e.getMessage()) : "is missing");
    }
  }

  private int rewrapCounts(Rewrapping rewrapping, String step) {
    return new TokenSecrets(counts).rewrap(rewrapping, rows -> steps.reached(step, rows));
  }

  private static int rewrapPeople(Handle handle, Rewrapping rewrapping) {
    MembershipSecrets.rewrap(handle, rewrapping);
    return 1 + StaffSecrets.rewrap(handle, rewrapping);
  }

  private static void forget(Database database, List<String> tables) throws IOException {
    boolean isForgotten = database.forgetEarlierStates(tables);
    for (int i = 0; i < TRIES && !isForgotten; i++) {
      pause();
      isForgotten = database.forgetDeletedRows(tables);
    }
    if (!isForgotten) {
      throw new DatabaseInUseException(
          "somebody still reads the database "
              + database.name()
              + ": end that, and run rotate-keys again");
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
