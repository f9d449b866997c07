package nl.kring.server.platform.pages;

import java.util.List;
import nl.kring.model.group.SupportGroup;
import nl.kring.server.platform.security.Caller;
import nl.kring.server.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page of the staff.
 *
 * @param who who is signed in
 * @param leads whether the groups have pages for whoever is signed in
 * @param links to those pages
 */
public record Frame(String who, boolean leads, List<Link> links) {
  /** A link; {@code isHere} when it leads to this very page. */
  public record Link(String text, String url, boolean isHere) {}

  /**
   * The frame for somebody and their groups.
   *
   * @param here the group that the page is about, or null
   */
  public static Frame of(Caller.Staff staff, List<SupportGroup> groups, @Nullable String here) {
    boolean leads = staff.role() == Role.FACILITATOR || staff.role() == Role.COORDINATOR;
    List<Link> links =
        groups.stream()
            .filter(group -> leads)
            .map(
                group ->
                    new Link(group.name(), "/staff/groups/" + group.id(), group.id().equals(here)))
            .toList();
    return new Frame(staff.name(), leads, links);
  }
}
