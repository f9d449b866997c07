package nl.kring.server.app;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.calendar.CalendarPages;
import nl.kring.server.calendar.CalendarRoutes;
import nl.kring.server.calendar.CalendarService;
import nl.kring.server.calendar.HolidayPages;
import nl.kring.server.calendar.PauseSuggestionService;
import nl.kring.server.calendar.SuggestionRoutes;
import nl.kring.server.checkin.CheckInRoutes;
import nl.kring.server.checkin.CheckInService;
import nl.kring.server.checkin.PulsePages;
import nl.kring.server.checkin.PulseService;
import nl.kring.server.competence.AgreementPages;
import nl.kring.server.competence.AgreementRoutes;
import nl.kring.server.competence.AgreementService;
import nl.kring.server.competence.CompetencePages;
import nl.kring.server.competence.CourseRoutes;
import nl.kring.server.competence.CourseService;
import nl.kring.server.evening.EveningPages;
import nl.kring.server.evening.EveningRoutes;
import nl.kring.server.evening.EveningService;
import nl.kring.server.group.GroupRoutes;
import nl.kring.server.group.GroupService;
import nl.kring.server.incident.IncidentPages;
import nl.kring.server.incident.IncidentRoutes;
import nl.kring.server.incident.IncidentService;
import nl.kring.server.meeting.AgendaPages;
import nl.kring.server.meeting.HolidayService;
import nl.kring.server.meeting.MeetingRoutes;
import nl.kring.server.meeting.MeetingService;
import nl.kring.server.meeting.PlanningPages;
import nl.kring.server.meeting.SeriesPages;
import nl.kring.server.membership.MembershipRoutes;
import nl.kring.server.membership.MembershipService;
import nl.kring.server.membership.RecoveryRoutes;
import nl.kring.server.membership.RecoveryService;
import nl.kring.server.membership.RenewalPages;
import nl.kring.server.municipality.MunicipalityRoutes;
import nl.kring.server.municipality.MunicipalityService;
import nl.kring.server.opening.LeadershipService;
import nl.kring.server.opening.OpeningPages;
import nl.kring.server.opening.OpeningRoutes;
import nl.kring.server.platform.audit.AuditTrail;
import nl.kring.server.platform.db.Database;
import nl.kring.server.platform.http.Headers;
import nl.kring.server.platform.http.Json;
import nl.kring.server.platform.http.Padding;
import nl.kring.server.platform.http.Ports;
import nl.kring.server.platform.http.ProblemException;
import nl.kring.server.platform.http.Problems;
import nl.kring.server.platform.http.Queries;
import nl.kring.server.platform.http.WebServerErrors;
import nl.kring.server.platform.jobs.Jobs;
import nl.kring.server.platform.metrics.Metrics;
import nl.kring.server.platform.metrics.MetricsServer;
import nl.kring.server.platform.pages.Pages;
import nl.kring.server.platform.pages.StyleguidePages;
import nl.kring.server.platform.pages.Texts;
import nl.kring.server.platform.security.Gate;
import nl.kring.server.platform.security.Role;
import nl.kring.server.platform.security.Secret;
import nl.kring.server.provider.ProviderService;
import nl.kring.server.safety.AcknowledgementService;
import nl.kring.server.safety.SafetyPages;
import nl.kring.server.safety.SafetyRoutes;
import nl.kring.server.staff.AccountPages;
import nl.kring.server.staff.AuditPages;
import nl.kring.server.staff.AuditRoutes;
import nl.kring.server.staff.CalendarAddressService;
import nl.kring.server.staff.InvitationPages;
import nl.kring.server.staff.InvitationService;
import nl.kring.server.staff.PeoplePages;
import nl.kring.server.staff.StaffPages;
import nl.kring.server.staff.StaffRoutes;
import nl.kring.server.staff.StaffService;
import nl.kring.server.token.KeyDirectory;
import nl.kring.server.token.KeyMaker;
import nl.kring.server.token.TokenRetention;
import nl.kring.server.token.TokenRoutes;
import nl.kring.server.token.TokenService;
import nl.kring.server.transfer.TransferService;
import nl.kring.server.uptake.DiscreteLaplace;
import nl.kring.server.uptake.Geography;
import nl.kring.server.uptake.Noise;
import nl.kring.server.uptake.ParticipationService;
import nl.kring.server.uptake.UptakeRoutes;
import nl.kring.server.uptake.UptakeService;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.jspecify.annotations.Nullable;

