package nl.kring.server.group;

/** A row of {@code group_staff}. */
record AssignmentRow(String groupId, String staffId) {}
