package nl.kring.server.transfer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.NewGroup;
import nl.kring.server.group.Programme;
import nl.kring.server.meeting.MeetingChange;
import nl.kring.server.meeting.MeetingPause;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.opening.Backing;
import nl.kring.server.opening.LeadershipService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.Keyed;
import nl.kring.server.platform.audit.Act;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.staff.StaffService;
import nl.kring.server.staff.StaffService.Facilitator;
import nl.kring.server.transfer.ImportFile.Entry;
import nl.kring.server.transfer.ImportFile.GroupEntry;
import nl.kring.server.transfer.ImportFile.SeriesEntry;
import nl.kring.server.transfer.ImportReport.Tally;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * One file against what one transaction sees: first everything is checked, then everything is
 * written.
 */
final class Import {
  private final Handle handle;
  private final ImportFile file;
  private final Faults faults;
  private final MunicipalityService municipalities;
  private final ProviderService providers;
  private final GroupService groups;
  private final MeetingService meetings;
  private final StaffService staff;
  private final LeadershipService leadership;
  private final AuditTrail audit;

  private final Map<String, Programme> knownProgrammes;
  private final Map<String, Keyed<String>> knownProviders;
  private final Map<String, Keyed<NewGroup>> knownGroups;
  private final Map<String, List<Keyed<NewMeetingSeries>>> knownSeries;
  private final Map<String, Facilitator> facilitators;
  private final Map<String, Backing> knownBackings;
  private final Set<String> openIds;

  private final Map<String, Programme> programmes = new HashMap<>();
  private final Map<String, String> providerIds = new HashMap<>();
  private final List<Leading> leading = new ArrayList<>();
  private final Map<String, GroupEntry> opening = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private Tally assigned = Tally.NONE;
  private Tally planned = Tally.NONE;

  /** That the file lets somebody lead a group. */
  private record Leading(GroupEntry group, String groupId, Place place, String name) {}

  Import(
      Handle handle,
      ImportFile file,
      Faults faults,
      MunicipalityService municipalities,
      ProviderService providers,
      GroupService groups,
      MeetingService meetings,
      StaffService staff,
      LeadershipService leadership,
      AuditTrail audit) {
    this.handle = handle;
    this.file = file;
    this.faults = faults;
    this.municipalities = municipalities;
    this.providers = providers;
    this.groups = groups;
    this.meetings = meetings;
    this.staff = staff;
    this.leadership = leadership;
    this.audit = audit;
    knownProgrammes = by(Programme::key, groups.programmes().all(handle));
    knownProviders = by(Keyed::key, providers.all(handle));
    knownGroups = by(Keyed::key, groups.all(handle));
    knownSeries = meetings.transfer().all(handle);
    facilitators = by(Facilitator::name, staff.facilitators(handle));
    knownBackings = leadership.backings(handle);
    openIds = groups.openIds(handle);
  }

  private static <T> Map<String, T> by(Function<T, String> key, List<T> all) {
    return all.stream().collect(Collectors.toMap(key, Function.identity()));
  }

  /**
   * Does it.
   *
   * @param progress told after each group
   * @throws FaultyFileException when something does not fit; then nothing was written
   */
  ImportReport run(TransferService.Progress progress) {
    programmes.putAll(knownProgrammes);
    file.programmes().forEach(each -> programmes.put(each.key(), each.content()));
    knownProviders.forEach((key, provider) -> providerIds.put(key, provider.id()));
    file.providers().forEach(each -> providerIds.computeIfAbsent(each.key(), k -> Ids.random()));
    checkProviders();
    file.groups().forEach(this::check);
    checkGroupsOutsideTheFile();
    faults.throwIfAny();
    Tally programmeTally = writeProgrammes();
    Tally providerTally = writeProviders();
    Tally groupTally = Tally.NONE;
    int done = 0;
    for (GroupEntry each : file.groups()) {
      groupTally = write(each, groupTally);
      progress.show(++done, file.groups().size());
    }
    writeFacilitators();
    return new ImportReport(programmeTally, providerTally, groupTally, planned, assigned, notes);
  }

  // ---- checks ---------------------------------------------------------------------------------

  private void checkProviders() {
    Map<String, String> keyOfName = new HashMap<>();
    Set<String> keys = file.providers().stream().map(Entry::key).collect(Collectors.toSet());
    knownProviders.values().stream()
        .filter(provider -> !keys.contains(provider.key()))
        .forEach(provider -> keyOfName.put(provider.content(), provider.key()));
    for (Entry<String> each : file.providers()) {
      String other = keyOfName.putIfAbsent(each.content(), each.key());
      if (other != null) {
        each.fields()
            .fault(
                "name",
                "name "
                    + Faults.quote(each.content())
                    + " is that of the provider with the key "
                    + Faults.quote(other)
                    + "; expected that key, or another name");
      }
    }
  }

