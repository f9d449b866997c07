package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The blind signatures of a draw, in the order of its requests. Immutable. */
public final class TokenDrawAnswer {
  /** The media type of a single answer over {@code POST /token-request} (RFC 9578 § 6.2). */
  public static final String MEDIA_TYPE = "application/private-token-response";

  private final List<String> tokenResponses;

  /** As read from the wire; base64url, 256 bytes each. */
  @JsonCreator
  public TokenDrawAnswer(
      @JsonProperty(value = "tokenResponses", required = true) List<String> tokenResponses) {
    this.tokenResponses = Collections.unmodifiableList(new ArrayList<>(tokenResponses));
  }

  /** Of raw blind signatures. */
  public static TokenDrawAnswer of(List<byte[]> blindSignatures) {
    List<String> texts = new ArrayList<>(blindSignatures.size());
    for (byte[] signature : blindSignatures) {
      texts.add(Wire.base64Url(signature));
    }
    return new TokenDrawAnswer(texts);
  }

  /** Base64url texts, in the order of the requests. */
  @JsonProperty("tokenResponses")
  public List<String> tokenResponses() {
    return tokenResponses;
  }

  /**
   * The blind signatures, in the order of the requests.
   *
   * @throws IllegalArgumentException when one is not base64url
   */
  public List<byte[]> blindSignatures() {
    List<byte[]> signatures = new ArrayList<>(tokenResponses.size());
    for (String text : tokenResponses) {
      signatures.add(Wire.fromBase64Url(text));
    }
    return signatures;
  }

  @Override
  public String toString() {
    return "TokenDrawAnswer";
  }
}
