package nl.kring.server.staff;

/**
 * What somebody sees who opened an invitation.
 *
 * @param name what will be typed to sign in
 * @param uri the text of the QR code for the authenticator app
 * @param secret the same secret, to type
 * @param sealed the same secret, for the form to send back; only this server opens it, and only for
 *     this invitation
 */
record Enrolment(String name, String uri, String secret, String sealed) {
  @Override
  public String toString() {
    return "Enrolment";
  }
}
