package nl.kring.server.opening;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.problem.Missing;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.SubstituteService;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.safety.AcknowledgementService;
import nl.kring.server.safety.SafetyText;
import nl.kring.server.staff.StaffService;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who leads a group, and what must be there before it opens. Thread-safe, also between processes:
 * who leads, and whether that is enough, is decided while nobody else writes the audit trail, as
 * when an account ends.
 */
public final class LeadershipService {
  /** How many lead a group, at the least (PRIVACY S11). */
  public static final int FEWEST_FACILITATORS = 2;

  private static final int DAYS_AHEAD = 366;

  private final Database people;
  private final GroupService groups;
  private final StaffService staff;
  private final AcknowledgementService acknowledgements;
  private final SafeHomeRegions regions;
  private final AuditTrail audit;
  private final Clock clock;

  /** Over {@code people}. */
  public LeadershipService(
      Database people,
      GroupService groups,
      StaffService staff,
      AcknowledgementService acknowledgements,
      SafeHomeRegions regions,
      AuditTrail audit,
      Clock clock) {
    this.people = people;
    this.groups = groups;
    this.staff = staff;
    this.acknowledgements = acknowledgements;
    this.regions = regions;
    this.audit = audit;
    this.clock = clock;
  }

  // ---- what there is --------------------------------------------------------------------------

  /**
   * Who leads a group, for those who do, also for a day: whoever stands in may need the backstop.
   *
   * @throws ProblemException 404 when the group is not theirs
   */
  public Leadership of(Caller.Staff by, String groupId) {
    SupportGroup group = groups.ledBy(by, groupId);
    LocalDate openedOn = groups.openedOn(groupId).orElse(null);
    List<SubstituteService.Substitute> substitutes = groups.substitutes().of(groupId);
    Map<String, String> names = staff.names();
    return people
        .reader()
        .withHandle(
            handle -> {
              Facts facts = facts(handle);
              State state = facts.of(groupId);
              Set<String> leading = state.ids();
              return new Leadership(
                  groupId,
                  openedOn,
                  state.facilitators(),
                  state.backing(),
                  regions.of(group.municipality()).orElse(null),
                  missing(state),
                  substitutes.stream()
                      .map(
                          each ->
                              new Leadership.Substitute(
                                  each.id(),
                                  each.staffId(),
                                  names.getOrDefault(each.staffId(), ""),
                                  each.day()))
                      .toList(),
                  facts.facilitators().stream()
                      .filter(each -> each.providerId().equals(by.providerId()))
                      .filter(each -> !leading.contains(each.staffId()))
                      .map(each -> new Leadership.Colleague(each.staffId(), each.name()))
                      .toList());
            });
  }

  /** What a group lacks, for its own page; empty when all is there, and for an unknown group. */
  public List<Missing> missing(String groupId) {
    return people.reader().withHandle(handle -> missing(facts(handle).of(groupId)));
  }

  /** What decides whether a group may open. */
  private record State(List<Leadership.Facilitator> facilitators, Backing backing) {
    Set<String> ids() {
      return facilitators.stream().map(Leadership.Facilitator::staffId).collect(Collectors.toSet());
    }
  }

  /** The same of all groups. */
  private record Facts(
      Map<String, Set<String>> assignments,
      List<StaffService.Facilitator> facilitators,
      AcknowledgementService.Days days,
      Map<String, Backing> backings) {
    State of(String groupId) {
      Set<String> leading = assignments.getOrDefault(groupId, Set.of());
      return new State(
          facilitators.stream()
              .filter(each -> leading.contains(each.staffId()))
              .map(
                  each ->
                      new Leadership.Facilitator(
                          each.staffId(),
                          each.name(),
                          days.of(each.staffId(), SafetyText.HAND_OVER),
                          days.of(each.staffId(), SafetyText.RED_FLAG_PROTOCOL)))
              .toList(),
          backings.getOrDefault(groupId, Backing.NONE));
    }
  }

  private Facts facts(Handle handle) {
    return new Facts(
        groups.assignments(handle),
        staff.facilitators(handle),
        acknowledgements.days(handle),
        backings(handle));
  }

