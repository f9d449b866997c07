package nl.kring.client.internal.http;

/** The server does not let this phone in as a member (now). */
public final class RefusedException extends Exception {
  private final transient Answer answer;

  RefusedException(Answer answer) {
    super("the server answered " + answer.status());
    this.answer = answer;
  }

  /** What it answered. */
  public Answer answer() {
    return answer;
  }
}
