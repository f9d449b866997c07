package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import nl.kring.model.problem.ProblemType;

/** What holds for the query of every address. */
public final class Queries {
  private Queries() {}

  /**
   * Refuses a query with a broken escape, one that is no UTF-8, or a NUL: the framework would drop
   * the parameter, and so answer as if nothing had been asked.
   *
   * @throws ProblemException 400
   */
  public static void refuseBroken(Context ctx) {
    String query = ctx.queryString();
    if (query == null) {
      return;
    }
    String decoded;
    try {
      decoded = URLDecoder.decode(query, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      decoded = "\0";
    }
    if (decoded.indexOf('\0') >= 0 || decoded.indexOf('\ufffd') >= 0) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "the query is not in percent escapes");
    }
  }
}
