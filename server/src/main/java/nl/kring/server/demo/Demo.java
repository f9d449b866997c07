package nl.kring.server.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import nl.kring.client.Journal;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Pulse;
import nl.kring.model.time.IsoWeek;
import nl.kring.server.app.App;
import nl.kring.server.app.AppConfig;
import nl.kring.server.group.NewGroup;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.opening.Backing;
import nl.kring.server.opening.Backstop;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import nl.kring.server.safety.SafetyText;
import nl.kring.server.staff.Totp;
import org.jspecify.annotations.Nullable;

/**
 * Fifteen fictional groups, one that is being prepared, and sixty phones that live five weeks,
 * which end now.
 *
 * <p>Groups and staff are made in process, before the first keys. After that everything that writes
 * goes over HTTP; reading the open counters, for the proof at the end, does not.
 */
final class Demo {
  private static final int DAYS = 35;
  private static final int SPARE_CODES = 3;
  private static final LocalTime EVENING = LocalTime.of(21, 30);

  /** Long enough before the end that a code of then is none of the end's. */
  private static final Duration BEFORE_THE_END = Duration.ofMinutes(2);

  private record Person(
      String name, String password, byte[] totpSecret, Role role, List<String> groupIds) {}

  private final PrintStream out;
  private final List<DemoGroup> played;
  private final Path folder;
  private final Path clockFile;
  private final Clock clock;
  private final Instant end;
  private final App app;
  private final String address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Person> staff = new ArrayList<>();
  private final Map<String, DemoGroup> groups = new LinkedHashMap<>();
  private final Map<String, String> facilitatorTokens = new LinkedHashMap<>();
  private String prepared = "";
  private final List<DemoPhone> phones = new ArrayList<>();
  private final List<String> usedJoinCodes = new ArrayList<>();
  private final List<Map<String, String>> unusedJoinCodes = new ArrayList<>();
  private long countedInClosedWeeks;
  private Totals totals = new Totals(0, 0, 0, 0, 0);

  /** What the phones' journals and the server's counters say. */
  record Totals(int drawn, int spent, int setAside, long counted, int duplicates) {}

  /** A demonstration in an empty folder, on a port (0 picks one), told to {@code out}. */
  Demo(Path folder, int port, PrintStream out) throws Exception {
    this(folder, port, DemoGroup.all(), out);
  }

