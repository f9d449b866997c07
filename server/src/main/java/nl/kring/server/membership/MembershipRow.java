package nl.kring.server.membership;

/** A row of {@code membership}, as far as the rules need it. */
record MembershipRow(String id, String groupId, String deviceKey) {}
