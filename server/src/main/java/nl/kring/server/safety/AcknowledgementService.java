package nl.kring.server.safety;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.Caller;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Who of the staff read and acknowledged the safety texts, by day. Thread-safe. */
public final class AcknowledgementService {
  private final Database people;
  private final AuditTrail audit;
  private final Clock clock;

  /** Over {@code people}. */
  public AcknowledgementService(Database people, AuditTrail audit, Clock clock) {
    this.people = people;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * How somebody stands with one text.
   *
   * @param day when they last acknowledged it; null for never
   * @param endsOn the first day on which that no longer counts; null for never
   * @param isValid whether it counts today
   * @param isDue whether it is time to read it, which begins a month before it no longer counts
   */
  public record Acknowledgement(
      SafetyText text,
      @Nullable LocalDate day,
      @Nullable LocalDate endsOn,
      boolean isValid,
      boolean isDue) {}

  /** The last days on which texts were acknowledged, of many people. */
  public record Days(Map<String, Map<SafetyText, LocalDate>> byStaff) {
    /** Null when they never did. */
    public @Nullable LocalDate of(String staffId, SafetyText text) {
      return byStaff.getOrDefault(staffId, Map.of()).get(text);
    }
  }

  /** Keeps that somebody read a text today; twice in a day is once. */
  public void acknowledge(Caller.Staff staff, SafetyText text) {
    people
        .writer()
        .useTransaction(
            handle -> {
              AcknowledgementDao dao = handle.attach(AcknowledgementDao.class);
              if (dao.set(staff.staffId(), text.wireName(), today().toString()) > 0) {
                audit.append(handle, text.act(), staff.staffId(), null, null);
              }
            });
  }

  /** How somebody stands with each text. */
  public List<Acknowledgement> of(Caller.Staff staff) {
    Days days = days(staff);
    return Stream.of(SafetyText.values()).map(text -> of(text, staff.staffId(), days)).toList();
  }

  /** How somebody stands with one text. */
  public Acknowledgement of(Caller.Staff staff, SafetyText text) {
    return of(text, staff.staffId(), days(staff));
  }

  private Days days(Caller.Staff staff) {
    return people
        .reader()
        .withExtension(AcknowledgementDao.class, dao -> days(dao.of(staff.staffId())));
  }

  private Acknowledgement of(SafetyText text, String staffId, Days days) {
    LocalDate day = days.of(staffId, text);
    return new Acknowledgement(
        text,
        day,
        day == null ? null : text.endsOn(day),
        text.isValid(day, today()),
        text.isDue(day, today()));
  }

  /** Those of everybody, as this transaction sees them. */
  public Days days(Handle handle) {
    return days(handle.attach(AcknowledgementDao.class).all());
  }

  private static Days days(List<AcknowledgementRow> rows) {
    Map<String, Map<SafetyText, LocalDate>> byStaff = new HashMap<>();
    for (AcknowledgementRow row : rows) {
      // A text of another version of Kring is nothing to this one.
      SafetyText.ofWireName(row.textName())
          .ifPresent(
              text ->
                  byStaff
                      .computeIfAbsent(row.staffId(), id -> new EnumMap<>(SafetyText.class))
                      .put(text, LocalDate.parse(row.day())));
    }
    return new Days(byStaff);
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }
}
