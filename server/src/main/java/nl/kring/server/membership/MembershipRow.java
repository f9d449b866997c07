package nl.kring.server.membership;

import nl.kring.model.membership.DevicePublicKey;
import nl.kring.server.platform.security.Caller;

/** A row of {@code membership}. */
record MembershipRow(
    String id, String groupId, String deviceKey, String joinedMonth, String lastDrawMonth) {

  /** Who acts for it: the phone with this key and no other. */
  Caller.Member caller() {
    return new Caller.Member(id, groupId, DevicePublicKey.decode(deviceKey).thumbprint());
  }
}
