package nl.kring.model.token;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standard directory of an issuer (RFC 9578 § 4): in Kring, the month keys only. Immutable. */
public final class IssuerDirectory {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/private-token-issuer-directory";

  private final String issuerRequestUri;
  private final List<Entry> tokenKeys;

  /** As read from the wire. */
  @JsonCreator
  public IssuerDirectory(
      @JsonProperty(value = "issuer-request-uri", required = true) String issuerRequestUri,
      @JsonProperty(value = "token-keys", required = true) List<Entry> tokenKeys) {
    this.issuerRequestUri = issuerRequestUri;
    this.tokenKeys = Collections.unmodifiableList(new ArrayList<>(tokenKeys));
  }

  /** Where token requests are posted; absolute, or relative to the directory. */
  @JsonProperty("issuer-request-uri")
  public String issuerRequestUri() {
    return issuerRequestUri;
  }

  /** The keys, preferred first. */
  @JsonProperty("token-keys")
  public List<Entry> tokenKeys() {
    return tokenKeys;
  }

  /** One key of the directory. Immutable. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public static final class Entry {
    private final int tokenType;
    private final TokenKey tokenKey;
    private final @Nullable Long notBefore;

    /** As read from the wire; {@code notBefore} in seconds since 1970, UTC. */
    @JsonCreator
    public Entry(
        @JsonProperty(value = "token-type", required = true) int tokenType,
        @JsonProperty(value = "token-key", required = true) TokenKey tokenKey,
        @JsonProperty("not-before") @Nullable Long notBefore) {
      this.tokenType = tokenType;
      this.tokenKey = tokenKey;
      this.notBefore = notBefore;
    }

    /** Always {@link TokenChallenge#TOKEN_TYPE} here. */
    @JsonProperty("token-type")
    public int tokenType() {
      return tokenType;
    }

    /** The key. */
    @JsonProperty("token-key")
    public TokenKey tokenKey() {
      return tokenKey;
    }

    /** From when it may be used, in seconds since 1970, UTC; null for at once. */
    @JsonProperty("not-before")
    public @Nullable Long notBefore() {
      return notBefore;
    }
  }
}