  /** The same with some of the groups, eight or more. */
  Demo(Path folder, int port, List<DemoGroup> played, PrintStream out) throws Exception {
    this.folder = folder;
    this.played = played;
    this.out = out;
    this.end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    this.clockFile = folder.resolve("clock.txt");
    setClock(moment(0));
    this.clock = KringClock.ofFile(clockFile);
    int chosen = port == 0 ? freePort() : port;
    this.address = "http://127.0.0.1:" + chosen;
    this.app =
        new App(
            AppConfig.of(
                Map.of(
                    "KRING_DATA_DIR", folder.resolve("kring-data").toString(),
                    "KRING_PORT", Integer.toString(chosen),
                    "KRING_PUBLIC_URL", address,
                    "KRING_DEVELOPMENT", "true",
                    "KRING_CLOCK_FILE", clockFile.toString())));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** The evening of day {@code number} of the five weeks; the last one is now. */
  private Instant moment(int number) {
    if (number >= DAYS) {
      return end;
    }
    LocalDate today = LocalDate.ofInstant(end, IsoWeek.ZONE);
    return today.minusDays(DAYS - number).atTime(EVENING).atZone(IsoWeek.ZONE).toInstant();
  }

  private void setClock(Instant instant) throws IOException {
    ClockHand.set(clockFile, instant);
  }

  App app() {
    return app;
  }

  Totals totals() {
    return totals;
  }

  List<String> usedJoinCodes() {
    return usedJoinCodes;
  }

  Path folder() {
    return folder;
  }

  /** Everything, up to a server that stays up. */
  void run() throws Exception {
    long begun = System.nanoTime();
    out.println(
        "Kring demonstration: "
            + played.size()
            + " fictional groups, "
            + played.stream().mapToInt(DemoGroup::phones).sum()
            + " phones, five weeks.");
    makeGroupsAndStaff();
    out.println("Making the keys of the first weeks…");
    app.start();
    signIn();
    join();
    live();
    totals = add();
    say(totals);
    showPulse();
    ThiefView.print(app.people(), app.counts(), out);
    out.printf("%nReady in %d seconds.%n", (System.nanoTime() - begun) / 1_000_000_000);
  }

  private void makeGroupsAndStaff() {
    String provider = app.providers().create("Stichting De Kring (fictief)");
    Random steady = new Random(1);
    for (DemoGroup group : played) {
      String id = add(provider, group);
      groups.put(id, group);
      LocalDate monday = IsoWeek.at(moment(0)).monday();
      app.meetings()
          .create(
              id,
              new NewMeetingSeries(
                  Recurrence.WEEKLY,
                  monday.plusDays(group.weekday() - 1L),
                  null,
                  LocalTime.of(19 + steady.nextInt(2), steady.nextBoolean() ? 30 : 0),
                  90,
                  null));
    }
    List<String> ids = List.copyOf(groups.keySet());
    Caller.Staff samir = person("Samir", Role.FACILITATOR, provider, null, part(ids, 0, 4));
    Caller.Staff ruud = person("Ruud", Role.FACILITATOR, provider, null, part(ids, 4, 8));
    Caller.Staff anja = person("Anja", Role.FACILITATOR, provider, null, part(ids, 8, ids.size()));
    Caller.Staff coby = person("Coby", Role.COORDINATOR, provider, null, List.of());
    person("Beheer", Role.ADMINISTRATOR, null, null, List.of());
    person("Utrecht", Role.MUNICIPALITY_VIEWER, null, "GM0344", List.of());
    prepared = add(provider, DemoGroup.prepared());
    person("Joost", Role.FACILITATOR, provider, null, and(prepared, part(ids, 0, 8)));
    person("Fatma", Role.FACILITATOR, provider, null, and(prepared, part(ids, 8, ids.size())));
    ids.forEach(id -> open(coby, id));
    LocalDate tomorrow = LocalDate.ofInstant(end, IsoWeek.ZONE).plusDays(1);
    app.leadership().standIn(coby, ids.get(0), anja.staffId(), tomorrow);
    new DemoLearning(app, coby, LocalDate.ofInstant(moment(0), IsoWeek.ZONE))
        .add(samir, ruud, anja);
  }

  /** Those from one to before another, as far as there are so many. */
  private static List<String> part(List<String> ids, int from, int to) {
    return ids.subList(Math.min(from, ids.size()), Math.min(to, ids.size()));
  }

  private static List<String> and(String one, List<String> others) {
    return Stream.concat(others.stream(), Stream.of(one)).toList();
  }

  private void open(Caller.Staff coordinator, String groupId) {
    Backstop backstop = new Backstop("Marijke (fictief)", "Instelling Voorbeeld", "030 000 00 00");
    app.leadership().set(coordinator, groupId, new Backing(backstop, "Voorbeeldregio"));
    app.leadership().open(coordinator, groupId);
  }

  private String add(String provider, DemoGroup group) {
    return app.groups()
        .add(
            new NewGroup(
                provider,
                "twelve-steps",
                group.name(),
                group.type(),
                group.form(),
                List.of("nl"),
                group.municipality(),
                group.address(),
                group.isAddressPublic()));
  }

  private Caller.Staff person(
      String name,
      Role role,
      @Nullable String provider,
      @Nullable String municipality,
      List<String> groupIds) {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    byte[] totpSecret = Totp.newSecret();
    String id = app.staff().create(name, role, provider, municipality, password, totpSecret);
    groupIds.forEach(groupId -> app.groups().assign(groupId, id));
    staff.add(new Person(name, password, totpSecret, role, groupIds));
    Caller.Staff added = new Caller.Staff(id, name, role, provider, municipality);
    if (role == Role.FACILITATOR) {
      for (SafetyText text : SafetyText.values()) {
        app.acknowledgements().acknowledge(added, text);
      }
    }
    return added;
  }

  private void signIn() throws Exception {
    for (Person person : staff) {
      JsonNode answer =
          send(
              "POST",
              "/api/v1/staff-sign-ins",
              null,
              Map.of(
                  "name", person.name(),
                  "password", person.password(),
                  "totpCode", Totp.code(person.totpSecret(), clock.instant())),
              201);
      person
          .groupIds()
          .forEach(groupId -> facilitatorTokens.put(groupId, answer.get("token").asText()));
    }
  }

  private void join() throws Exception {
    List<Callable<Void>> joining = new ArrayList<>();
    for (Map.Entry<String, DemoGroup> group : groups.entrySet()) {
      for (int i = 0; i < group.getValue().phones(); i++) {
        String code = newJoinCode(group.getKey());
        usedJoinCodes.add(code);
        int number = phones.size();
        DemoPhone phone = new DemoPhone(folder.resolve("phones/" + number), address, clock, number);
        phones.add(phone);
        joining.add(
            () -> {
              phone.join(code);
              return null;
            });
      }
    }
    inParallel(joining);
    out.println(phones.size() + " phones joined with a code and drew their first tokens.");
  }

  private String newJoinCode(String groupId) throws Exception {
    return send(
            "POST",
            "/api/v1/groups/" + groupId + "/join-codes",
            facilitatorTokens.get(groupId),
            Map.of(),
            201)
        .get("joinCode")
        .asText();
  }

  private void live() throws Exception {
    for (int day = 0; day <= DAYS; day++) {
      if (day == DAYS) {
        // Five weeks later they sign in anew: so early that it uses up no code of the end.
        advance(end.minus(BEFORE_THE_END));
        signIn();
      }
      advance(moment(day));
      int number = day;
      List<DemoPhone> order = new ArrayList<>(phones);
      Collections.shuffle(order, new Random(day));
      inParallel(
          order.stream()
              .<Callable<Void>>map(
                  phone ->
                      () -> {
                        phone.live(number);
                        return null;
                      })
              .toList());
    }
  }

  /** Moves the clock on, stopping at what happens on the way. */
  private void advance(Instant to) throws Exception {
    Instant from = clock.instant();
    IsoWeek before = IsoWeek.at(from).plusWeeks(-1);
    for (IsoWeek week = before; week.closesAt().compareTo(to) <= 0; week = week.plusWeeks(1)) {
      if (week.closesAt().isAfter(from)) {
        countedInClosedWeeks += openCounters(week);
        out.println("Week " + week + " closes.");
      }
    }
    setClock(to);
    waitForKeysOfNextWeek();
  }

  private void waitForKeysOfNextWeek() throws Exception {
    String path = "/api/v1/groups/" + groups.keySet().iterator().next() + "/token-keys";
    String next = IsoWeek.at(clock.instant()).plusWeeks(1).toString();
    while (!send("GET", path, null, null, 200).at("/weeks/1/week").asText().equals(next)) {
      Thread.sleep(100);
    }
  }

  /** How many people the open counters of a week hold; read, never written. */
  private long openCounters(IsoWeek week) {
    return app.counts()
        .reader()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT COALESCE(SUM(people), 0) FROM pulse_day"
                            + " WHERE day BETWEEN :from AND :to")
                    .bind("from", week.monday().toString())
                    .bind("to", week.monday().plusDays(6).toString())
                    .mapTo(long.class)
                    .one());
  }

  private Totals add() throws Exception {
    int drawn = 0;
    int spent = 0;
    int setAside = 0;
    int duplicates = 0;
    for (DemoPhone phone : phones) {
      Journal journal = phone.kring().journal();
      drawn += journal.drawn();
      spent += journal.spent();
      setAside += journal.setAside();
      duplicates += journal.duplicates();
    }
    IsoWeek now = IsoWeek.at(clock.instant());
    long counted = countedInClosedWeeks + openCounters(now);
    IsoWeek last = now.plusWeeks(-1);
    if (last.closesAt().isAfter(clock.instant())) {
      counted += openCounters(last);
    }
    for (Map.Entry<String, DemoGroup> group : groups.entrySet()) {
      for (int i = 0; group.getValue().phones() > 0 && i < SPARE_CODES; i++) {
        String code = newJoinCode(group.getKey());
        unusedJoinCodes.add(Map.of("groupId", group.getKey(), "joinCode", code));
      }
    }
    return new Totals(drawn, spent, setAside, counted, duplicates);
  }

  private void say(Totals all) {
    out.printf(
        "%ndrawn %d, spent %d, setAside %d, counted %d, duplicates %d%n",
        all.drawn(), all.spent(), all.setAside(), all.counted(), all.duplicates());
    out.println(
        all.spent() == all.counted()
            ? "What the phones spent is exactly what the server counted."
            : "NOT EQUAL: what the phones spent is not what the server counted.");
  }

  private void showPulse() throws Exception {
    Map.Entry<String, DemoGroup> group = groups.entrySet().iterator().next();
    String groupId = group.getKey();
    byte[] json =
        WireJson.write(
            send(
                "GET",
                "/api/v1/groups/" + groupId + "/pulse",
                facilitatorTokens.get(groupId),
                null,
                200));
    Pulse pulse = WireJson.read(json, Pulse.class);
    out.println();
    out.println("How " + group.getValue().name() + " is doing (tension, from 1 to 5):");
    pulse
        .weeks()
        .forEach(
            week -> {
              StringBuilder bars = new StringBuilder();
              for (int i = 0; i < 5; i++) {
                bars.append(" ").append(i + 1).append(" ");
                bars.append("█".repeat(week.tension().get(i)));
              }
              out.println("  " + week.week() + bars);
            });
  }

  /**
   * Lets the clock go on, from now: the five weeks ended when the demonstration began, and an
   * authenticator app knows only the real time.
   */
  ClockHand letTimeGoOn() throws IOException {
    setClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    ClockHand hand = new ClockHand(clockFile);
    hand.start();
    return hand;
  }

  /** Where to look, and with which names, passwords and codes. */
  void sayWhereToLook(boolean isKept) {
    out.println();
    out.println("Look at " + address + "/staff");
    for (Person person : staff) {
      out.printf(
          "  %-8s %-22s password %s  code %s%n",
          person.name(),
          wireName(person.role()),
          person.password(),
          Totp.code(person.totpSecret(), clock.instant()));
      out.println("           secret for an authenticator app " + Totp.base32(person.totpSecret()));
    }
    out.println("The codes are those of now; each works once. With the secret, an app, or");
    out.println("oathtool --totp --base32 SECRET, gives the next ones.");
    out.println("It is " + clock.instant() + ", and time goes on; move it in " + clockFile);
    if (isKept) {
      out.println("The data stay in " + folder);
    }
    out.println("Stop with Ctrl-C.");
  }

  /** Writes what a script needs to go on from here; whoever finds the file finds all of it. */
  void writeJson(Path file) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("address", address);
    all.put("staff", staff.stream().map(Demo::describe).toList());
    all.put(
        "groups",
        groups.entrySet().stream()
            .map(
                group ->
                    Map.of(
                        "id",
                        group.getKey(),
                        "name",
                        group.getValue().name(),
                        "phones",
                        group.getValue().phones()))
            .toList());
    all.put("groupIds", List.copyOf(groups.keySet()));
    all.put("preparedGroupIds", List.of(prepared));
    all.put("joinCodes", unusedJoinCodes);
    all.put("clockFile", clockFile.toAbsolutePath().toString());
    all.put("now", clock.instant().toString());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, WireJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Map<String, Object> describe(Person person) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", person.name());
    fields.put("password", person.password());
    fields.put("totpSecret", Totp.base32(person.totpSecret()));
    fields.put("role", wireName(person.role()));
    fields.put("groupIds", person.groupIds());
    return fields;
  }

  private static String wireName(Role role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private JsonNode send(
      String method, String path, @Nullable String token, @Nullable Object body, int expected)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(WireJson.write(body)));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != expected) {
      throw new IOException(method + " " + path + " answered " + response.statusCode());
    }
    return WireJson.mapper().readTree(response.body());
  }

  private static void inParallel(List<Callable<Void>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdown();
    }
  }
}
