package nl.kring.client.internal.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import nl.kring.client.internal.store.Steps;
import nl.kring.model.WireJson;
import nl.kring.model.token.Token;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * One server over HTTP, as a member and as nobody: two ways that share no connection, cookie, cache
 * or TLS session. Blocks on the network; its caller makes one call at a time.
 */
public final class ServerHttp {
  /** The same on every phone and in every version. */
  private static final String USER_AGENT = "Kring";

  private static final MediaType JSON = MediaType.get("application/json");

  private final HttpUrl server;
  private final String audience;
  private final OkHttpClient member;
  private final OkHttpClient nobody;
  private final Steps steps;

  /**
   * For one server.
   *
   * @param serverUrl its public address
   * @param base what an app wants of connections; as nobody only its network, proxy, trust and
   *     timeouts are used
   */
  public ServerHttp(HttpUrl serverUrl, OkHttpClient base, Steps steps) {
    String url = serverUrl.toString();
    this.server = serverUrl;
    this.audience = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.steps = steps;
    this.member =
        base.newBuilder()
            .cookieJar(CookieJar.NO_COOKIES)
            .cache(null)
            .followRedirects(false)
            .followSslRedirects(false)
            .connectionPool(new ConnectionPool(1, 30, TimeUnit.SECONDS))
            .build();
    OkHttpClient.Builder anonymous =
        member
            .newBuilder()
            .authenticator(Authenticator.NONE)
            .eventListener(EventListener.NONE)
            .protocols(Collections.singletonList(Protocol.HTTP_1_1));
    // What an app adds to its requests must not come with a slip.
    anonymous.interceptors().clear();
    anonymous.networkInterceptors().clear();
    this.nobody = anonymous.build();
  }

  /** The server's public address without a trailing slash: who an assertion is for. */
  public String audience() {
    return audience;
  }

  /** The host in the server's address: for whom tokens are made. */
  public String host() {
    return server.host();
  }

  /** Asks as a member, or, without a bearer, for what makes one a member. */
  public Answer get(String path, @Nullable String bearer, @Nullable String etag)
      throws IOException {
    Request.Builder request = request(path, bearer);
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    return call(member, request.get().build());
  }

  /** Posts as a member; see {@link #get}. */
  public Answer post(String path, @Nullable String bearer, Object body) throws IOException {
    RequestBody json = new OneShot(WireJson.write(body));
    return call(member, request(path, bearer).post(json).build());
  }

  /** Puts as a member. */
  public Answer put(String path, String bearer, Object body) throws IOException {
    RequestBody json = new OneShot(WireJson.write(body));
    return call(member, request(path, bearer).put(json).build());
  }

  /** Deletes as a member. */
  public Answer delete(String path, String bearer) throws IOException {
    return call(member, request(path, bearer).delete().build());
  }

  /** Posts as nobody, over a connection and a TLS session of its own. */
  public Answer postAsNobody(String path, Token token, byte[] body) throws IOException {
    return callAsNobody(
        request(path, null).header("Authorization", token.headerValue()).post(new OneShot(body)));
  }

  /** Asks as nobody, over a connection and a TLS session of its own. */
  public Answer getAsNobody(String path) throws IOException {
    return callAsNobody(request(path, null).get());
  }

  private Answer callAsNobody(Request.Builder request) throws IOException {
    OkHttpClient.Builder once =
        nobody.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS));
    if (server.isHttps()) {
      X509TrustManager trust = nobody.x509TrustManager();
      if (trust == null) {
        throw new IOException("the client given has no trust manager");
      }
      once.sslSocketFactory(freshTls(trust).getSocketFactory(), trust);
    }
    return call(once.build(), request.header("Connection", "close").build());
  }

  private Request.Builder request(String path, @Nullable String bearer) {
    Request.Builder request =
        new Request.Builder()
            .url(server.newBuilder().addPathSegments(path).build())
            .header("User-Agent", USER_AGENT)
            .header("Accept", "application/json");
    if (bearer != null) {
      request.header("Authorization", "Bearer " + bearer);
    }
    return request;
  }

  private Answer call(OkHttpClient client, Request request) throws IOException {
    String step = request.method() + " " + request.url().encodedPath();
    steps.reached("send " + step);
    Answer answer;
    try (Response response = client.newCall(request).execute()) {
      answer = Answer.of(response);
    }
    steps.reached("answered " + step);
    return answer;
  }

  /** A TLS context that no other connection shares, so that no session ticket ties two together. */
  private static SSLContext freshTls(X509TrustManager trust) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this platform has no TLS", e);
    }
  }

  /**
   * A body that OkHttp does not send a second time by itself: whoever sends it counts its sends.
   */
  private static final class OneShot extends RequestBody {
    private final byte[] bytes;

    OneShot(byte[] bytes) {
      this.bytes = Arrays.copyOf(bytes, bytes.length);
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return bytes.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
