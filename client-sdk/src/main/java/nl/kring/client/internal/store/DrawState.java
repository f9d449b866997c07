package nl.kring.client.internal.store;

/** How far the draw of one week is. */
public enum DrawState {
  /** Not begun. */
  NONE,
  /** The requests are kept, and may have been sent. */
  DRAFTED,
  /** Seven tokens are there. */
  FINISHED,
  /** Another phone drew this week for the same membership. */
  ELSEWHERE,
  /** The server refused, or its signatures do not verify. */
  SET_ASIDE
}
