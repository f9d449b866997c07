package nl.kring.client.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Cipher;
import nl.kring.model.WireJson;
import nl.kring.model.checkin.Slip;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.model.group.SupportGroup;
import nl.kring.model.meeting.Meeting;
import nl.kring.model.meeting.Meetings;
import nl.kring.model.membership.AccessToken;
import nl.kring.model.membership.AccessTokenRequest;
import nl.kring.model.membership.DevicePublicKey;
import nl.kring.model.membership.JoinRequest;
import nl.kring.model.membership.Membership;
import nl.kring.model.membership.NewRecoveryCode;
import nl.kring.model.membership.OwnMembership;
import nl.kring.model.membership.PendingRecovery;
import nl.kring.model.membership.RecoveryRequest;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import nl.kring.model.time.IsoWeek;
import nl.kring.model.token.Token;
import nl.kring.model.token.TokenDraw;
import nl.kring.model.token.TokenDrawAnswer;
import nl.kring.model.token.TokenKey;
import nl.kring.model.token.TokenRequest;

/** A real HTTP server with real blind signatures, and with every fault a test asks for. */
public final class TinyServer implements AutoCloseable {
  public static final String GROUP = "groep-1";
  private static final String ROOTS = "/api/v1/token-key-roots/";

  static {
    // The JDK's server otherwise lets each answer wait 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final List<KeyPair> KEYS = new ArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Deque<Fault>> faults = new HashMap<>();

  public final List<Received> received = new ArrayList<>();
  public final Map<String, String> membershipOfKey = new HashMap<>();
  public final Map<String, DevicePublicKey> keyOfMembership = new HashMap<>();
  public final Map<String, byte[]> drawn = new HashMap<>();
  public final Map<LocalDate, Integer> counted = new TreeMap<>();
  public final Map<String, byte[]> spent = new HashMap<>();
  public final Set<String> left = new HashSet<>();
  public final Map<String, Asked> recoveryOfCode = new HashMap<>();
  public final TinyDirectory directory = new TinyDirectory();
  public volatile Clock clock;
  public volatile boolean slipsWanted = true;
  public volatile boolean keysReady = true;
  public volatile int restoreNumber;
  public volatile String groupId = GROUP;
  public volatile boolean signsWrongly;
  private int ids;

  /** One request as it came in. */
  public record Received(
      String method, String path, Headers headers, byte[] body, int remotePort) {}

  /** A recovery code: whose it is, and the key and day with which somebody asked, or null. */
  public record Asked(String membershipId, DevicePublicKey key, LocalDate day) {}

  /** What goes wrong with one request. */
  public record Fault(int status, String retryAfter, ProblemType problem, boolean afterActing) {}

  public TinyServer(Clock clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  /** The next request to this path is answered so, and not acted upon. */
  public synchronized void fail(String path, int status, String retryAfter, ProblemType problem) {
    add(path, new Fault(status, retryAfter, problem, false));
  }

  /** The next request to this path is acted upon, and its answer lost. */
  public synchronized void loseAnswer(String path) {
    add(path, new Fault(0, null, null, true));
  }

  /** The next request to this path is lost. */
  public synchronized void loseRequest(String path) {
    add(path, new Fault(0, null, null, false));
  }

  private void add(String path, Fault fault) {
    faults.computeIfAbsent(path, p -> new ArrayDeque<>()).add(fault);
  }

  public synchronized List<Received> requests(String path) {
    return received.stream().filter(r -> r.path().equals(path)).toList();
  }

  private static KeyPair key(LocalDate day) {
    return keys().get((int) (day.toEpochDay() % 21));
  }

  /** 21 for days, and a few for months and for what is not everybody's. */
  private static synchronized List<KeyPair> keys() {
    try {
      while (KEYS.size() < 25) {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KEYS.add(generator.generateKeyPair());
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return KEYS;
  }

  public static TokenKey tokenKey(LocalDate day) {
    return tokenKey(key(day));
  }

  /** One of the keys that are no day's: 21 to 24. */
  static TokenKey numbered(int number) {
    return tokenKey(keys().get(number));
  }

  private static TokenKey tokenKey(KeyPair pair) {
    RSAPublicKey key = (RSAPublicKey) pair.getPublic();
    return TokenKey.of(key.getModulus(), key.getPublicExponent());
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    synchronized (this) {
      received.add(
          new Received(
              exchange.getRequestMethod(),
              path,
              exchange.getRequestHeaders(),
              body,
              exchange.getRemoteAddress().getPort()));
      Deque<Fault> queue = faults.getOrDefault(path, new ArrayDeque<>());
      Fault fault = queue.poll();
      if (fault != null && !fault.afterActing()) {
        if (fault.status() == 0) {
          exchange.close();
          return;
        }
        if (fault.retryAfter() != null) {
          exchange.getResponseHeaders().set("Retry-After", fault.retryAfter());
        }
        byte[] problem =
            fault.problem() == null
                ? new byte[0]
                : WireJson.write(Problem.of(fault.problem(), "asked for"));
        answer(exchange, fault.status(), problem);
        return;
      }
      try {
        Reply reply = act(exchange, path, body);
        if (fault != null) {
          exchange.close();
          return;
        }
        answer(exchange, reply.status(), reply.body());
      } catch (GeneralSecurityException | RuntimeException e) {
        e.printStackTrace();
        answer(exchange, 500, new byte[0]);
      }
    }
  }

  private record Reply(int status, byte[] body) {}

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static Reply problem(ProblemType type) {
    return new Reply(type.status(), WireJson.write(Problem.of(type, null)));
  }

  private static Reply ok(Object body) {
    return new Reply(200, WireJson.write(body));
  }

  private Reply act(HttpExchange exchange, String path, byte[] body)
      throws IOException, GeneralSecurityException {
    takeEffect();
    if (path.equals("/api/v1/memberships")) {
      return join(WireJson.read(body, JoinRequest.class));
    }
    if (path.equals("/api/v1/access-tokens")) {
      return access(WireJson.read(body, AccessTokenRequest.class).assertion());
    }
    if (path.equals("/api/v1/recoveries")) {
      return recover(WireJson.read(body, RecoveryRequest.class));
    }
    if (path.equals("/api/v1/check-ins")) {
      return checkIn(exchange, body);
    }
    if (path.startsWith(ROOTS)) {
      return ok(directory.root(groupId, IsoWeek.parse(path.substring(ROOTS.length()))));
    }
    String bearer = exchange.getRequestHeaders().getFirst("Authorization");
    if (bearer == null && isKeys(path)) {
      return slice(exchange, false);
    }
    String id = bearer == null ? "" : bearer.replaceAll("Bearer access-|:.*", "");
    DevicePublicKey key = keyOfMembership.get(id);
    if (key == null || !bearer.endsWith(":" + key.thumbprint())) {
      return problem(ProblemType.SIGN_IN_REQUIRED);
    }
    if (path.equals("/api/v1/memberships/me/recovery-code")) {
      recoveryOfCode.values().removeIf(asked -> asked.membershipId().equals(id));
      String code = WireJson.read(body, NewRecoveryCode.class).recoveryCode().words();
      recoveryOfCode.put(code, new Asked(id, null, null));
      return new Reply(204, new byte[0]);
    }
    if (path.equals("/api/v1/memberships/me/recovery")) {
      recoveryOfCode
          .values()
          .removeIf(asked -> asked.membershipId().equals(id) && asked.key() != null);
      return new Reply(204, new byte[0]);
    }
    if (path.equals("/api/v1/memberships/me") && exchange.getRequestMethod().equals("GET")) {
      return withEtag(exchange, own(id));
    }
    if (path.equals("/api/v1/memberships/me")) {
      keyOfMembership.remove(id);
      membershipOfKey.values().remove(id);
      left.add(id);
      return new Reply(204, new byte[0]);
    }
    if (path.equals("/api/v1/token-draws")) {
      return draw(id, WireJson.read(body, TokenDraw.class));
    }
    if (isKeys(path)) {
      return slice(exchange, true);
    }
    if (path.equals("/api/v1/groups/" + groupId + "/meetings")) {
      LocalDateTime start = LocalDateTime.parse("2026-11-26T20:00");
      return withEtag(
          exchange,
          new Meetings(
              groupId,
              List.of(
                  new Meeting(
                      "serie-1", null, start, start.plusHours(2), null, "Dorpsstraat", null))));
    }
    return problem(ProblemType.NOT_FOUND);
  }

  private boolean isKeys(String path) {
    return path.equals("/api/v1/groups/" + groupId + "/token-keys");
  }

  private Reply slice(HttpExchange exchange, boolean asMember) throws GeneralSecurityException {
    if (!keysReady) {
      exchange.getResponseHeaders().set("Retry-After", "3600");
      return problem(ProblemType.KEYS_NOT_READY);
    }
    IsoWeek current = IsoWeek.at(clock.instant());
    return withEtag(
        exchange, directory.slice(groupId, current, restoreNumber, slipsWanted, asMember));
  }

  private static Reply withEtag(HttpExchange exchange, Object body)
      throws GeneralSecurityException {
    Reply reply = ok(body);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(reply.body());
    String etag = "\"" + Base64.getUrlEncoder().encodeToString(hash) + "\"";
    exchange.getResponseHeaders().set("ETag", etag);
    return etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
        ? new Reply(304, new byte[0])
        : reply;
  }

  private OwnMembership own(String id) {
    PendingRecovery pending = null;
    boolean hasCode = false;
    for (Asked asked : recoveryOfCode.values()) {
      if (asked.membershipId().equals(id)) {
        hasCode = true;
        pending = asked.day() == null ? null : PendingRecovery.of(asked.day());
      }
    }
    return new OwnMembership(id, group(), YearMonth.parse("2026-11"), hasCode, pending);
  }

  private void takeEffect() {
    recoveryOfCode
        .values()
        .removeIf(
            asked -> {
              boolean isDue =
                  asked.day() != null && PendingRecovery.of(asked.day()).isDueAt(clock.instant());
              if (isDue) {
                keyOfMembership.put(asked.membershipId(), asked.key());
              }
              return isDue;
            });
  }

  private Reply recover(RecoveryRequest request) {
    for (Map.Entry<String, DevicePublicKey> each : keyOfMembership.entrySet()) {
      if (each.getValue().encoded().equals(request.deviceKey().encoded())) {
        return ok(new Membership(each.getKey(), group()));
      }
    }
    Asked asked = recoveryOfCode.get(request.recoveryCode().words());
    if (asked == null) {
      return problem(ProblemType.RECOVERY_CODE_UNKNOWN);
    }
    LocalDate day = asked.day();
    if (day == null) {
      day = clock.instant().atZone(IsoWeek.ZONE).toLocalDate();
      recoveryOfCode.put(
          request.recoveryCode().words(),
          new Asked(asked.membershipId(), request.deviceKey(), day));
    } else if (!asked.key().encoded().equals(request.deviceKey().encoded())) {
      return problem(ProblemType.RECOVERY_PENDING);
    }
    return new Reply(202, WireJson.write(PendingRecovery.of(day)));
  }

  private Reply join(JoinRequest request) {
    String key = request.joinCode().words() + request.deviceKey().encoded();
    boolean isNew = !membershipOfKey.containsKey(key);
    String id = membershipOfKey.computeIfAbsent(key, k -> "lid-" + ++ids);
    keyOfMembership.put(id, request.deviceKey());
    return new Reply(isNew ? 201 : 200, WireJson.write(new Membership(id, group())));
  }

  private SupportGroup group() {
    return new SupportGroup(
        groupId,
        "Kring Oost",
        GroupType.MEN,
        GroupForm.IN_PERSON,
        List.of("nl"),
        "GM0363",
        "Amsterdam",
        "Aanbieder",
        "Twaalf stappen",
        "Dorpsstraat",
        true,
        null,
        null);
  }

  private Reply access(String jwt) throws IOException, GeneralSecurityException {
    String[] parts = jwt.split("\\.");
    JsonNode header = WireJson.mapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
    JsonNode claims = WireJson.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    String id = claims.get("sub").asText();
    DevicePublicKey key = keyOfMembership.get(id);
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    boolean isRight =
        key != null
            && header.get("alg").asText().equals("ES256")
            && claims.get("iss").asText().equals(id)
            && claims.get("aud").asText().equals(url())
            && claims.get("exp").asLong() == claims.get("iat").asLong() + 60;
    if (isRight) {
      verifier.initVerify(key.key());
      verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      isRight = verifier.verify(Base64.getUrlDecoder().decode(parts[2]));
    }
    if (!isRight) {
      return problem(ProblemType.ASSERTION_REJECTED);
    }
    Instant now = clock.instant();
    if (Math.abs(claims.get("iat").asLong() - now.getEpochSecond()) > 60) {
      Problem problem = Problem.of(ProblemType.ASSERTION_REJECTED, "clock").withServerTime(now);
      return new Reply(401, WireJson.write(problem));
    }
    return ok(new AccessToken("access-" + id + ":" + key.thumbprint(), "Bearer", 900));
  }

  private Reply draw(String id, TokenDraw draw) throws GeneralSecurityException {
    List<byte[]> signatures = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      LocalDate day = draw.week().monday().plusDays(i);
      TokenRequest request = draw.tokenRequests().get(i);
      byte[] earlier = drawn.putIfAbsent(id + " " + day, request.blindedMessage());
      if (earlier != null && !Arrays.equals(earlier, request.blindedMessage())) {
        return problem(ProblemType.DRAWN_ELSEWHERE);
      }
      if (request.truncatedTokenKeyId() != tokenKey(day).truncatedTokenKeyId()) {
        return problem(ProblemType.TOKEN_REQUEST_INVALID);
      }
      Cipher cipher = Cipher.getInstance("RSA/ECB/NoPadding");
      KeyPair pair = key(signsWrongly && i == 3 ? day.plusDays(1) : day);
      cipher.init(Cipher.DECRYPT_MODE, (RSAPrivateCrtKey) pair.getPrivate());
      BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
      BigInteger message = new BigInteger(1, request.blindedMessage()).mod(modulus);
      byte[] padded = new byte[256];
      byte[] raw = message.toByteArray();
      int n = Math.min(256, raw.length);
      System.arraycopy(raw, raw.length - n, padded, 256 - n, n);
      signatures.add(cipher.doFinal(padded));
    }
    return ok(TokenDrawAnswer.of(signatures));
  }

  private Reply checkIn(HttpExchange exchange, byte[] body) throws GeneralSecurityException {
    Token token = Token.parseHeader(exchange.getRequestHeaders().getFirst("Authorization"));
    try {
      Slip.read(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocalDate today = clock.instant().atZone(IsoWeek.ZONE).toLocalDate();
    for (LocalDate day = today.minusDays(8);
        day.isBefore(today.plusDays(8));
        day = day.plusDays(1)) {
      if (Arrays.equals(tokenKey(day).tokenKeyId(), token.tokenKeyId())
          && token.isSignedBy(tokenKey(day))) {
        if (day.isAfter(today)) {
          exchange.getResponseHeaders().set("Retry-After", "60");
          return problem(ProblemType.TOO_EARLY);
        }
        if (!clock.instant().isBefore(IsoWeek.of(day).closesAt())) {
          continue;
        }
        String hash = Base64.getEncoder().encodeToString(token.hash());
        byte[] earlier = spent.putIfAbsent(hash, body);
        if (earlier == null) {
          counted.merge(day, 1, Integer::sum);
        } else if (!Arrays.equals(earlier, body)) {
          return problem(ProblemType.SPENT_WITH_ANOTHER_BODY);
        }
        return new Reply(204, new byte[0]);
      }
    }
    return problem(ProblemType.TOKEN_REJECTED);
  }

  /** As after a restore from a back-up: what was spent is forgotten. */
  public synchronized void restore() {
    spent.clear();
    counted.clear();
    restoreNumber++;
  }
}
