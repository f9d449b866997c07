package nl.kring.server.group;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.municipality.Municipality;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.provider.ProviderService;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Support groups: the directory, which are open, and who of the staff leads which. Thread-safe. */
public final class GroupService {
  private final Database people;
  private final MunicipalityService municipalities;
  private final ProviderService providers;
  private final ProgrammeService programmes;
  private final SubstituteService substitutes;
  private final Clock clock;

  /** Over {@code people}; loads the programmes that come with Kring where they are missing. */
  public GroupService(
      Database people, MunicipalityService municipalities, ProviderService providers, Clock clock) {
    this.people = people;
    this.municipalities = municipalities;
    this.providers = providers;
    this.programmes = new ProgrammeService(people);
    this.substitutes = new SubstituteService(people, clock);
    this.clock = clock;
  }

  /** What groups work with. */
  public ProgrammeService programmes() {
    return programmes;
  }

  /** Who stands in for a day. */
  public SubstituteService substitutes() {
    return substitutes;
  }

  /**
   * Adds a group, which is being prepared until it opens: only who leads it knows of it, and nobody
   * can join.
   *
   * @return its id
   * @throws ProblemException 400 when it names an unknown provider, programme or municipality, or
   *     does not fit its programme
   */
  public String add(NewGroup group) {
    require(providers.find(group.providerId()).isPresent(), "unknown provider");
    require(municipalities.find(group.municipality()).isPresent(), "unknown municipality");
    Programme programme = programmes.find(group.programmeId()).orElse(null);
    require(programme != null, "unknown programme");
    String objection = programme == null ? null : programme.objectionTo(group).orElse(null);
    require(objection == null, String.valueOf(objection));
    String id = Ids.random();
    people.writer().useHandle(handle -> add(handle, new Keyed<>(id, id, group)));
    return id;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, sentence);
    }
  }

  /**
   * Opens a group, for ever; what it must have for that, the caller checked in this transaction.
   *
   * @return whether it was being prepared until now
   */
  public boolean open(Handle handle, String groupId) {
    return handle.attach(GroupDao.class).open(groupId, today().toString()) > 0;
  }

  /** The day on which a group opened; empty while it is being prepared, and for an unknown one. */
  public Optional<LocalDate> openedOn(String groupId) {
    return row(groupId).map(GroupRow::openedOn).map(LocalDate::parse);
  }

  /**
   * The public directory, by name.
   *
   * @param municipality CBS code; null for all
   * @param type null for all
   * @throws ProblemException 400 when there is no such municipality
   */
  public List<SupportGroup> directory(@Nullable String municipality, @Nullable GroupType type) {
    require(
        municipality == null || municipalities.find(municipality).isPresent(),
        "municipality is a CBS code such as GM0363");
    Map<String, String> providerNames = providers.names();
    return people.reader().withExtension(GroupDao.class, GroupDao::all).stream()
        .filter(GroupRow::isOpen)
        .filter(row -> municipality == null || row.municipality().equals(municipality))
        .filter(row -> type == null || row.type().equals(type.wireName()))
        .map(row -> view(row, providerNames, row.addressPublic()))
        .toList();
  }

  /** An open group as everybody may see it: with its address only if it makes that public. */
  public Optional<SupportGroup> publicView(String groupId) {
    return row(groupId)
        .filter(GroupRow::isOpen)
        .map(row -> view(row, providers.names(), row.addressPublic()));
  }

  /** A group as its own members and staff see it, open or not yet: with its address. */
  public Optional<SupportGroup> memberView(String groupId) {
    return row(groupId).map(row -> view(row, providers.names(), true));
  }

  /** Whether everybody may read where this group meets; false for an unknown group. */
  public boolean isAddressPublic(String groupId) {
    return row(groupId).map(GroupRow::addressPublic).orElse(false);
  }

  /** Goes up with each change of what a group says of itself; 0 for an unknown group. */
  public long revision(String groupId) {
    return people.reader().withExtension(GroupDao.class, dao -> dao.revision(groupId).orElse(0L));
  }

  private Optional<GroupRow> row(String groupId) {
    return people.reader().withExtension(GroupDao.class, dao -> dao.find(groupId));
  }

  private SupportGroup view(GroupRow row, Map<String, String> providerNames, boolean withAddress) {
    return row.view(
        municipalities.find(row.municipality()).map(Municipality::name).orElse(row.municipality()),
        providerNames.getOrDefault(row.providerId(), ""),
        withAddress,
        today());
  }

  private LocalDate today() {
    return KringClock.today(clock);
  }

  /** The ids of all open groups, in a fixed order. */
  public List<String> openIds() {
    return people.reader().withExtension(GroupDao.class, GroupDao::openIds);
  }

  /** Lets somebody lead a group; twice is once. */
  public void assign(String groupId, String staffId) {
    people.writer().useHandle(handle -> assign(handle, groupId, staffId));
  }

  /** The same, in the caller's transaction. */
  public void assign(Handle handle, String groupId, String staffId) {
    handle.attach(GroupDao.class).assign(groupId, staffId);
  }

  /** Lets somebody lead no group any more, nor stand in, in the caller's transaction. */
  public void unassign(Handle handle, String staffId) {
    handle.attach(GroupDao.class).unassign(staffId);
    handle.attach(SubstituteDao.class).deleteOf(staffId);
  }

  /** Lets somebody lead this group no more; false when they did not. */
  public boolean unassign(Handle handle, String groupId, String staffId) {
    return handle.attach(GroupDao.class).unassign(groupId, staffId) > 0;
  }

  /** The ids of those who lead a group as its facilitators, in no order. */
  public List<String> leaders(String groupId) {
    return people.reader().withExtension(GroupDao.class, dao -> dao.leaders(groupId));
  }

  /** What a group works with; empty for an unknown group. */
  public Optional<Programme> programmeOf(String groupId) {
    return row(groupId).flatMap(row -> programmes.find(row.programmeId()));
  }

  /** Whether a provider runs this group; false for an unknown group. */
  public boolean isRunBy(String groupId, String providerId) {
    return row(groupId).filter(row -> row.providerId().equals(providerId)).isPresent();
  }

  /**
   * The groups that somebody works with, by name, with their addresses, also those that are being
   * prepared: assigned ones and those to stand in for now for a facilitator, the provider's for a
   * coordinator, all for an administrator, none for others.
   */
  public List<SupportGroup> groupsOf(Caller.Staff staff) {
    Map<String, String> providerNames = providers.names();
    return rowsOf(staff).stream().map(row -> view(row, providerNames, true)).toList();
  }

  /** The ids of those of {@link #groupsOf} that are being prepared. */
  public Set<String> beingPrepared(Caller.Staff staff) {
    return rowsOf(staff).stream()
        .filter(row -> !row.isOpen())
        .map(GroupRow::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<GroupRow> rowsOf(Caller.Staff staff) {
    return people.reader().withExtension(GroupDao.class, dao -> rowsOf(dao, staff));
  }

  private List<GroupRow> rowsOf(GroupDao dao, Caller.Staff staff) {
    String providerId = staff.providerId();
    return switch (staff.role()) {
      case FACILITATOR -> {
        SubstituteService.Days now = substitutes.days();
        yield dao.ledBy(staff.staffId(), now.first(), now.last());
      }
      case COORDINATOR -> providerId == null ? List.of() : dao.ofProvider(providerId);
      case ADMINISTRATOR -> dao.all();
      default -> List.of();
    };
  }

  /**
   * Whether somebody leads this group: a facilitator who was assigned to it or stands in today, or
   * a coordinator of its provider. False for an unknown group.
   */
  public boolean mayLead(Caller.Staff staff, String groupId) {
    return leadsLastingly(staff, groupId)
        || (staff.role() == Role.FACILITATOR && substitutes.isStandingIn(groupId, staff.staffId()));
  }

  /** As {@link #mayLead}, but false for whoever only stands in. */
  public boolean leadsLastingly(Caller.Staff staff, String groupId) {
    if (staff.role() == Role.FACILITATOR) {
      return people
              .reader()
              .withExtension(GroupDao.class, dao -> dao.countAssignments(groupId, staff.staffId()))
          > 0;
    }
    return staff.role() == Role.COORDINATOR
        && row(groupId).filter(row -> row.providerId().equals(staff.providerId())).isPresent();
  }

  /**
   * A group that somebody leads, with its address; to whoever does not lead it, it does not exist.
   *
   * @throws ProblemException 404
   */
  public SupportGroup ledBy(Caller.Staff staff, String groupId) {
    return memberView(groupId)
        .filter(group -> mayLead(staff, group.id()))
        .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
  }

  /**
   * As {@link #ledBy}, for what is not a substitute's to do.
   *
   * @throws ProblemException 404; 403 for whoever only stands in
   */
  public SupportGroup lastinglyLedBy(Caller.Staff staff, String groupId) {
    SupportGroup group = ledBy(staff, groupId);
    if (!leadsLastingly(staff, groupId)) {
      throw new ProblemException(
          ProblemType.FORBIDDEN, "whoever stands in for a day leaves this to the group's own");
    }
    return group;
  }

  // ---- who comes in ---------------------------------------------------------------------------

  /**
   * For how many people a group has place. Whoever else asks waits until this transaction ends, so
   * that what is counted after it is still true when somebody is let in; empty for an unknown
   * group.
   */
  public Optional<Places> lockPlaces(Handle handle, String groupId) {
    return handle.attach(GroupDao.class).places(groupId, people.forUpdate());
  }

  /** For how many people a group has place now; empty for an unknown group. */
  public Optional<Places> places(String groupId) {
    return people.reader().withExtension(GroupDao.class, dao -> dao.places(groupId, ""));
  }

  /**
   * Lets the members of a course that has begun, or of a group that is closed to newcomers, come
   * back in, when all of them have to; as many as it has place for.
   *
   * @param lastDay until when
   */
  public void reopen(Handle handle, String groupId, LocalDate lastDay) {
    handle.attach(GroupDao.class).reopen(groupId, lastDay.toString());
  }

  /** Lets nobody new in for now, or newcomers again; false when it was so already. */
  public boolean closeToNewcomers(Handle handle, String groupId, boolean isClosed) {
    return handle.attach(GroupDao.class).closeToNewcomers(groupId, isClosed) > 0;
  }

  /**
   * Looks which groups are full, once a day: the directory tells it of that moment only, so that
   * nobody can see there at what time somebody joined or left.
   */
  public void lookWhetherFull() {
    people.writer().useExtension(GroupDao.class, dao -> dao.lookWhetherFull(today().toString()));
  }

  // ---- moving in and out ----------------------------------------------------------------------

  /** All groups, as this transaction sees them, by the keys by which files know them. */
  public List<Keyed<NewGroup>> all(Handle handle) {
    return handle.attach(GroupDao.class).all().stream()
        .map(row -> new Keyed<>(row.id(), row.key(), row.content()))
        .toList();
  }

  /** Whether a group has opened, as this transaction sees it; false for an unknown group. */
  public boolean isOpen(Handle handle, String groupId) {
    return handle.attach(GroupDao.class).find(groupId).filter(GroupRow::isOpen).isPresent();
  }

  /** The ids of all open groups, as this transaction sees them. */
  public Set<String> openIds(Handle handle) {
    return Set.copyOf(handle.attach(GroupDao.class).openIds());
  }

  /** Ids of the staff who lead each group, by the group's id. */
  public Map<String, Set<String>> assignments(Handle handle) {
    return handle.attach(GroupDao.class).assignments().stream()
        .collect(
            Collectors.groupingBy(
                AssignmentRow::groupId,
                Collectors.mapping(AssignmentRow::staffId, Collectors.toSet())));
  }

  /** Adds a group that was checked against its provider, programme and municipality. */
  public void add(Handle handle, Keyed<NewGroup> keyed) {
    NewGroup group = keyed.content();
    handle
        .attach(GroupDao.class)
        .insert(
            keyed.id(),
            keyed.key().equals(keyed.id()) ? null : keyed.key(),
            group.providerId(),
            group.programmeId(),
            group.name().trim(),
            group.type().wireName(),
            group.form().wireName(),
            String.join(",", group.languages()),
            group.municipality(),
            group.address(),
            group.isAddressPublic(),
            group.capacity(),
            text(group.begins()),
            text(group.ends()));
  }

  /** Makes a group what is given; it stays with its provider. */
  public void change(Handle handle, Keyed<NewGroup> keyed) {
    NewGroup group = keyed.content();
    handle.attach(GroupDao.class).raiseRevision(keyed.id());
    handle
        .attach(GroupDao.class)
        .update(
            keyed.id(),
            group.programmeId(),
            group.name().trim(),
            group.type().wireName(),
            group.form().wireName(),
            String.join(",", group.languages()),
            group.municipality(),
            group.address(),
            group.isAddressPublic(),
            group.capacity(),
            text(group.begins()),
            text(group.ends()));
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
