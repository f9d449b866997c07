package nl.kring.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.kring.model.WireJson;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenChallenge;
import nl.kring.model.token.TokenDraft;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenKeySlice;
import nl.kring.server.group.TestGroups;
import nl.kring.server.meeting.NewMeetingSeries;
import nl.kring.server.meeting.Recurrence;
import nl.kring.server.platform.KringClock;
import nl.kring.server.platform.db.TestDatabases;
import nl.kring.server.platform.security.Role;
import nl.kring.server.uptake.DiscreteLaplace;
import nl.kring.server.uptake.Noise;

/** A real server on a real port with one group, for tests; its clock is a file. */
public final class TestServer implements AutoCloseable {
  /** A Thursday noon in week 2026-W47. */
  public static final Instant THURSDAY = Instant.parse("2026-11-19T11:00:00Z");

  public final Path folder;
  public final Map<String, String> environment = new HashMap<>();
  public final String address;
  public final App app;
  public final String providerId;
  public final String groupId;
  public final String staffId;
  public final String password = "een lang wachtwoord";
  private final HttpClient http = HttpClient.newHttpClient();

  /** A phone that joined, as a script would do it. */
  public record Phone(String membershipId, KeyPair key, String accessToken) {}

  /** A server with one group and its facilitator "Samir". */
  public TestServer(TestDatabases databases, Path folder) throws Exception {
    this(databases, folder, THURSDAY);
  }

  /** The same, at another time. */
  public TestServer(TestDatabases databases, Path folder, Instant now) throws Exception {
    this(databases, folder, now, TestKeys.ofOneServer());
  }

  /** The same, with token keys from elsewhere. */
  public TestServer(
      TestDatabases databases, Path folder, Instant now, Supplier<RSAPrivateCrtKey> keyPairs)
      throws Exception {
    this(databases, folder, now, keyPairs, DiscreteLaplace.secure());
  }

  /** A server whose counters of participations start at other noise. */
  public TestServer(TestDatabases databases, Path folder, Noise noise) throws Exception {
    this(databases, folder, THURSDAY, TestKeys.ofOneServer(), noise);
  }

  private TestServer(
      TestDatabases databases,
      Path folder,
      Instant now,
      Supplier<RSAPrivateCrtKey> keyPairs,
      Noise noise)
      throws Exception {
    this.folder = folder;
    int port = TestPorts.free();
    address = "http://127.0.0.1:" + port;
    environment.put("KRING_DATA_DIR", folder.resolve("data").toString());
    Files.createDirectories(folder.resolve("data"));
    environment.put("KRING_PEOPLE_DATABASE_URL", databases.url(folder.resolve("data"), "people"));
    environment.put("KRING_COUNTS_DATABASE_URL", databases.url(folder.resolve("data"), "counts"));
    environment.put("KRING_PORT", Integer.toString(port));
    environment.put("KRING_PUBLIC_URL", address);
    environment.put("KRING_DEVELOPMENT", "true");
    environment.put("KRING_CLOCK_FILE", folder.resolve("clock.txt").toString());
    setClock(now);
    app = new App(AppConfig.of(environment), keyPairs, noise);
    providerId = app.providers().create("Stichting Test");
    groupId = openGroup(providerId, "Woensdaggroep");
    staffId = app.staff().create("Samir", Role.FACILITATOR, providerId, null, password);
    app.groups().assign(groupId, staffId);
    app.start();
  }

  /** A second server over the same databases, not started; the caller closes it. */
  public App another() throws Exception {
    return new App(AppConfig.of(environment), TestKeys.thatSignNothing());
  }

  public String openGroup(String provider, String name) {
    return TestGroups.open(app.people(), app.groups(), TestGroups.men(provider, name));
  }

  /** Plans the group's meetings: each Wednesday from 25 November 2026, 20:00 to 21:30. */
  public String planWeekly() {
    return app.meetings()
        .create(
            groupId,
            new NewMeetingSeries(
                Recurrence.WEEKLY,
                LocalDate.of(2026, 11, 25),
                null,
                LocalTime.of(20, 0),
                90,
                null));
  }

