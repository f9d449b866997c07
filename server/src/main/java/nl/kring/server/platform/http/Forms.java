package nl.kring.server.platform.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Set;
import nl.kring.model.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a page's form or a query sends. What cannot be read, or holds a NUL, which PostgreSQL
 * cannot keep, gets 400 from each of these methods.
 */
public final class Forms {
  private Forms() {}

  /**
   * A field of a form.
   *
   * @throws ProblemException 400 when the form does not have it
   */
  public static String field(Context ctx, String name) {
    String value = optional(ctx, name);
    if (value == null) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, name + " is needed");
    }
    return value;
  }

  /** A field that a form need not have; null then. */
  public static @Nullable String optional(Context ctx, String name) {
    List<String> values = all(ctx, name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** What was chosen in a list; null for its empty line, and when the form has no such list. */
  public static @Nullable String chosen(Context ctx, String name) {
    String value = optional(ctx, name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Everything that was chosen under a name; empty when nothing was. */
  public static List<String> all(Context ctx, String name) {
    List<String> values;
    try {
      values = ctx.formParams(name);
    } catch (Exception e) {
      // Kotlin declares nothing: an unknown charset, a broken multipart body come as they are.
      throw unreadable();
    }
    if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, name + " holds a NUL character");
    }
    return values;
  }

  /** A field of a form. */
  public record Field(String name, String value) {}

  /** Everything that a form holds, so that it can be sent once more. */
  public static List<Field> everything(Context ctx) {
    Set<String> names;
    try {
      names = ctx.formParamMap().keySet();
    } catch (Exception e) {
      throw unreadable();
    }
    return names.stream()
        .flatMap(name -> all(ctx, name).stream().map(value -> new Field(name, value)))
        .toList();
  }

  private static ProblemException unreadable() {
    return new ProblemException(ProblemType.INVALID_REQUEST, "this form cannot be read");
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
