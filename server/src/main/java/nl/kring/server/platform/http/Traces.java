package nl.kring.server.platform.http;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Stack traces that can be logged: classes and lines, never a message. */
public final class Traces {
  private static final int FRAMES = 12;

  private Traces() {}

  /** The exception and its causes, each with its first frames, without their messages. */
  public static String withoutMessages(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      text.append(text.isEmpty() ? "" : "\n  caused by ")
          .append(each.getClass().getName())
          .append(
              Arrays.stream(each.getStackTrace())
                  .limit(FRAMES)
                  .map(frame -> "\n    at " + frame)
                  .collect(Collectors.joining()));
    }
    return text.toString();
  }
}