/** A running server: two databases, the services, the routes. Close it to stop. */
public final class App implements AutoCloseable {
  private static final long MAX_BODY_BYTES = 64 * 1024;

  private final AppConfig config;
  private final Database people;
  private final Database counts;
  private final Secret master;
  private final ProviderService providers;
  private final AuditTrail audit;
  private final StaffService staff;
  private final InvitationService invitations;
  private final GroupService groups;
  private final AcknowledgementService acknowledgements;
  private final LeadershipService leadership;
  private final MeetingService meetings;
  private final CourseService courses;
  private final AgreementService agreements;
  private final IncidentService incidents;
  private final EveningService evenings;
  private final TransferService transfer;
  private final MembershipService memberships;
  private final KeyDirectory keys;
  private final TokenService tokens;
  private final TokenRetention tokenRetention;
  private final CheckInService checkIns;
  private final UptakeService uptake;
  private final ParticipationService participations;
  private final PulseService pulse;
  private final Forgetting forgetting;
  private final Metrics metrics;
  private final Jobs jobs;
  private final Javalin javalin;
  private volatile @Nullable MetricsServer metricsServer;

  /**
   * Opens the databases and wires everything; serves nothing yet.
   *
   * @throws BadSettingException when the data folder, a database or the master secret cannot be
   *     used
   * @throws IOException when the master secret is being changed; the message is one line for people
   */
  public App(AppConfig config) throws IOException {
    this(config, KeyMaker::generate, DiscreteLaplace.secure());
  }

  /**
   * Likewise, with token keys from elsewhere.
   *
   * @param keyPairs gives an RSA key of 2048 bits at each call, never the same twice; called by
   *     many threads
   */
  App(AppConfig config, Supplier<RSAPrivateCrtKey> keyPairs) throws IOException {
    this(config, keyPairs, DiscreteLaplace.secure());
  }

