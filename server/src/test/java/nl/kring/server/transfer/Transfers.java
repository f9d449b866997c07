package nl.kring.server.transfer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import nl.kring.server.group.GroupService;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.opening.LeadershipService;
import nl.kring.server.opening.SafeHomeRegions;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.safety.AcknowledgementService;
import nl.kring.server.staff.StaffService;
import org.bouncycastle.util.encoders.Hex;
import org.jdbi.v3.core.Handle;

/** A database with the services that moving in and out needs, for tests. */
final class Transfers implements AutoCloseable {
  static final Path EXAMPLE = Path.of("../docs/import-example.json");

  final Database people;
  final ProviderService providers;
  final GroupService groups;
  final MeetingService meetings;
  final StaffService staff;
  final AuditTrail audit;
  final AcknowledgementService acknowledgements;
  final LeadershipService leadership;
  final TransferService service;

  Transfers(TestDatabases databases) {
    this(databases.open("people"));
  }

  Transfers(Database people) {
    this.people = people;
    MunicipalityService municipalities = new MunicipalityService();
    providers = new ProviderService(people);
    groups = new GroupService(people, municipalities, providers, Clock.systemUTC());
    meetings = new MeetingService(people, groups, Clock.systemUTC());
    audit = new AuditTrail(people, Clock.systemUTC());
    staff =
        new StaffService(
            people, groups, audit, Clock.systemUTC(), new Secret(new byte[Secret.MIN_BYTES]), true);
    acknowledgements = new AcknowledgementService(people, audit, Clock.systemUTC());
    leadership =
        new LeadershipService(
            people,
            groups,
            staff,
            acknowledgements,
            SafeHomeRegions.NONE,
            audit,
            Clock.systemUTC());
    service =
        new TransferService(
            people, municipalities, providers, groups, meetings, staff, leadership, audit);
  }

  static String example() {
    try {
      return Files.readString(EXAMPLE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ImportReport bringIn(String file) {
    return bringIn(file.getBytes(StandardCharsets.UTF_8));
  }

  ImportReport bringIn(byte[] file) {
    try {
      return service.bringIn(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String takeOut() {
    return new String(service.takeOut(), StandardCharsets.UTF_8);
  }

  /** Makes the account of a facilitator of the provider with this name. */
  String facilitator(String name, String providerName) {
    String providerId =
        providers.names().entrySet().stream()
            .filter(each -> each.getValue().equals(providerName))
            .findFirst()
            .orElseThrow()
            .getKey();
    return staff.create(name, Role.FACILITATOR, providerId, null, "vier gele fietsen");
  }

  /** The id of the group of this municipality, open or not. */
  String groupId(String municipality) {
    return people.reader().withHandle(groups::all).stream()
        .filter(each -> each.content().municipality().equals(municipality))
        .findFirst()
        .orElseThrow()
        .id();
  }

  Caller.Staff administrator() {
    String id = staff.create("Beheer", Role.ADMINISTRATOR, null, null, "vier gele fietsen");
    return new Caller.Staff(id, "Beheer", Role.ADMINISTRATOR, null, null);
  }

  /** Every row of every table, as text, by table. */
  Map<String, String> rows() {
    return people
        .reader()
        .withHandle(
            handle -> {
              Map<String, String> rows = new TreeMap<>();
              handle
                  .queryMetadata(about -> about.getTables(null, null, "%", new String[] {"TABLE"}))
                  .map((row, context) -> row.getString("TABLE_NAME"))
                  .filter(table -> !table.startsWith("sql_") && !table.startsWith("sqlite_"))
                  .forEach(table -> rows.put(table, rows(handle, table)));
              return rows;
            });
  }

  private static String rows(Handle handle, String table) {
    return handle
        .createQuery("SELECT * FROM " + table)
        .mapToMap()
        .map(
            row -> {
              row.replaceAll(
                  (column, value) ->
                      value instanceof byte[] bytes ? Hex.toHexString(bytes) : value);
              return row.toString();
            })
        .stream()
        .sorted()
        .toList()
        .toString();
  }

  int count(String table) {
    return people
        .reader()
        .withHandle(
            handle -> handle.createQuery("SELECT COUNT(*) FROM " + table).mapTo(int.class).one());
  }

  /** A file of one provider and many groups, each with a series. */
  static String manyGroups(int count) {
    StringBuilder file = new StringBuilder();
    file.append(
        "{\"formatVersion\": 1,\n\"providers\": [{\"key\": \"veel\", \"name\": \"Veel\"}],\n");
    file.append("\"groups\": [\n");
    String[] municipalities = {"GM0344", "GM0363", "GM0014", "GM0599"};
    String[] types = {"men", "women", "young-people", "mixed"};
    for (int i = 0; i < count; i++) {
      file.append(
          """
          {"key": "groep-%d", "provider": "veel", "programme": "twelve-steps",
           "name": "Groep %d", "type": "%s", "form": "in-person", "languages": ["nl"],
           "municipality": "%s", "address": "Straat %d", "capacity": 12, "meetingSeries": [
            {"key": "w", "recurrence": "weekly", "firstDay": "2026-12-0%d", "startTime": "20:00",
             "durationMinutes": 90}]}"""
              .formatted(i, i, types[i % 4], municipalities[i % 3], i, 1 + i % 7));
      file.append(i + 1 < count ? ",\n" : "\n");
    }
    return file.append("]}\n").toString();
  }

  @Override
  public void close() {
    people.close();
  }
}