  /** Moves the clock. */
  public void setClock(Instant instant) throws IOException {
    Path fresh = folder.resolve("clock.new");
    Files.writeString(fresh, instant.toString());
    Files.move(
        fresh,
        folder.resolve("clock.txt"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  public Clock clock() {
    return KringClock.ofFile(folder.resolve("clock.txt"));
  }

  /** Sends a request; the answer must be one that the contract foresees. */
  public HttpResponse<byte[]> send(
      String method, String path, Map<String, String> headers, byte[] body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    Contract.OURS.require(method, path, body, answer);
    return answer;
  }

  public JsonNode json(String method, String path, String bearer, Object body, int expected)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    if (bearer != null) {
      headers.put("Authorization", "Bearer " + bearer);
    }
    HttpResponse<byte[]> answer =
        send(method, path, headers, body == null ? new byte[0] : WireJson.write(body));
    if (answer.statusCode() != expected) {
      throw new AssertionError(
          method
              + " "
              + path
              + " answered "
              + answer.statusCode()
              + " "
              + new String(answer.body()));
    }
    return WireJson.mapper().readTree(answer.body());
  }

  /** An answer: its status, its tag, its body; null for none. */
  public record Tagged(int status, String etag, JsonNode body) {}

  /** Asks as staff, for what was seen under a tag, or null. */
  public Tagged ask(String method, String path, String bearer, String ifMatch, Object body)
      throws Exception {
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + bearer);
    headers.put("Content-Type", "application/json");
    if (ifMatch != null) {
      headers.put("If-Match", ifMatch);
    }
    HttpResponse<byte[]> answer =
        send(method, path, headers, body == null ? new byte[0] : WireJson.write(body));
    return new Tagged(
        answer.statusCode(),
        answer.headers().firstValue("ETag").orElse(""),
        answer.body().length == 0 ? null : WireJson.mapper().readTree(answer.body()));
  }

  /** Gets a page of the staff. */
  public HttpResponse<byte[]> page(String path, String bearer) throws Exception {
    return send(
        "GET",
        path,
        Map.of("Authorization", "Bearer " + bearer, "Accept", "text/html"),
        new byte[0]);
  }

  /** Sends a form of such a page, as a browser without JavaScript does. */
  public HttpResponse<byte[]> form(String path, String bearer, Map<String, String> fields)
      throws Exception {
    String body =
        fields.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        "POST",
        path,
        Map.of(
            "Authorization",
            "Bearer " + bearer,
            "Accept",
            "text/html",
            "Content-Type",
            "application/x-www-form-urlencoded"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  public String facilitatorToken() throws Exception {
    return token("Samir");
  }

  /** Of somebody who is made for it. */
  public String coordinatorToken() throws Exception {
    app.staff().create("Hanna", Role.COORDINATOR, providerId, null, password);
    return token("Hanna");
  }

  /** Of somebody who is made for it. */
  public String administratorToken() throws Exception {
    app.staff().create("Bram", Role.ADMINISTRATOR, null, null, password);
    return token("Bram");
  }

  public String token(String name) throws Exception {
    return json(
            "POST", "/api/v1/staff-sign-ins", null, Map.of("name", name, "password", password), 201)
        .get("token")
        .asText();
  }

  public String joinCode() {
    return app.memberships().newJoinCode(groupId, staffId).joinCode().words();
  }

  public Phone join() throws Exception {
    return join(joinCode());
  }

  /** With a code that was made before. */
  public Phone join(String joinCode) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    String membershipId =
        json(
                "POST",
                "/api/v1/memberships",
                null,
                Map.of(
                    "joinCode",
                    joinCode,
                    "deviceKey",
                    DevicePublicKey.of((ECPublicKey) key.getPublic())),
                201)
            .get("membershipId")
            .asText();
    return new Phone(membershipId, key, accessToken(membershipId, key));
  }

  public String accessToken(String membershipId, KeyPair key) throws Exception {
    return json(
            "POST",
            "/api/v1/access-tokens",
            null,
            Map.of("assertion", assertion(membershipId, key, clock().instant())),
            200)
        .get("accessToken")
        .asText();
  }

  public String assertion(String membershipId, KeyPair key, Instant issuedAt) {
    return Jwts.builder()
        .issuer(membershipId)
        .subject(membershipId)
        .audience()
        .add(address)
        .and()
        .issuedAt(Date.from(issuedAt))
        .signWith(key.getPrivate(), Jwts.SIG.ES256)
        .compact();
  }

  public TokenKeySlice slice(Phone phone) throws Exception {
    return WireJson.read(
        WireJson.write(
            json(
                "GET",
                "/api/v1/groups/" + groupId + "/token-keys",
                phone.accessToken(),
                null,
                200)),
        TokenKeySlice.class);
  }

  /** The seven tokens of a week, Monday first. */
  /** Draws the token of a month. */
  public Token draw(Phone phone, YearMonth month) throws Exception {
    TokenKey key =
        slice(phone).months().stream()
            .filter(each -> each.month().equals(month))
            .findAny()
            .orElseThrow()
            .tokenKey();
    TokenDraft draft =
        TokenDraft.begin(key, TokenChallenge.ofHost("127.0.0.1"), new SecureRandom());
    JsonNode answer =
        json(
            "POST",
            "/api/v1/token-draws",
            phone.accessToken(),
            TokenDraw.ofMonth(month, draft.request()),
            200);
    return draft.finish(
        WireJson.read(WireJson.write(answer), TokenDrawAnswer.class).blindSignatures().get(0));
  }

  public List<Token> draw(Phone phone, IsoWeek week) throws Exception {
    List<TokenDraft> drafts = new ArrayList<>();
    for (TokenKeySlice.Day day : slice(phone).week(week).days()) {
      drafts.add(
          TokenDraft.begin(day.tokenKey(), TokenChallenge.ofHost("127.0.0.1"), new SecureRandom()));
    }
    JsonNode answer =
        json(
            "POST",
            "/api/v1/token-draws",
            phone.accessToken(),
            TokenDraw.ofWeek(week, drafts.stream().map(TokenDraft::request).toList()),
            200);
    List<byte[]> signatures =
        WireJson.read(WireJson.write(answer), TokenDrawAnswer.class).blindSignatures();
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      tokens.add(drafts.get(i).finish(signatures.get(i)));
    }
    return tokens;
  }

  @Override
  public void close() {
    app.close();
  }
}
