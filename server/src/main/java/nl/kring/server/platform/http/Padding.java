package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import nl.kring.server.platform.security.Role;

/**
 * Gives every answer to an anonymous post one length, so that its size does not tell whoever sees
 * the encrypted line whether it was accepted.
 */
public final class Padding {
  /** Bytes of headers and body together, whatever the answer. */
  static final int TOTAL_BYTES = 1536;

  private static final String HEADER = "Padding";

  private Padding() {}

  /** Adds the {@code Padding} header that an answer lacks; to be called after everything else. */
  public static void pad(Context ctx) {
    if (!ctx.routeRoles().contains(Role.NOBODY)) {
      return;
    }
    int length = bodyBytes(ctx) + reasonBytes(ctx.statusCode());
    for (String name : ctx.res().getHeaderNames()) {
      for (String value : ctx.res().getHeaders(name)) {
        length += name.length() + value.length() + ": \r\n".length();
      }
    }
    char[] padding = new char[Math.max(1, TOTAL_BYTES - length)];
    Arrays.fill(padding, 'x');
    ctx.header(HEADER, new String(padding));
  }

  /** The body, and the header that Jetty adds for it. */
  private static int bodyBytes(Context ctx) {
    InputStream body = ctx.resultInputStream();
    if (body == null) {
      return 0;
    }
    try {
      byte[] bytes = body.readAllBytes();
      ctx.result(bytes);
      return bytes.length + ("Content-Length: " + bytes.length + "\r\n").length();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int reasonBytes(int status) {
    String reason = org.eclipse.jetty.http.HttpStatus.getMessage(status);
    return reason.getBytes(StandardCharsets.US_ASCII).length;
  }
}
