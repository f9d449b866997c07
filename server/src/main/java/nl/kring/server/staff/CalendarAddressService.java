package nl.kring.server.staff;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;

/**
 * The secret that opens somebody's own calendar without signing in: one for each facilitator, shown
 * once, kept as a hash, gone with the account. It opens nothing else. Thread-safe.
 */
public final class CalendarAddressService {
  private final Database people;
  private final AuditTrail audit;
  private final Clock clock;
  private final String publicUrl;

  /**
   * Over {@code people}.
   *
   * @param publicUrl of this server, without a slash at the end
   */
  public CalendarAddressService(Database people, AuditTrail audit, Clock clock, String publicUrl) {
    this.people = people;
    this.audit = audit;
    this.clock = clock;
    this.publicUrl = publicUrl;
  }

  /**
   * Makes one in the place of the one that there was.
   *
   * @return the whole address, whose secret is 256 random bits
   * @throws ProblemException 401 when the account ended meanwhile
   */
  public String make(Caller.Staff staff) {
    String secret = BearerSecret.random();
    String today = KringClock.today(clock).toString();
    people
        .writer()
        .useTransaction(
            handle -> {
              // In turn with the end of an account, after which there is none.
              audit.lock(handle);
              StaffDao dao = handle.attach(StaffDao.class);
              if (dao.putCalendarAddress(BearerSecret.hash(secret), staff.staffId(), today) == 0) {
                throw new ProblemException(ProblemType.SIGN_IN_REQUIRED);
              }
              audit.append(handle, Act.CALENDAR_ADDRESS_MADE, staff.staffId(), null, null);
            });
    return publicUrl + "/feeds/staff/" + secret + "/calendar.ics";
  }

  /**
   * Makes it worthless.
   *
   * @return whether there was one
   */
  public boolean end(Caller.Staff staff) {
    return people
        .writer()
        .inTransaction(
            handle -> {
              audit.lock(handle);
              if (handle.attach(StaffDao.class).deleteCalendarAddress(staff.staffId()) == 0) {
                return false;
              }
              audit.append(handle, Act.CALENDAR_ADDRESS_ENDED, staff.staffId(), null, null);
              return true;
            });
  }

  /** The day on which somebody's was made; empty when there is none. */
  public Optional<LocalDate> madeOn(Caller.Staff staff) {
    return people
        .reader()
        .withExtension(StaffDao.class, dao -> dao.calendarAddressMadeOn(staff.staffId()))
        .map(LocalDate::parse);
  }

  /** Whose calendar a secret opens. */
  public Optional<Caller.Staff> owner(String secret) {
    return people
        .reader()
        .withExtension(StaffDao.class, dao -> dao.ofCalendarAddress(BearerSecret.hash(secret)))
        .map(StaffRow::caller);
  }
}
