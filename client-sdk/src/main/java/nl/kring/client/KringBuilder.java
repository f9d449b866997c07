package nl.kring.client;

import java.io.File;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import nl.kring.client.internal.PhoneCheckIns;
import nl.kring.client.internal.PhoneMeetings;
import nl.kring.client.internal.PhoneMemberships;
import nl.kring.client.internal.directory.DirectoryLook;
import nl.kring.client.internal.http.ServerHttp;
import nl.kring.client.internal.membership.Recoveries;
import nl.kring.client.internal.outbox.Backoff;
import nl.kring.client.internal.outbox.Outbox;
import nl.kring.client.internal.store.Phone;
import nl.kring.client.internal.store.Steps;
import nl.kring.client.internal.tokens.MemberSync;
import nl.kring.client.membership.DeviceKey;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Gathers what a {@link Kring} needs; everything has a default. Not thread-safe. */
public final class KringBuilder {
  private final File directory;
  private final HttpUrl serverUrl;
  private Clock clock = Clock.systemUTC();
  private SecureRandom random = new SecureRandom();
  private @Nullable DeviceKey deviceKey;
  private @Nullable OkHttpClient httpClient;
  private @Nullable DoubleSupplier jitter;
  private Steps steps = Steps.NONE;

  KringBuilder(File directory, String serverUrl) {
    HttpUrl url = HttpUrl.parse(serverUrl);
    if (url == null || !(url.isHttps() || isThisMachine(url.host()))) {
      throw new IllegalArgumentException(
          "serverUrl must begin with https://, for example https://kring.example");
    }
    this.directory = directory;
    this.serverUrl = url;
  }

  /** 10.0.2.2 is how an Android emulator calls the machine it runs on. */
  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.equals("127.0.0.1")
        || host.equals("::1")
        || host.equals("10.0.2.2");
  }

  /** What time it is; the system's clock by default. Its time zone does not matter. */
  public KringBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Where nonces, blinding factors, keys and moments of drawing come from. A predictable one makes
   * every token linkable: give none but for a hardware source.
   */
  public KringBuilder random(SecureRandom random) {
    this.random = random;
    return this;
  }

  /** The phone's key, for example in the Android Keystore; by default one in a file. */
  public KringBuilder deviceKey(DeviceKey deviceKey) {
    this.deviceKey = deviceKey;
    return this;
  }

  /**
   * What connections are made with: proxy, DNS, trust and timeouts. Cookies, cache and redirects
   * are always off. Interceptors, authenticators and listeners are used as a member, never as
   * nobody.
   */
  public KringBuilder httpClient(OkHttpClient httpClient) {
    this.httpClient = httpClient;
    return this;
  }

  /** Numbers from 0 to 1 that spread retries; random by default. */
  public KringBuilder jitter(DoubleSupplier jitter) {
    this.jitter = jitter;
    return this;
  }

  KringBuilder steps(Steps steps) {
    this.steps = steps;
    return this;
  }

  /**
   * Opens the phone's data, made when there is none, and finishes what a crash interrupted.
   *
   * <p>Blocks on disk. Open a directory once at a time.
   *
   * @throws IOException when the directory cannot be read or written
   */
  public Kring build() throws IOException {
    OkHttpClient base = httpClient;
    if (base == null) {
      base =
          new OkHttpClient.Builder()
              .connectTimeout(10, TimeUnit.SECONDS)
              .readTimeout(20, TimeUnit.SECONDS)
              .writeTimeout(20, TimeUnit.SECONDS)
              .callTimeout(40, TimeUnit.SECONDS)
              .build();
    }
    Phone phone = new Phone(directory, steps, clock, random, deviceKey);
    ServerHttp http = new ServerHttp(serverUrl, base, steps);
    Backoff backoff = new Backoff(clock, jitter == null ? random::nextDouble : jitter);
    ReentrantLock network = new ReentrantLock();
    Recoveries recoveries = new Recoveries(phone, http, backoff, clock);
    MemberSync memberSync = new MemberSync(phone, http, backoff, clock, random, recoveries);
    return new Kring(
        phone,
        new Outbox(phone, http, backoff, clock),
        new DirectoryLook(phone, http, backoff, clock),
        memberSync,
        recoveries,
        backoff,
        network,
        new PhoneCheckIns(phone),
        new PhoneMeetings(phone, clock),
        new PhoneMemberships(phone, http, memberSync, recoveries, backoff, clock, random, network));
  }

  @Override
  public String toString() {
    return "KringBuilder";
  }
}
