package nl.kring.model.problem;

import java.util.Locale;

/**
 * Everything that can go wrong over HTTP, as server and phone both know it (RFC 9457).
 *
 * <p>Each has a heading in {@code docs/problems.md}; its {@code type} URI points there.
 */
public enum ProblemType {
  INVALID_REQUEST(400, "De vraag klopt niet"),
  SIGN_IN_REQUIRED(401, "Eerst aanmelden"),
  SIGN_IN_FAILED(401, "Naam, wachtwoord of code klopt niet"),
  ASSERTION_REJECTED(401, "Deze telefoon kon niet bewijzen wie zij is"),
  TOKEN_REJECTED(401, "Dit bewijs geldt niet (meer)"),
  FORBIDDEN(403, "Dit mag niet"),
  NOT_FOUND(404, "Niet gevonden"),
  JOIN_CODE_UNKNOWN(404, "Deze code werkt niet (meer)"),
  RECOVERY_CODE_UNKNOWN(404, "Deze herstelcode werkt niet (meer)"),
  KEYS_NOT_READY(404, "Er zijn nog geen sleutels voor deze groep"),
  METHOD_NOT_ALLOWED(405, "Deze handeling bestaat hier niet"),
  DRAWN_ELSEWHERE(409, "Al opgehaald met een andere aanvraag"),
  SPENT_WITH_ANOTHER_BODY(409, "Al gebruikt voor iets anders"),
  DEVICE_KEY_IN_USE(409, "Deze telefoon is al lid van een andere groep"),
  JOINING_CLOSED(409, "Bij deze groep kan nu niemand meer komen"),
  RECOVERY_PENDING(409, "Een andere telefoon heeft dit lidmaatschap al gevraagd"),
  CONFLICT(409, "Dit past niet bij wat er al is"),
  CHANGED_MEANWHILE(412, "Iemand anders heeft dit net veranderd"),
  PAYLOAD_TOO_LARGE(413, "Te groot"),
  URI_TOO_LONG(414, "Dit adres is te lang"),
  UNSUPPORTED_MEDIA_TYPE(415, "Deze vorm leest Kring niet"),
  TOKEN_REQUEST_INVALID(422, "De aanvraag van een bewijs klopt niet"),
  TOO_EARLY(425, "Nog te vroeg"),
  IF_MATCH_REQUIRED(428, "Zeg eerst wat je zag"),
  TOO_MANY_REQUESTS(429, "Te vaak gevraagd"),
  HEADERS_TOO_LARGE(431, "Te veel kopregels"),
  INTERNAL_ERROR(500, "Er ging iets mis"),
  UNAVAILABLE(503, "Even niet bereikbaar"),
  /** What an older phone makes of a type that it does not know yet; never sent. */
  UNKNOWN(0, "Onbekend");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status that goes with it; 0 for {@link #UNKNOWN}. */
  public int status() {
    return status;
  }

  /** A short Dutch sentence for people, the same each time. */
  public String title() {
    return title;
  }

  /** The heading in {@code docs/problems.md}, for example {@code join-code-unknown}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The URI reference in a problem's {@code type}: {@code /problems#join-code-unknown}. */
  public String uri() {
    return "/problems#" + slug();
  }

  /** The type that a {@code type} URI names; {@link #UNKNOWN} when this version has none. */
  public static ProblemType ofUri(String uri) {
    String slug = uri.substring(uri.indexOf('#') + 1);
    for (ProblemType type : values()) {
      if (type.slug().equals(slug)) {
        return type;
      }
    }
    return UNKNOWN;
  }
}