  /**
   * Likewise, with noise from elsewhere.
   *
   * @param noise what counters of participations start at
   */
  App(AppConfig config, Supplier<RSAPrivateCrtKey> keyPairs, Noise noise) throws IOException {
    this.config = config;
    Storage storage = Storage.open(config);
    people = storage.people();
    counts = storage.counts();
    Clock clock = config.clock();
    master = storage.master();
    MunicipalityService municipalities = new MunicipalityService();
    providers = new ProviderService(people);
    audit = new AuditTrail(people, clock);
    groups = new GroupService(people, municipalities, providers, clock);
    staff = new StaffService(people, groups, audit, clock, master, config.isDevelopment());
    invitations =
        new InvitationService(
            people,
            staff,
            groups,
            providers,
            municipalities,
            audit,
            clock,
            config.publicUrl(),
            master);
    acknowledgements = new AcknowledgementService(people, audit, clock);
    leadership =
        new LeadershipService(
            people, groups, staff, acknowledgements, config.safeHomeRegions(), audit, clock);
    meetings = new MeetingService(people, groups, clock);
    CalendarAddressService calendarAddresses =
        new CalendarAddressService(people, audit, clock, config.publicUrl());
    CalendarService calendars = new CalendarService(groups, meetings, calendarAddresses, clock);
    HolidayService holidays = new HolidayService(meetings, clock);
    PauseSuggestionService pauseSuggestions = new PauseSuggestionService(meetings, clock);
    evenings = new EveningService(people, groups, meetings, staff, clock);
    memberships = new MembershipService(people, groups, audit, clock, config.publicUrl(), master);
    courses = new CourseService(people, staff, audit, clock);
    agreements = new AgreementService(people, audit, clock);
    incidents = new IncidentService(people, groups, municipalities, clock);
    transfer =
        new TransferService(
            people, municipalities, providers, groups, meetings, staff, leadership, audit);
    RecoveryService recoveries = new RecoveryService(people, memberships, clock, master);
    keys = new KeyDirectory(counts, groups, clock, config.issuerHost(), master, keyPairs);
    tokens = new TokenService(counts, keys, memberships, clock, config.issuerHost(), master);
    tokenRetention = new TokenRetention(counts, memberships, clock);
    checkIns = new CheckInService(counts, tokens);
    uptake =
        new UptakeService(
            counts,
            groups,
            new Geography(municipalities.all()),
            keys,
            tokenRetention,
            noise,
            clock,
            config.issuerHost());
    participations = new ParticipationService(counts, tokens, uptake);
    pulse = new PulseService(counts, tokenRetention, clock);
    forgetting = new Forgetting(people, counts, clock);
    metrics = new Metrics(clock, Main.VERSION, config.dataDir());
    metrics.waiting("people", people::waiting);
    metrics.waiting("counts", counts::waiting);
    metrics.fill("check-in queue", checkIns::queued, checkIns::capacity);
    metrics.fill("request threads", this::busyThreads, this::requestThreads);
    jobs = new Jobs(people, config.upkeepDelay(), metrics);
    jobs.add("upkeep", this::upkeep);
    Headers headers = new Headers(clock, config.publicUrl().startsWith("https:"));
    Gate gate = new Gate(memberships::authenticate, staff::authenticate);
    Pages pages = new Pages(new Texts());
    javalin =
        Javalin.create(
            javalinConfig -> {
              http(javalinConfig, headers);
              var routes = javalinConfig.routes;
              routes.before(headers::set);
              routes.before(Queries::refuseBroken);
              routes.beforeMatched(gate::check);
              routes.after(Padding::pad);
              metrics.register(routes);
              new Problems(pages::problem).register(routes);
              routes.get(
                  "/health/live", ctx -> Json.write(ctx, Map.of("status", "ok")), Role.ANYONE);
              routes.get("/health/ready", this::ready, Role.ANYONE);
              new OpenApi().register(routes);
              pages.register(routes);
              if (config.isDevelopment()) {
                new StyleguidePages(pages).register(routes);
              }
              new MunicipalityRoutes(municipalities).register(routes);
              new StaffRoutes(staff, invitations).register(routes);
              new AuditRoutes(audit).register(routes);
              new GroupRoutes(groups).register(routes);
              new MeetingRoutes(meetings, groups).register(routes);
              new CalendarRoutes(calendars, calendarAddresses).register(routes);
              new SuggestionRoutes(holidays, pauseSuggestions, groups).register(routes);
              new CourseRoutes(courses).register(routes);
              new AgreementRoutes(agreements).register(routes);
              new IncidentRoutes(incidents).register(routes);
              new EveningRoutes(evenings, groups).register(routes);
              new MembershipRoutes(memberships, groups).register(routes);
              new RecoveryRoutes(recoveries).register(routes);
              new TokenRoutes(tokens, keys, memberships).register(routes);
              new CheckInRoutes(checkIns, pulse, tokens, groups).register(routes);
              new UptakeRoutes(participations, uptake, tokens).register(routes);
              SafetyPages safety = new SafetyPages(acknowledgements, groups, pages);
              safety.register(routes);
              OpeningPages opening = new OpeningPages(leadership, staff, groups, pages);
              opening.register(routes);
              new StaffPages(
                      staff,
                      groups,
                      pages,
                      List.of(safety::notices, opening::notices, courses::notices))
                  .register(routes);
              new SafetyRoutes(acknowledgements).register(routes);
              new OpeningRoutes(leadership, groups).register(routes);
              new AgendaPages(meetings, groups, clock, pages).register(routes);
              new PlanningPages(meetings, holidays, groups, clock, pages).register(routes);
              new SeriesPages(meetings, groups, clock, pages).register(routes);
              new EveningPages(evenings, groups, pages).register(routes);
              new RenewalPages(memberships, groups, pages).register(routes);
              new AccountPages(staff, groups, pages).register(routes);
              new InvitationPages(invitations, pages).register(routes);
              new PeoplePages(staff, invitations, groups, providers, municipalities, pages)
                  .register(routes);
              new CalendarPages(calendarAddresses, groups, pages).register(routes);
              new HolidayPages(pauseSuggestions, meetings, groups, pages).register(routes);
              new CompetencePages(courses, agreements, groups, pages).register(routes);
              new AgreementPages(agreements, courses, groups, pages).register(routes);
              new IncidentPages(incidents, groups, pages).register(routes);
              new AuditPages(audit, staff, groups, pages).register(routes);
              new PulsePages(pulse, groups, leadership, meetings, memberships, pages)
                  .register(routes);
            });
  }

