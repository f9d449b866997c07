package nl.kring.model.token;

/** What a token may be spent on; bound by the key that signed it. */
public enum Purpose {
  /** One slip for one group on one day. */
  CHECK_IN,
  /** One participation in one calendar month. */
  PARTICIPATION
}