  private List<Missing> missing(State state) {
    List<Missing> missing = new ArrayList<>();
    if (state.facilitators().size() < FEWEST_FACILITATORS) {
      missing.add(new Missing("second-facilitator", "two facilitators lead a group", null));
    }
    if (state.backing().backstop() == null) {
      missing.add(new Missing("backstop", "a professional is named as backstop", null));
    }
    if (state.backing().safeHomeRegion() == null) {
      missing.add(new Missing("safe-home-region", "the region of Veilig Thuis is named", null));
    }
    LocalDate today = today();
    for (Leadership.Facilitator each : state.facilitators()) {
      owed(SafetyText.HAND_OVER, each, each.handOverOn(), today, missing);
      owed(SafetyText.RED_FLAG_PROTOCOL, each, each.protocolOn(), today, missing);
    }
    return missing;
  }

  private static void owed(
      SafetyText text,
      Leadership.Facilitator facilitator,
      @Nullable LocalDate day,
      LocalDate today,
      List<Missing> missing) {
    if (!text.isValid(day, today)) {
      missing.add(
          new Missing(
              text.wireName(),
              "each facilitator has acknowledged the " + text.wireName(),
              facilitator.staffId()));
    }
  }

  // ---- opening --------------------------------------------------------------------------------

  /**
   * Opens a group; again is nothing new, also when something is missing since.
   *
   * @throws ProblemException 404 when the group is not theirs; 403 for a substitute; 409 with all
   *     that is missing
   */
  public void open(Caller.Staff by, String groupId) {
    change(
        by,
        groupId,
        handle -> {
          if (groups.isOpen(handle, groupId)) {
            return;
          }
          List<Missing> missing = missing(facts(handle).of(groupId));
          if (!missing.isEmpty()) {
            throw new ProblemException(ProblemType.OPENING_INCOMPLETE).missing(missing);
          }
          groups.open(handle, groupId);
          audit.append(handle, Act.GROUP_OPENED, by.staffId(), null, groupId);
        });
  }

  /**
   * Changes something about who leads a group, while nobody else does, and nobody's account ends.
   *
   * @throws ProblemException 404 when the group is not theirs; 403 for a substitute
   */
  private <T> T decide(Caller.Staff by, String groupId, Function<Handle, T> change) {
    groups.lastinglyLedBy(by, groupId);
    return people
        .writer()
        .inTransaction(
            handle -> {
              audit.lock(handle);
              return change.apply(handle);
            });
  }

  private void change(Caller.Staff by, String groupId, Consumer<Handle> change) {
    decide(
        by,
        groupId,
        handle -> {
          change.accept(handle);
          return groupId;
        });
  }

  /**
   * Says what a group falls back on; what is left out is nothing any more.
   *
   * @throws ProblemException as {@link #open}; 409 when that would take from an open group what it
   *     must have
   */
  public void set(Caller.Staff by, String groupId, Backing backing) {
    change(
        by,
        groupId,
        handle -> {
          Backing before = backings(handle).getOrDefault(groupId, Backing.NONE);
          if (groups.isOpen(handle, groupId) && isLess(backing, before)) {
            throw new ProblemException(
                ProblemType.CONFLICT, "an open group keeps a backstop and a region");
          }
          if (!before.equals(backing)) {
            set(handle, groupId, backing);
            audit.append(handle, Act.BACKING_CHANGED, by.staffId(), null, groupId);
          }
        });
  }

  /** Whether something is left out that was there. */
  public static boolean isLess(Backing backing, Backing before) {
    return (backing.backstop() == null && before.backstop() != null)
        || (backing.safeHomeRegion() == null && before.safeHomeRegion() != null);
  }

  // ---- who leads ------------------------------------------------------------------------------

  /**
   * Takes somebody off a group, at once. The group stays open, and says that it is short of people.
   *
   * @throws ProblemException 404 when the group is not this coordinator's, or they do not lead it
   */
  public void takeOff(Caller.Staff coordinator, String groupId, String staffId) {
    requireCoordinator(coordinator);
    change(coordinator, groupId, handle -> takeOff(handle, coordinator, groupId, staffId));
  }

  private void takeOff(Handle handle, Caller.Staff by, String groupId, String staffId) {
    if (!groups.unassign(handle, groupId, staffId)) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    audit.append(handle, Act.FACILITATOR_TAKEN_OFF, by.staffId(), staffId, groupId);
  }

  /**
   * Lets somebody lead a group in the place of another, both or neither.
   *
   * @throws ProblemException 404 when the group is not this coordinator's, the one does not lead
   *     it, or the other is no facilitator of its provider; 409 when the other leads it already
   */
  public void replace(
      Caller.Staff coordinator, String groupId, String staffId, String successorId) {
    requireCoordinator(coordinator);
    change(
        coordinator,
        groupId,
        handle -> {
          requireColleague(handle, coordinator, groupId, successorId);
          takeOff(handle, coordinator, groupId, staffId);
          groups.assign(handle, groupId, successorId);
          audit.append(
              handle, Act.FACILITATOR_ASSIGNED, coordinator.staffId(), successorId, groupId);
        });
  }

