package nl.kring.server.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import nl.kring.model.WireJson;
import nl.kring.model.problem.ProblemType;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.util.encoders.Hex;
import org.jspecify.annotations.Nullable;

/** Reads and answers JSON, always in the same way. */
public final class Json {
  private static final String MEDIA_TYPE = "application/json";

  private Json() {}

  /**
   * Reads a body.
   *
   * @throws ProblemException 400, naming the field; 415 when it is not said to be JSON; what was
   *     sent is not repeated
   */
  public static <T> T read(Context ctx, Class<T> type) {
    if (!isJson(ctx.contentType())) {
      throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type: " + MEDIA_TYPE);
    }
    byte[] body = ctx.bodyAsBytes();
    if (holdsNul(body)) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "the body is JSON in UTF-8, no NUL");
    }
    try {
      return WireJson.read(body, type);
    } catch (JsonProcessingException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, explain(e));
    } catch (IOException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "the body is not JSON");
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.replaceFirst(";.*", "");
    return type.trim().equalsIgnoreCase(MEDIA_TYPE);
  }

  /**
   * Whether there is a zero byte, as in UTF-16, which Jackson would read too; or a NUL that is
   * written as an escape, which PostgreSQL does not store.
   */
  private static boolean holdsNul(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.indexOf(0) >= 0 || text.contains("\\u0000");
  }

  private static String explain(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "the body is not JSON";
    }
    String field =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    String reason =
        mapping.getCause() instanceof IllegalArgumentException
                || mapping.getCause() instanceof NullPointerException
            ? String.valueOf(mapping.getCause().getMessage())
            : mapping.getClass().getSimpleName().startsWith("MismatchedInput")
                    || mapping.getPath().isEmpty()
                ? "a field is missing or has another type than openapi.yaml says"
                : "has another form than openapi.yaml says";
    return field.isEmpty() ? reason : field + ": " + reason;
  }

  /** Answers 200 with JSON. */
  public static void write(Context ctx, Object value) {
    ctx.contentType(MEDIA_TYPE).result(WireJson.write(value));
  }

  /** Answers 200 with JSON and a strong entity tag, or 304 when the asker already has it. */
  public static void writeTagged(Context ctx, Object value) {
    writeTagged(ctx, MEDIA_TYPE, WireJson.write(value));
  }

  /** Answers 200 with these bytes and a strong entity tag of their content, or 304. */
  public static void writeTagged(Context ctx, String contentType, byte[] body) {
    SHA256Digest digest = new SHA256Digest();
    digest.update(body, 0, body.length);
    byte[] hash = new byte[digest.getDigestSize()];
    digest.doFinal(hash, 0);
    String tag = "\"" + new String(Hex.encode(hash, 0, 12), StandardCharsets.US_ASCII) + "\"";
    ctx.header("ETag", tag);
    String known = ctx.header("If-None-Match");
    if (known != null && (known.trim().equals("*") || known.contains(tag))) {
      ctx.status(304);
    } else {
      ctx.contentType(contentType).result(body);
    }
  }
}
