package nl.kring.server.group;

import nl.kring.server.platform.db.Database;

/** Open groups for tests that are not about opening: without what a group must have for that. */
public final class TestGroups {
  private TestGroups() {}

  /** Adds a group and opens it, as if everything were there. */
  public static String open(Database people, GroupService groups, NewGroup group) {
    String id = groups.add(group);
    people.writer().useTransaction(handle -> groups.open(handle, id));
    return id;
  }
}
