package nl.kring.server.group;

import java.util.List;
import nl.kring.model.group.GroupForm;
import nl.kring.model.group.GroupType;
import nl.kring.server.platform.db.Database;

/** Groups for tests. */
public final class TestGroups {
  private TestGroups() {}

  /** A men's group of a provider, in Utrecht, whose address is not public. */
  public static NewGroup men(String providerId, String name) {
    return men(providerId, name, false);
  }

  /** The same; everybody may read where it meets, or not. */
  public static NewGroup men(String providerId, String name, boolean isAddressPublic) {
    return new NewGroup(
        providerId,
        "twelve-steps",
        name,
        GroupType.MEN,
        GroupForm.IN_PERSON,
        List.of("nl"),
        "GM0344",
        "Boogstraat 1",
        isAddressPublic);
  }

  /**
   * Adds a group and opens it, for tests that are not about opening: without what a group must have
   * for that.
   */
  public static String open(Database people, GroupService groups, NewGroup group) {
    String id = groups.add(group);
    people.writer().useTransaction(handle -> groups.open(handle, id));
    return id;
  }
}