  private static void http(JavalinConfig javalinConfig, Headers headers) {
    javalinConfig.startup.showJavalinBanner = false;
    javalinConfig.startup.showOldJavalinVersionWarning = false;
    // It would keep a command that only uses the services, such as export, waiting for five
    // seconds.
    javalinConfig.startup.startupWatcherEnabled = false;
    javalinConfig.http.maxRequestSize = MAX_BODY_BYTES;
    // Never on the disk: what is allowed fits in memory.
    javalinConfig.jetty.multipartConfig.maxTotalRequestSize(MAX_BODY_BYTES, SizeUnit.BYTES);
    javalinConfig.jetty.multipartConfig.maxInMemoryFileSize((int) MAX_BODY_BYTES, SizeUnit.BYTES);
    javalinConfig.http.prefer405over404 = true;
    javalinConfig.jetty.modifyHttpConfiguration(App::silent);
    // Lets what is being answered finish before a stop.
    javalinConfig.jetty.modifyServer(
        server -> {
          server.setStopTimeout(10_000);
          server.addEventListener(new QuietConnections(server));
          server.setErrorHandler(new WebServerErrors(headers));
        });
    javalinConfig.jetty.modifyServletContextHandler(
        context -> context.setErrorHandler(new WebServerErrors(headers)));
  }

  private static void silent(HttpConfiguration http) {
    http.setSendDateHeader(false);
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
  }

  private void ready(io.javalin.http.Context ctx) {
    if (!people.answers() || !counts.answers()) {
      throw new ProblemException(ProblemType.UNAVAILABLE).retryAfter(Duration.ofSeconds(5));
    }
    Json.write(ctx, Map.of("status", "ok"));
  }

  /**
   * What is due now of closing weeks, making keys and forgetting; doing it twice changes nothing.
   */
  public void upkeep() {
    requireSecretInUse();
    pulse.closeWeeks();
    uptake.publishMonths();
    tokenRetention.forgetOldDraws();
    tokenRetention.deleteOldRoots();
    memberships.deleteOldJoinCodes();
    memberships.takeOverDue();
    memberships.deleteUnused();
    staff.deleteExpired();
    groups.lookWhetherFull();
    groups.substitutes().deleteOld();
    meetings.deleteOld();
    evenings.deleteOld();
    invitations.deleteExpired();
    incidents.publishYears();
    incidents.deleteOld();
    audit.closeDays();
    keys.makeKeys();
    uptake.openMonths();
    forgetting.run();
  }

  /** So that nothing is wrapped under a secret that was changed while PostgreSQL was away. */
  private void requireSecretInUse() {
    try {
      people.goOnServing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!new SecretCheck(people).isOf(master)) {
      throw new IllegalStateException("the master secret was changed: start this server anew");
    }
  }

