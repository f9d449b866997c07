package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** The headers that every answer carries, also one that the web server gives by itself. */
public final class Headers {
  /** The version of the API (NL API Design Rules, API-57). */
  public static final String API_VERSION = "0.1.0";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self';"
          + " connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String PERMISSIONS_POLICY =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  private final Clock clock;
  private final Map<String, String> fixed = new LinkedHashMap<>();

  /**
   * The headers of a server.
   *
   * @param isHttps whether its public address is https: then browsers are told to keep to it
   */
  public Headers(Clock clock, boolean isHttps) {
    this.clock = clock;
    fixed.put("API-Version", API_VERSION);
    fixed.put("Cache-Control", "no-store");
    fixed.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    fixed.put("Permissions-Policy", PERMISSIONS_POLICY);
    fixed.put("X-Content-Type-Options", "nosniff");
    fixed.put("Referrer-Policy", "no-referrer");
    fixed.put("Cross-Origin-Opener-Policy", "same-origin");
    fixed.put("Cross-Origin-Resource-Policy", "same-origin");
    if (isHttps) {
      fixed.put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Sets them before a handler runs, so that an error carries them too. */
  public void set(Context ctx) {
    ctx.header("Date", date());
    fixed.forEach(ctx::header);
  }

  /** Sets them on an answer that no handler sees. */
  void set(HttpFields.Mutable fields) {
    fields.put("Date", date());
    fixed.forEach(fields::put);
  }

  private String date() {
    return HTTP_DATE.format(clock.instant());
  }
}