  private void check(GroupEntry entry) {
    NewGroup group = entry.content();
    if (!providerIds.containsKey(group.providerId())) {
      unknown(entry, "provider", group.providerId(), providerIds.keySet());
    }
    if (municipalities.find(group.municipality()).isEmpty()) {
      entry
          .fields()
          .fault(
              "municipality",
              "there is no municipality "
                  + Faults.quote(group.municipality())
                  + "; expected a CBS code such as GM0363");
    }
    Programme programme = programmes.get(group.programmeId());
    if (programme == null) {
      unknown(entry, "programme", group.programmeId(), programmes.keySet());
    } else {
      programme.objectionTo(group).ifPresent(entry.fields()::faultAtNamedField);
    }
    Keyed<NewGroup> known = knownGroups.get(entry.key());
    String providerId = providerIds.get(group.providerId());
    if (known != null && providerId != null && !known.content().providerId().equals(providerId)) {
      entry
          .fields()
          .fault("provider", "provider is another than before; expected a new key for a new group");
    }
    entry.facilitators().forEach((place, name) -> checkFacilitator(entry, place, name));
    checkOpening(entry, known == null ? null : known.id());
  }

  /** What a group must have before it opens (PRIVACY S11), and keeps once it is. */
  private void checkOpening(GroupEntry entry, @Nullable String id) {
    Backing backing = entry.backing();
    if (id != null && openIds.contains(id)) {
      Backing before = knownBackings.getOrDefault(id, Backing.NONE);
      if (LeadershipService.isLess(backing, before)) {
        entry.fields().fault("key", "this group is open; expected its backstop and safeHomeRegion");
      }
      return;
    }
    if (!entry.isOpen()) {
      return;
    }
    if (Set.copyOf(entry.facilitators().values()).size() < LeadershipService.FEWEST_FACILITATORS) {
      entry.fields().fault("open", "open is true; expected two facilitators");
    }
    if (backing.backstop() == null) {
      entry.fields().fault("open", "open is true; expected a backstop");
    }
    if (backing.safeHomeRegion() == null) {
      entry.fields().fault("open", "open is true; expected a safeHomeRegion");
    }
  }

  private void unknown(GroupEntry entry, String field, String key, Set<String> known) {
    entry
        .fields()
        .fault(
            field,
            "there is no "
                + field
                + " with the key "
                + Faults.quote(key)
                + ", not here and not in the database"
                + FieldReader.suggestion(key, known));
  }

  private void checkFacilitator(GroupEntry entry, Place place, String name) {
    Facilitator facilitator = facilitators.get(name);
    if (facilitator != null
        && !facilitator.providerId().equals(providerIds.get(entry.content().providerId()))) {
      faults.add(place, Faults.quote(name) + " works for another provider than this group's");
    }
  }

  /** A programme may not become another that the groups which it has already cannot follow. */
  private void checkGroupsOutsideTheFile() {
    Set<String> inFile = file.groups().stream().map(GroupEntry::key).collect(Collectors.toSet());
    Map<String, Entry<Programme>> changed = by(Entry::key, file.programmes());
    for (Keyed<NewGroup> group : knownGroups.values()) {
      Entry<Programme> programme = changed.get(group.content().programmeId());
      if (programme != null && !inFile.contains(group.key())) {
        programme
            .content()
            .objectionTo(group.content())
            .ifPresent(
                objection ->
                    programme
                        .fields()
                        .fault(
                            "entry",
                            "the group "
                                + Faults.quote(group.key())
                                + " in the database does not fit this: "
                                + objection));
      }
    }
  }

  // ---- writing --------------------------------------------------------------------------------

  private Tally writeProgrammes() {
    Tally tally = Tally.NONE;
    for (Entry<Programme> each : file.programmes()) {
      Programme known = knownProgrammes.get(each.key());
      if (known == null) {
        groups.programmes().add(handle, each.content());
        tally = tally.plusAdded();
      } else if (known.equals(each.content())) {
        tally = tally.plusUnchanged();
      } else {
        groups.programmes().change(handle, each.content());
        tally = tally.plusChanged();
      }
    }
    return tally;
  }

  private Tally writeProviders() {
    Tally tally = Tally.NONE;
    List<Keyed<String>> added = new ArrayList<>();
    List<Keyed<String>> renamed = new ArrayList<>();
    for (Entry<String> each : file.providers()) {
      Keyed<String> known = knownProviders.get(each.key());
      if (known == null) {
        added.add(new Keyed<>(idOfProvider(each.key()), each.key(), each.content()));
        tally = tally.plusAdded();
      } else if (known.content().equals(each.content())) {
        tally = tally.plusUnchanged();
      } else {
        renamed.add(new Keyed<>(known.id(), each.key(), each.content()));
        tally = tally.plusChanged();
      }
    }
    // A new provider may have the name that another gives up.
    providers.rename(handle, renamed);
    added.forEach(each -> providers.add(handle, each));
    return tally;
  }

