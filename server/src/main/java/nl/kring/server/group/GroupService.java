package nl.kring.server.group;

import java.util.List;
import java.util.Optional;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.municipality.Municipality;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
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

  /** Over {@code people}; loads the programmes that come with Kring where they are missing. */
  public GroupService(
      Database people, MunicipalityService municipalities, ProviderService providers) {
    this.people = people;
    this.municipalities = municipalities;
    this.providers = providers;
    people.writer().useTransaction(handle -> load(handle.attach(ProgrammeDao.class)));
  }

  private static void load(ProgrammeDao dao) {
    for (ProgrammeFile.Programme each : ProgrammeFile.read()) {
      int added =
          dao.insert(
              each.id(), each.name(), each.kind(), each.entry(), each.evidence(), each.source());
      if (added == 1) {
        each.steps().forEach(step -> dao.insertStep(each.id(), step.number(), step.name()));
      }
    }
  }

  /**
   * Opens a group.
   *
   * @return its id
   * @throws ProblemException 400 when it names an unknown provider, programme or municipality
   */
  public String open(NewGroup group) {
    require(providers.find(group.providerId()).isPresent(), "unknown provider");
    require(municipalities.find(group.municipality()).isPresent(), "unknown municipality");
    require(
        people
            .reader()
            .withExtension(ProgrammeDao.class, dao -> dao.find(group.programmeId()))
            .isPresent(),
        "unknown programme");
    String id = Ids.random();
    people
        .writer()
        .useExtension(
            GroupDao.class,
            dao ->
                dao.insert(
                    id,
                    group.providerId(),
                    group.programmeId(),
                    group.name().trim(),
                    group.type().wireName(),
                    group.form().wireName(),
                    String.join(",", group.languages()),
                    group.municipality(),
                    group.address(),
                    group.isAddressPublic()));
    return id;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, sentence);
    }
  }

  /** The names of a programme's steps, in their order; empty for an unknown programme. */
  public List<String> steps(String programmeId) {
    return people.reader().withExtension(ProgrammeDao.class, dao -> dao.steps(programmeId));
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
    return people.reader().withExtension(GroupDao.class, GroupDao::all).stream()
        .filter(row -> municipality == null || row.municipality().equals(municipality))
        .filter(row -> type == null || row.type().equals(type.wireName()))
        .map(row -> view(row, row.addressPublic()))
        .toList();
  }

  /** A group as everybody may see it: with its address only if it makes that public. */
  public Optional<SupportGroup> publicView(String groupId) {
    return row(groupId).map(row -> view(row, row.addressPublic()));
  }

  /** A group as its own members and staff see it: with its address. */
  public Optional<SupportGroup> memberView(String groupId) {
    return row(groupId).map(row -> view(row, true));
  }

  /** Whether everybody may read where this group meets; false for an unknown group. */
  public boolean isAddressPublic(String groupId) {
    return row(groupId).map(GroupRow::addressPublic).orElse(false);
  }

  private Optional<GroupRow> row(String groupId) {
    return people.reader().withExtension(GroupDao.class, dao -> dao.find(groupId));
  }

  private SupportGroup view(GroupRow row, boolean withAddress) {
    return row.view(
        municipalities.find(row.municipality()).map(Municipality::name).orElse(row.municipality()),
        providers.find(row.providerId()).map(ProviderService.Provider::name).orElse(""),
        withAddress);
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

  /** Whether a provider runs this group; false for an unknown group. */
  public boolean isRunBy(String groupId, String providerId) {
    return row(groupId).filter(row -> row.providerId().equals(providerId)).isPresent();
  }

  /**
   * The groups that somebody works with, by name, with their addresses: assigned ones for a
   * facilitator, the provider's for a coordinator, all for an administrator, none for others.
   */
  public List<SupportGroup> groupsOf(Caller.Staff staff) {
    return people.reader().withExtension(GroupDao.class, dao -> rowsOf(dao, staff)).stream()
        .map(row -> view(row, true))
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
}
