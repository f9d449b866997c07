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
import nl.kring.model.time.IsoWeek;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.provider.ProviderService;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Support groups: the directory, and who of the staff leads which. Thread-safe. */
public final class GroupService {
  private final Database people;
  private final MunicipalityService municipalities;
  private final ProviderService providers;
  private final ProgrammeService programmes;
  private final Clock clock;

  /** Over {@code people}; loads the programmes that come with Kring where they are missing. */
  public GroupService(
      Database people, MunicipalityService municipalities, ProviderService providers, Clock clock) {
    this.people = people;
    this.municipalities = municipalities;
    this.providers = providers;
    this.programmes = new ProgrammeService(people);
    this.clock = clock;
  }

  /** What groups work with. */
  public ProgrammeService programmes() {
    return programmes;
  }

  /**
   * Opens a group.
   *
   * @return its id
   * @throws ProblemException 400 when it names an unknown provider, programme or municipality, or
   *     does not fit its programme
   */
  public String open(NewGroup group) {
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
        .filter(row -> municipality == null || row.municipality().equals(municipality))
        .filter(row -> type == null || row.type().equals(type.wireName()))
        .map(row -> view(row, providerNames, row.addressPublic()))
        .toList();
  }

  /** A group as everybody may see it: with its address only if it makes that public. */
  public Optional<SupportGroup> publicView(String groupId) {
    return row(groupId).map(row -> view(row, providers.names(), row.addressPublic()));
  }

  /** A group as its own members and staff see it: with its address. */
  public Optional<SupportGroup> memberView(String groupId) {
    return row(groupId).map(row -> view(row, providers.names(), true));
  }

  /** Whether everybody may read where this group meets; false for an unknown group. */
  public boolean isAddressPublic(String groupId) {
    return row(groupId).map(GroupRow::addressPublic).orElse(false);
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
    return LocalDate.ofInstant(clock.instant(), IsoWeek.ZONE);
  }

  /** The ids of all open groups, in a fixed order. */
  public List<String> openIds() {
    return people.reader().withExtension(GroupDao.class, GroupDao::ids);
  }

  /** Lets somebody lead a group; twice is once. */
  public void assign(String groupId, String staffId) {
    people.writer().useHandle(handle -> assign(handle, groupId, staffId));
  }

  /** The same, in the caller's transaction. */
  public void assign(Handle handle, String groupId, String staffId) {
    handle.attach(GroupDao.class).assign(groupId, staffId);
  }

  /** Lets somebody lead no group any more, in the caller's transaction. */
  public void unassign(Handle handle, String staffId) {
    handle.attach(GroupDao.class).unassign(staffId);
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
   * The groups that somebody works with, by name, with their addresses: assigned ones for a
   * facilitator, the provider's for a coordinator, all for an administrator, none for others.
   */
  public List<SupportGroup> groupsOf(Caller.Staff staff) {
    Map<String, String> providerNames = providers.names();
    return people.reader().withExtension(GroupDao.class, dao -> rowsOf(dao, staff)).stream()
        .map(row -> view(row, providerNames, true))
        .toList();
  }

  private static List<GroupRow> rowsOf(GroupDao dao, Caller.Staff staff) {
    String providerId = staff.providerId();
    return switch (staff.role()) {
      case FACILITATOR -> dao.assignedTo(staff.staffId());
      case COORDINATOR -> providerId == null ? List.of() : dao.ofProvider(providerId);
      case ADMINISTRATOR -> dao.all();
      default -> List.of();
    };
  }

  /**
   * Whether somebody leads this group: a facilitator who was assigned to it, or a coordinator of
   * its provider. False for an unknown group.
   */
  public boolean mayLead(Caller.Staff staff, String groupId) {
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
   * Lets the members of a course that has begun come back in, when all of them have to; as many as
   * it has place for. Does nothing to a group that is no course.
   *
   * @param lastDay until when
   */
  public void reopen(Handle handle, String groupId, LocalDate lastDay) {
    handle.attach(GroupDao.class).reopen(groupId, lastDay.toString());
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
