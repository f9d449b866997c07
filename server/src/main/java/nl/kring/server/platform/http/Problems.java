package nl.kring.server.platform.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import nl.kring.model.WireJson;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import nl.kring.server.platform.db.DatabaseTrouble;
import nl.kring.server.platform.db.GroupCommitWriter;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one writer of problems: ours, the framework's own, and bugs. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** As every problem is typed. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Set<String> API =
      Set.of("api", ".well-known", "feeds", "token-request", "health");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final BiConsumer<Context, Problem> page;

  /**
   * Writes problems as JSON, and for people in a browser as pages.
   *
   * @param page shows a problem as a page; the status is set already
   */
  public Problems(BiConsumer<Context, Problem> page) {
    this.page = page;
  }

  /** Answers every exception and every unanswered request with a problem. */
  public void register(RoutesConfig routes) {
    routes.exception(ProblemException.class, this::write);
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> {
          if (e.getStatus() == 405) {
            // The one detail that the framework gives with it: which methods there are.
            ctx.header("Allow", String.join(", ", e.getDetails().values()));
          }
          write(new ProblemException(ofStatus(e.getStatus())), ctx);
        });
    routes.exception(Exception.class, this::writeOther);
  }

  private void writeOther(Exception e, Context ctx) {
    Throwable cause = e;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ProblemException problem) {
      write(problem, ctx);
    } else if (cause instanceof HttpException refused) {
      // What the web server found wrong while the body was read, such as a broken chunk.
      write(new ProblemException(ofStatus(refused.getCode())), ctx);
    } else if (cause instanceof EofException) {
      // Whoever asked is gone; nobody reads this answer.
      write(new ProblemException(ProblemType.INVALID_REQUEST), ctx);
    } else if (cause instanceof GroupCommitWriter.BusyException) {
      write(new ProblemException(ProblemType.UNAVAILABLE).retryAfter(Duration.ofSeconds(5)), ctx);
    } else if (DatabaseTrouble.isPassing(cause)) {
      LOG.error("A database is out of order: {}", Traces.withoutMessages(cause));
      write(new ProblemException(ProblemType.UNAVAILABLE).retryAfter(Duration.ofSeconds(30)), ctx);
    } else {
      byte[] id = new byte[8];
      RANDOM.nextBytes(id);
      String incident = HexFormat.of().formatHex(id);
      // Never the message: it may quote what somebody sent.
      LOG.error("Incident {}: {}", incident, Traces.withoutMessages(cause));
      send(ctx, Problem.of(ProblemType.INTERNAL_ERROR, null).withIncident(incident));
    }
  }

  private void write(ProblemException e, Context ctx) {
    Duration wait = e.retryAfter();
    if (wait != null) {
      ctx.header("Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
    String challenge = e.challenge();
    if (challenge != null) {
      ctx.header("WWW-Authenticate", challenge);
    } else if (e.type().status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    send(ctx, e.problem());
  }

  private void send(Context ctx, Problem problem) {
    ctx.status(problem.status());
    if (isPage(ctx)) {
      page.accept(ctx, problem);
    } else {
      ctx.contentType(MEDIA_TYPE).result(WireJson.write(problem));
    }
  }

  private static boolean isPage(Context ctx) {
    String accept = ctx.header("Accept");
    return !API.contains(ctx.path().replaceFirst("^/([^/]*).*", "$1"))
        && accept != null
        && accept.contains("text/html");
  }

  /** The type of a status that the framework or the web server chose. */
  static ProblemType ofStatus(int status) {
    for (ProblemType type : ProblemType.values()) {
      if (type.status() == status) {
        return type == ProblemType.JOIN_CODE_UNKNOWN ? ProblemType.NOT_FOUND : type;
      }
    }
    boolean isNotSpoken = status == 501 || status == 505;
    return status < 500 || isNotSpoken ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL_ERROR;
  }
}