  /**
   * Does what is due, then serves. Returns once it answers.
   *
   * @throws BadSettingException when the port cannot be listened on
   */
  public App start() throws BadSettingException {
    // At once, and not after the keys of two weeks were made.
    refuseTaken(Setting.PORT, new InetSocketAddress(config.port()));
    Integer metricsPort = config.metricsPort();
    if (metricsPort != null) {
      refuseTaken(Setting.METRICS_PORT, MetricsServer.address(metricsPort));
    }
    jobs.runOnce();
    try {
      javalin.start(config.port());
    } catch (JavalinBindException e) {
      throw taken(Setting.PORT, config.port());
    }
    if (metricsPort != null) {
      try {
        metricsServer = MetricsServer.start(metrics, metricsPort);
      } catch (IOException e) {
        throw taken(Setting.METRICS_PORT, metricsPort);
      }
    }
    jobs.start();
    return this;
  }

  private static void refuseTaken(Setting setting, InetSocketAddress address)
      throws BadSettingException {
    if (!Ports.canListenOn(address)) {
      throw taken(setting, address.getPort());
    }
  }

  private static BadSettingException taken(Setting setting, int port) {
    return new BadSettingException(
        setting, port + " is taken, or a port that this account may not listen on");
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** The port on which it shows its metrics; empty when it does not. */
  public OptionalInt metricsPort() {
    MetricsServer server = metricsServer;
    return server == null ? OptionalInt.empty() : OptionalInt.of(server.port());
  }

  private int busyThreads() {
    ThreadPool threads = javalin.jettyServer().server().getThreadPool();
    return threads.getThreads() - threads.getIdleThreads();
  }

  private int requestThreads() {
    return javalin.jettyServer().server().getThreadPool()
            instanceof ThreadPool.SizedThreadPool sized
        ? sized.getMaxThreads()
        : Integer.MAX_VALUE;
  }

  /** Everything that it answers to, in the order of registration. */
  public List<Route> routes() {
    return Route.allOf(javalin);
  }

  /** Its settings. */
  public AppConfig config() {
    return config;
  }

  /** The database of staff, groups and memberships. */
  public Database people() {
    return people;
  }

  /** The database of keys, spent tokens and counters. */
  public Database counts() {
    return counts;
  }

  /** Providers. */
  public ProviderService providers() {
    return providers;
  }

  /** Staff. */
  public StaffService staff() {
    return staff;
  }

  /** Invitations of staff. */
  public InvitationService invitations() {
    return invitations;
  }

  /** What the staff did. */
  public AuditTrail audit() {
    return audit;
  }

  /** Groups. */
  public GroupService groups() {
    return groups;
  }

  /** Which safety texts the staff acknowledged. */
  public AcknowledgementService acknowledgements() {
    return acknowledgements;
  }

  /** Who leads groups, and opening them. */
  public LeadershipService leadership() {
    return leadership;
  }

  /** Meetings. */
  public MeetingService meetings() {
    return meetings;
  }

  /** Courses, and who followed them. */
  public CourseService courses() {
    return courses;
  }

  /** What is agreed with other organisations. */
  public AgreementService agreements() {
    return agreements;
  }

  /** What happened. */
  public IncidentService incidents() {
    return incidents;
  }

  /** Moving in and out. */
  public TransferService transfer() {
    return transfer;
  }

  /** Meetings as they are held. */
  public EveningService evenings() {
    return evenings;
  }

  /** Uptake. */
  public UptakeService uptake() {
    return uptake;
  }

  /** Memberships. */
  public MembershipService memberships() {
    return memberships;
  }

  /** Stops gracefully: no new requests, what was accepted is written, then the databases close. */
  @Override
  public void close() {
    jobs.close();
    MetricsServer server = metricsServer;
    if (server != null) {
      server.close();
    }
    javalin.stop();
    metrics.close();
    checkIns.close();
    participations.close();
    counts.close();
    people.close();
  }

  /**
   * While a server stops, a connection that only waits is closed at once: what a phone keeps open
   * must not make the stop last.
   */
  private record QuietConnections(Server server) implements LifeCycle.Listener {
    private static final long IDLE_MILLIS = 100;

    @Override
    public void lifeCycleStarted(LifeCycle event) {
      for (Connector each : server.getConnectors()) {
        if (each instanceof AbstractConnector connector) {
          connector.setShutdownIdleTimeout(IDLE_MILLIS);
        }
      }
    }
  }
}
