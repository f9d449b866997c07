package nl.kring.server.platform.http;

import java.nio.ByteBuffer;
import nl.kring.model.WireJson;
import nl.kring.model.problem.Problem;
import nl.kring.model.problem.ProblemType;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the web server itself refuses, before any route is looked for (a line that is no HTTP, an
 * address with a broken escape, headers without end), as problems too. Repeats nothing of the
 * request.
 */
public final class WebServerErrors extends ErrorHandler {
  private final Headers headers;

  /** With the headers that every answer carries. */
  public WebServerErrors(Headers headers) {
    this.headers = headers;
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      @Nullable String message,
      @Nullable Throwable cause,
      Callback callback) {
    ProblemType type = Problems.ofStatus(code);
    response.setStatus(type.status());
    headers.set(response.getHeaders());
    if (type == ProblemType.UNAVAILABLE) {
      response.getHeaders().put("Retry-After", "5");
    }
    response.getHeaders().put("Content-Type", Problems.MEDIA_TYPE);
    // After a request that it could not read, it hangs up: whoever keeps a connection must know.
    response.getHeaders().put("Connection", "close");
    byte[] body = WireJson.write(Problem.of(type, null));
    response.getHeaders().put("Content-Length", body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
