package nl.kring.server.platform.http;

import io.javalin.http.Context;
import nl.kring.model.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Reads what a page's form or a query sends. */
public final class Forms {
  private Forms() {}

  /**
   * A field of a form.
   *
   * @throws ProblemException 400 when the form does not have it
   */
  public static String field(Context ctx, String name) {
    String value = ctx.formParam(name);
    if (value == null) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, name + " is needed");
    }
    return value;
  }

  /** What was chosen in a list; null for its empty line, and when the form has no such list. */
  public static @Nullable String chosen(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /**
   * A number from 1 up in a query.
   *
   * @param otherwise when the query does not have it
   * @throws ProblemException 400 when it is something else
   */
  public static long number(Context ctx, String name, long otherwise) {
    String text = ctx.queryParam(name);
    try {
      long number = text == null ? otherwise : Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number that is too small.
    }
    throw new ProblemException(ProblemType.INVALID_REQUEST, name + " is a number from 1 up");
  }
}