  private static void requireCoordinator(Caller.Staff by) {
    if (by.role() != Role.COORDINATOR) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
  }

  /** A facilitator of the same provider who does not lead the group. */
  private void requireColleague(Handle handle, Caller.Staff by, String groupId, String staffId) {
    boolean isColleague =
        staff.facilitators(handle).stream()
            .filter(each -> each.staffId().equals(staffId))
            .anyMatch(each -> each.providerId().equals(by.providerId()));
    if (!isColleague) {
      throw new ProblemException(ProblemType.NOT_FOUND);
    }
    if (groups.assignments(handle).getOrDefault(groupId, Set.of()).contains(staffId)) {
      throw new ProblemException(ProblemType.CONFLICT, "this facilitator leads the group already");
    }
  }

  // ---- for one day ----------------------------------------------------------------------------

  /**
   * Lets another facilitator of the provider lead a group on one day, until 06:00 of the next
   * (Europe/Amsterdam); twice is once.
   *
   * @throws ProblemException 400 for a day that is over or more than a year ahead; 403 for a
   *     substitute; 404 when there is no such group or facilitator; 409 for one who leads it
   *     already
   * @return its id
   */
  public String standIn(Caller.Staff by, String groupId, String staffId, LocalDate day) {
    LocalDate today = today();
    if (day.isBefore(today) || day.isAfter(today.plusDays(DAYS_AHEAD))) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "day is today or later, within a year");
    }
    return decide(
        by,
        groupId,
        handle -> {
          requireColleague(handle, by, groupId, staffId);
          SubstituteService substitutes = groups.substitutes();
          return substitutes
              .find(handle, groupId, staffId, day)
              .orElseGet(
                  () -> {
                    audit.append(handle, Act.SUBSTITUTE_NAMED, by.staffId(), staffId, groupId);
                    return substitutes.add(handle, groupId, staffId, day);
                  })
              .id();
        });
  }

  /**
   * Takes such a day back, at once.
   *
   * @throws ProblemException 403 for a substitute; 404 when there is no such group or substitute
   */
  public void withdraw(Caller.Staff by, String groupId, String substituteId) {
    change(
        by,
        groupId,
        handle -> {
          String staffId =
              groups
                  .substitutes()
                  .withdraw(handle, groupId, substituteId)
                  .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND))
                  .staffId();
          audit.append(handle, Act.SUBSTITUTE_WITHDRAWN, by.staffId(), staffId, groupId);
        });
  }

  // ---- moving in and out ----------------------------------------------------------------------

  /** What groups fall back on, as this transaction sees it, by the group's id. */
  public Map<String, Backing> backings(Handle handle) {
    Map<String, Backing> backings = new HashMap<>();
    handle
        .attach(BackingDao.class)
        .all()
        .forEach(row -> backings.put(row.groupId(), row.content()));
    return backings;
  }

  /** Makes what a group falls back on what is given. */
  public void set(Handle handle, String groupId, Backing backing) {
    Backstop backstop = backing.backstop();
    handle
        .attach(BackingDao.class)
        .set(
            groupId,
            backstop == null ? null : backstop.name(),
            backstop == null ? null : backstop.organisation(),
            backstop == null ? null : backstop.phone(),
            backing.safeHomeRegion());
  }

  LocalDate today() {
    return KringClock.today(clock);
  }

  // ---- what somebody should know at once ------------------------------------------------------

  /**
   * How one of somebody's groups stands.
   *
   * @param open false while it is being prepared
   * @param missing as of {@link Leadership}
   */
  public record Standing(String groupId, String name, boolean open, List<Missing> missing) {}

  /** How all groups stand that a facilitator or coordinator works with, by name. */
  public List<Standing> ownGroups(Caller.Staff by) {
    Set<String> prepared = groups.beingPrepared(by);
    List<SupportGroup> own = groups.groupsOf(by);
    return people
        .reader()
        .withHandle(
            handle -> {
              Facts facts = facts(handle);
              return own.stream()
                  .map(
                      group ->
                          new Standing(
                              group.id(),
                              group.name(),
                              !prepared.contains(group.id()),
                              missing(facts.of(group.id()))))
                  .toList();
            });
  }
}
