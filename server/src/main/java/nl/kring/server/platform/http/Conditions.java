package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.util.Locale;
import nl.kring.model.problem.ProblemType;

/** What a request asks to be still true (RFC 9110 § 13). */
public final class Conditions {
  private Conditions() {}

  /**
   * The entity tag of what was seen before a change.
   *
   * @throws ProblemException 428 without one (RFC 6585 § 3)
   */
  public static String ifMatch(Context ctx) {
    String etag = ctx.header("If-Match");
    if (etag == null) {
      throw new ProblemException(
          ProblemType.IF_MATCH_REQUIRED, "If-Match holds the ETag of what was seen");
    }
    return etag.trim();
  }

  /** The entity tag of a version, as long as every other. */
  public static String etag(long version) {
    return String.format(Locale.ROOT, "\"%024x\"", version);
  }

  /**
   * Checks that what is about to change is still the version that was seen.
   *
   * @throws ProblemException 412 when it is not
   */
  public static void requireUnchanged(long version, String etag) {
    if (!etag(version).equals(etag)) {
      throw new ProblemException(ProblemType.CHANGED_MEANWHILE);
    }
  }
}