  private String idOfProvider(String key) {
    String id = providerIds.get(key);
    if (id == null) {
      throw new IllegalStateException("every provider was checked");
    }
    return id;
  }

  private Tally write(GroupEntry entry, Tally tally) {
    NewGroup group = entry.content().withProviderId(idOfProvider(entry.content().providerId()));
    Keyed<NewGroup> known = knownGroups.get(entry.key());
    String id = known == null ? Ids.random() : known.id();
    Keyed<NewGroup> keyed = new Keyed<>(id, entry.key(), group);
    boolean isSame = known != null && known.content().equals(group);
    if (known == null) {
      groups.add(handle, keyed);
    } else if (!isSame) {
      groups.change(handle, keyed);
    }
    List<MeetingPause> pauses = entry.pauses();
    if (pauses != null && !pauses.equals(meetings.transfer().pauses(handle, id))) {
      meetings.transfer().putPauses(handle, id, pauses);
      isSame = false;
    }
    Backing backing = knownBackings.getOrDefault(id, Backing.NONE);
    if (!backing.equals(entry.backing())) {
      leadership.set(handle, id, entry.backing());
      isSame = false;
    }
    if (entry.isOpen() && !openIds.contains(id)) {
      opening.put(id, entry);
    }
    Map<String, Keyed<NewMeetingSeries>> series =
        by(Keyed::key, knownSeries.getOrDefault(id, List.of()));
    entry.series().forEach(each -> write(id, each, series.get(each.key())));
    entry.facilitators().forEach((place, name) -> leading.add(new Leading(entry, id, place, name)));
    return known == null ? tally.plusAdded() : isSame ? tally.plusUnchanged() : tally.plusChanged();
  }

  private void write(String groupId, SeriesEntry entry, @Nullable Keyed<NewMeetingSeries> known) {
    String id = known == null ? Ids.random() : known.id();
    Keyed<NewMeetingSeries> keyed = new Keyed<>(id, entry.key(), entry.content());
    boolean isSame = known != null && known.content().equals(entry.content());
    if (known == null) {
      meetings.transfer().add(handle, groupId, keyed);
    } else if (!isSame) {
      meetings.transfer().change(handle, groupId, keyed);
    }
    Map<LocalDate, MeetingChange> changes = entry.changes();
    if (changes != null && !changes.equals(meetings.transfer().changes(handle, id))) {
      meetings.transfer().putChanges(handle, groupId, id, changes);
      isSame = false;
    }
    planned =
        known == null
            ? planned.plusAdded()
            : isSame ? planned.plusUnchanged() : planned.plusChanged();
  }

  /**
   * Last, because from here on others who write the audit trail wait; and with those who are staff
   * at this moment.
   */
  private void writeFacilitators() {
    if (leading.isEmpty()) {
      return;
    }
    audit.lock(handle);
    Map<String, Facilitator> present = by(Facilitator::name, staff.facilitators(handle));
    Map<String, Set<String>> assignments = new HashMap<>(groups.assignments(handle));
    for (Leading each : leading) {
      Facilitator facilitator = present.get(each.name());
      if (facilitator == null
          || !facilitator.providerId().equals(idOfProvider(each.group().content().providerId()))) {
        notes.add(
            "line "
                + each.place().line()
                + ": there is no facilitator "
                + Faults.quote(each.name())
                + "; group "
                + Faults.quote(each.group().key())
                + " is without");
      } else if (assignments
          .computeIfAbsent(each.groupId(), id -> new HashSet<>())
          .add(facilitator.staffId())) {
        groups.assign(handle, each.groupId(), facilitator.staffId());
        audit.append(handle, Act.FACILITATOR_ASSIGNED, null, facilitator.staffId(), each.groupId());
        assigned = assigned.plusAdded();
      } else {
        assigned = assigned.plusUnchanged();
      }
    }
    opening.forEach((id, entry) -> open(id, entry, assignments.getOrDefault(id, Set.of()).size()));
  }

  /** Opens a group that has everything; two names are not enough if they are nobody's here. */
  private void open(String id, GroupEntry entry, int facilitators) {
    if (facilitators >= LeadershipService.FEWEST_FACILITATORS) {
      groups.open(handle, id);
      audit.append(handle, Act.GROUP_OPENED, null, null, id);
    } else {
      notes.add(
          "line "
              + entry.fields().place("open").line()
              + ": group "
              + Faults.quote(entry.key())
              + " is being prepared until two facilitators have accounts; then import this again");
    }
  }
}
