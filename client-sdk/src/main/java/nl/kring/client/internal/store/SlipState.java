package nl.kring.client.internal.store;

/** What became of the slip of one day. */
public enum SlipState {
  /** Nothing yet; a check-in may be there, and a token. */
  OPEN,
  /** Bound to its token: its bytes no longer change. */
  FROZEN,
  /** Counted by the server. */
  SPENT,
  /** Refused for good. */
  SET_ASIDE,
  /** Not sent before its week closed, or found too late by the server. */
  TOO_LATE,
  /** Of a closed week, and never meant to be sent: no membership, or sent under an earlier one. */
  KEPT
}
