package nl.kring.server.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.Programme;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.opening.Backing;
import nl.kring.server.opening.LeadershipService;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.staff.StaffService;
import org.jdbi.v3.core.Handle;

/** Lets providers move in and out with one file. Thread-safe. */
public final class TransferService {
  /** Is told how far an import is. */
  @FunctionalInterface
  public interface Progress {
    /** That this many groups of all were written. */
    void show(int done, int all);
  }

  private static final String LOCK = "kring import";

  private final Database people;
  private final MunicipalityService municipalities;
  private final ProviderService providers;
  private final GroupService groups;
  private final MeetingService meetings;
  private final StaffService staff;
  private final LeadershipService leadership;
  private final AuditTrail audit;

  /** Over {@code people}, through these services. */
  public TransferService(
      Database people,
      MunicipalityService municipalities,
      ProviderService providers,
      GroupService groups,
      MeetingService meetings,
      StaffService staff,
      LeadershipService leadership,
      AuditTrail audit) {
    this.people = people;
    this.municipalities = municipalities;
    this.providers = providers;
    this.groups = groups;
    this.meetings = meetings;
    this.staff = staff;
    this.leadership = leadership;
    this.audit = audit;
  }

  /** As {@link #bringIn(InputStream, Progress)}, told to nobody. */
  public ImportReport bringIn(InputStream in) throws IOException {
    return bringIn(in, (done, all) -> {});
  }

  /**
   * Brings in what a file says; that somebody leads a group from now on is in the audit trail, as
   * nobody's act. All of it in one transaction, or nothing. What is there and not in the file stays
   * as it is; the same file again changes nothing.
   *
   * @param in the file, at most 16 MiB; not closed
   * @param progress told after each group how many were written, and of how many; all of them still
   *     belong to the one transaction
   * @throws FaultyFileException when something in the file is wrong
   * @throws IOException when it cannot be read
   */
  public ImportReport bringIn(InputStream in, Progress progress) throws IOException {
    Faults faults = new Faults();
    ImportFile file = ImportFile.read(in, faults);
    return people
        .writer()
        .inTransaction(
            handle -> {
              people.alone(handle, LOCK);
              return new Import(
                      handle,
                      file,
                      faults,
                      municipalities,
                      providers,
                      groups,
                      meetings,
                      staff,
                      leadership,
                      audit)
                  .run(progress);
            });
  }

  /**
   * Everything that a file can bring in, as a file: bringing it into an empty server and taking it
   * out there gives the same bytes. It holds nothing of a participant, and of staff only the names
   * of those who lead a group.
   */
  public byte[] takeOut() {
    return people.readAtOneMoment(this::read).bytes();
  }

  private ExportFile read(Handle handle) {
    List<Keyed<String>> allProviders = providers.all(handle);
    Map<String, String> providerKeys =
        allProviders.stream().collect(Collectors.toMap(Keyed::id, Keyed::key));
    Map<String, String> staffNames =
        staff.facilitators(handle).stream()
            .collect(
                Collectors.toMap(
                    StaffService.Facilitator::staffId, StaffService.Facilitator::name));
    Map<String, Set<String>> assignments = groups.assignments(handle);
    Map<String, List<Keyed<NewMeetingSeries>>> series = meetings.transfer().all(handle);
    Map<String, Backing> backings = leadership.backings(handle);
    Set<String> openIds = groups.openIds(handle);
    return new ExportFile(
        ImportFile.FORMAT_VERSION,
        groups.programmes().all(handle).stream()
            .sorted(Comparator.comparing(Programme::key))
            .toList(),
        allProviders.stream()
            .sorted(Comparator.comparing(Keyed::key))
            .map(each -> new ExportFile.Provider(each.key(), each.content()))
            .toList(),
        groups.all(handle).stream()
            .sorted(Comparator.comparing(Keyed::key))
            .map(
                each ->
                    ExportFile.Group.of(
                        each,
                        providerKeys.getOrDefault(each.content().providerId(), ""),
                        backings.getOrDefault(each.id(), Backing.NONE),
                        openIds.contains(each.id()),
                        leading(assignments, staffNames, each),
                        planned(handle, series, each),
                        meetings.transfer().pauses(handle, each.id())))
            .toList());
  }

  private static List<String> leading(
      Map<String, Set<String>> assignments, Map<String, String> staffNames, Keyed<NewGroup> group) {
    return assignments.getOrDefault(group.id(), Set.of()).stream()
        .filter(staffNames::containsKey)
        .map(id -> staffNames.getOrDefault(id, ""))
        .sorted()
        .toList();
  }

  private List<ExportFile.Series> planned(
      Handle handle, Map<String, List<Keyed<NewMeetingSeries>>> series, Keyed<NewGroup> group) {
    return series.getOrDefault(group.id(), List.of()).stream()
        .sorted(Comparator.comparing(Keyed::key))
        .map(each -> ExportFile.Series.of(each, meetings.transfer().changes(handle, each.id())))
        .toList();
  }
}
