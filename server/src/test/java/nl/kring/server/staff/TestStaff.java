package nl.kring.server.staff;

import java.time.Clock;
import nl.kring.server.group.GroupService;
import nl.kring.server.group.TestGroups;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.platform.Ids;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.provider.ProviderService;

/** The services around staff, over one database, as one process has them; for tests. */
public final class TestStaff {
  static final String PASSWORD = "vier gele fietsen";
  private static final Secret MASTER = new Secret(new byte[Secret.MIN_BYTES]);

  public final ProviderService providers;
  public final GroupService groups;
  public final AuditTrail audit;
  public final StaffService service;
  public final InvitationService invitations;
  public final String providerId;
  private final Database people;
  private final Clock clock;

  /** With a provider, and with sign-ins that may lack TOTP where the account does. */
  public TestStaff(Database people, Clock clock) {
    this(people, clock, true);
  }

  TestStaff(Database people, Clock clock, boolean mayLackTotp) {
    this.people = people;
    this.clock = clock;
    MunicipalityService municipalities = new MunicipalityService();
    providers = new ProviderService(people);
    groups = new GroupService(people, municipalities, providers, clock);
    audit = new AuditTrail(people, clock);
    service = new StaffService(people, groups, audit, clock, MASTER, mayLackTotp);
    invitations =
        new InvitationService(
            people,
            service,
            groups,
            providers,
            municipalities,
            audit,
            clock,
            "https://kring.example",
            MASTER);
    providerId = providers.create("Stichting " + Ids.random());
  }

  /** Somebody with an authenticator app. */
  record Person(Caller.Staff caller, byte[] totpSecret) {}

  Person person(String name, Role role) {
    return person(name, role, providerId);
  }

  Person person(String name, Role role, String provider) {
    byte[] secret = Totp.newSecret();
    boolean isOfProvider = role == Role.FACILITATOR || role == Role.COORDINATOR;
    String id = service.create(name, role, isOfProvider ? provider : null, null, PASSWORD, secret);
    return new Person(
        new Caller.Staff(id, name, role, isOfProvider ? provider : null, null), secret);
  }

  String code(Person person) {
    return Totp.code(person.totpSecret(), clock.instant());
  }

  StaffSignIn signIn(Person person) {
    return service.signIn(person.caller().name(), PASSWORD, code(person));
  }

  String group(String provider, String name) {
    return TestGroups.open(people, groups, TestGroups.men(provider, name));
  }
}
